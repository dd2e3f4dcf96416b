import type { LogChange } from '@tool-audit/core';
import type { Changes } from './changes.svelte.ts';

/** What became of a day's file while the page was open. */
export interface LostDay {
	/** The owner of the log. */
	user: string;
	day: string;
	/** The file was deleted, moved or emptied; or it was replaced by another one, or shortened. */
	fate: 'gone' | 'replaced';
	/** When the page learned it, in ms. */
	at: number;
	/** The reader has read it: it is not said again. */
	isRead?: boolean;
}

interface Listed {
	day: string;
	bytes: number;
	/** The list of days says why it can't be read. */
	unreadable?: unknown;
}

/** A bound for a page that stays open while a whole home is moved. */
const DAYS_KEPT_MAX = 1_000;

/**
 * The days whose files were lost while the page was open. Nothing is ever taken out of a file by this product: a
 * page that shows fewer calls than before has to say why. Learned from the events of the logs and, because there are
 * none while the connection is lost or the page is hidden, from each new list of days.
 */
export class LostDays {
	/** One per user and day; the one learned last at the end. */
	#days: readonly LostDay[] = $state.raw([]);
	/** The days that were last listed, by user. */
	#listed = new Map<string, Set<string>>(); // eslint-disable-line svelte/prefer-svelte-reactivity -- nothing shows it

	/** Returns a function that stops listening. */
	listenTo(changes: Pick<Changes, 'listen'>): () => void {
		return changes.listen((event) => this.#hear(event));
	}

	/** What is to be said of one user's log, or of all; newest day first. */
	of(user: string | undefined): LostDay[] {
		return this.#days
			.filter((lost) => !lost.isRead && (user === undefined || lost.user === user))
			.sort((a, b) => (a.day < b.day ? 1 : -1));
	}

	isGone(user: string, day: string): boolean {
		return this.#days.some((lost) => isOf(lost, user, day) && lost.fate === 'gone');
	}

	/** The reader has read it. The calls of a file that is gone stay marked. */
	dismiss(lost: LostDay): void {
		if (lost.fate === 'gone') this.#set({ ...lost, isRead: true });
		else this.#forget(lost.user, lost.day);
	}

	/** The days of a user as they were read just now. */
	noteListed(user: string, listed: readonly Listed[]): void {
		const unreadable = listed.filter((one) => one.unreadable).map(({ day }) => day);
		const readable = listed.filter((one) => one.bytes > 0 && !one.unreadable);
		const now = new Set(readable.map(({ day }) => day)); // eslint-disable-line svelte/prefer-svelte-reactivity -- nothing shows it
		for (const day of this.#listed.get(user) ?? []) {
			const isThere = now.has(day) || unreadable.includes(day);
			if (!isThere && !this.isGone(user, day)) this.#note(user, day, 'gone');
		}
		for (const day of [...now, ...unreadable]) if (this.isGone(user, day)) this.#forget(user, day);
		this.#listed.set(user, now);
	}

	#hear(event: LogChange): void {
		if (event.type !== 'change') return;
		const { user, day, bytes, reset } = event;
		// A link or a folder that is named like a day has never had calls to lose.
		const isKnown = this.#listed.get(user)?.has(day) ?? true;
		if (bytes === 0) return isKnown ? this.#note(user, day, 'gone') : undefined;
		this.#listed.get(user)?.add(day);
		if (reset) this.#note(user, day, 'replaced');
		else if (this.isGone(user, day)) this.#forget(user, day);
	}

	#note(user: string, day: string, fate: LostDay['fate']): void {
		this.#listed.get(user)?.delete(day);
		this.#set({ user, day, fate, at: Date.now() });
	}

	#set(lost: LostDay): void {
		this.#forget(lost.user, lost.day);
		this.#days = [...this.#days, lost].slice(-DAYS_KEPT_MAX);
	}

	#forget(user: string, day: string): void {
		this.#days = this.#days.filter((lost) => !isOf(lost, user, day));
	}
}

const isOf = (lost: LostDay, user: string, day: string) => lost.user === user && lost.day === day;
