/**
 * Notices changes of day files, of all users below home, and how much was added.
 *
 * Each user's folder is watched as far as the system's limit allows. File events are only hints, and some file
 * systems have none. So every second the newest days of some folders are checked in turn: every change is found,
 * after a time that depends on the number of users. When the previous size of a day is unknown, because there are
 * more days than are looked at in the beginning, the change is a `reset` without a number of lines.
 */
import {
	clearInterval,
	clearTimeout,
	setInterval,
	setTimeout,
} from '@tool-audit/safe-files/timers';
import type { DayChange } from '../../audit-log.ts';
import { monotonicMs } from '../../monotonic.ts';
import { isDay } from '../../format/day.ts';
import { DAY_SUFFIX, type Home, type ListedDay } from '../../home.ts';
import type { Engine } from '../index/engine.ts';
import { forEachAtOnce } from '../io/at-once.ts';
import { withDayReader } from '../io/day-reader.ts';
import { countAdded, type Added } from './count-added.ts';
import { FOLLOWED_DAYS_MAX } from './cursor.ts';

export interface ChangeFeed {
	/** Resolves when the initial state is known: later changes are reported. */
	ready: Promise<void>;
	stop(): void;
}

export interface ChangeFeedOptions {
	onChange: (change: DayChange) => void;
	/** Watches a user's folder, or throws. */
	watch?: Home['watch'];
	/** Number of days whose size is read in the beginning, for all users together. */
	sizesMax?: number;
}

const CHECK_EVERY_MS = 1_000;
/** Lines are often written in groups: those that closely follow the first one are reported with it. */
const CHECK_DELAY_MS = 10;
/** Shortest time between two checks, so that their cost has a bound. */
const CHECK_PAUSE_MS = 50;
const WATCHES_MAX = 1_000;
/** Ten years of one user's days, or a month of a hundred users'. */
const SIZES_MAX = 4_000;
/** Number of folders that are checked every second, in addition to file events. */
const FOLDERS_IN_TURN_MAX = 64;

type KnownFile = Pick<ListedDay, 'bytes' | 'identity'>;

interface KnownUser {
	/** Days by name; `null` for a day of unknown size. */
	days: Map<string, KnownFile | null>;
	watcher: { close(): void } | null;
}

export function createChangeFeed(
	{ home }: Pick<Engine, 'home'>,
	{ onChange, watch = (...args) => home.watch(...args), sizesMax = SIZES_MAX }: ChangeFeedOptions,
): ChangeFeed {
	const users = new Map<string, KnownUser>();
	/** The days to check next, by user. */
	const toCheck = new Map<string, Set<string>>();
	const stopping = new AbortController();
	let watches = 0;
	/** Users that are still to be checked in this round, in order. */
	let turns: string[] = [];
	let isChecking = false;
	let isTicking = false;
	let checkedAtMs = Number.NEGATIVE_INFINITY;
	let next: NodeJS.Timeout | null = null;

	function markDays(user: string, days: readonly string[]): void {
		const known = toCheck.get(user) ?? new Set();
		for (const day of days) known.add(day);
		toCheck.set(user, known);
	}

	function scheduleCheck(): void {
		if (stopping.signal.aborted) return;
		const pausedMs = monotonicMs() - checkedAtMs;
		next ??= setTimeout(() => void check(), Math.max(CHECK_DELAY_MS, CHECK_PAUSE_MS - pausedMs));
	}

	async function check(): Promise<void> {
		if (isChecking) {
			next = null;
			return;
		}
		isChecking = true;
		next = null;
		const now = [...toCheck];
		toCheck.clear();
		for (const [user, days] of now) {
			if (stopping.signal.aborted) return;
			await checkDays(user, [...days]);
		}
		checkedAtMs = monotonicMs();
		isChecking = false;
		if (toCheck.size > 0) scheduleCheck();
	}

	async function checkDays(user: string, days: string[]): Promise<void> {
		const known = users.get(user);
		if (!known) return;
		const found = await home.statDays(user, days).catch(() => null);
		// A folder that can't be read has not vanished: it is checked again in its turn.
		if (!found) return;
		const files = new Map(found.map((file) => [file.day, file]));
		for (const day of days) {
			const file = files.get(day);
			const change = file ? await grown(user, known, file) : vanished(user, known, day);
			if (change && !stopping.signal.aborted) onChange(change);
		}
	}

	function vanished(user: string, { days }: KnownUser, day: string): DayChange | null {
		if (!days.delete(day)) return null;
		return { user, day, bytes: 0, added: 0, late: 0, reset: true };
	}

	async function grown(
		user: string,
		known: KnownUser,
		{ day, bytes, identity, isPlain, failure }: ListedDay,
	): Promise<DayChange | null> {
		// Nothing is known of it for now: it is checked again in its turn.
		if (failure) return null;
		// A link is not a day: the day that had the name is gone.
		if (!isPlain) return vanished(user, known, day);
		const { days } = known;
		const before = days.get(day);
		if (before?.bytes === bytes && before.identity === identity) return null;
		days.set(day, { bytes, identity });
		const isNew = before === undefined;
		if (!isNew && (before?.identity !== identity || before.bytes > bytes)) {
			return { user, day, bytes, added: 0, late: 0, reset: true };
		}
		const lines = await countLines(user, day, before?.bytes ?? 0, bytes);
		if (!lines) return { user, day, bytes, added: 0, late: 0, reset: true };
		return { user, day, bytes, ...lines };
	}

	/** The lines in a range of a day; `null` when it can't be read. */
	async function countLines(
		user: string,
		day: string,
		from: number,
		to: number,
	): Promise<Added | null> {
		const wanted = { user, day, signal: stopping.signal };
		const counting = withDayReader<Added | null>(home, wanted, null, (file) =>
			countAdded(file, from, to),
		);
		return counting.catch(() => null);
	}

	/** Marks the newest days of a user for a check, and those that are new or gone. */
	async function markDaysOf(user: string, { days }: KnownUser): Promise<void> {
		const names = await home.dayNames(user).catch(() => null);
		if (!names) return;
		const there = new Set(names);
		const gone = [...days.keys()].filter((day) => !there.has(day));
		const come = names.filter((day) => !days.has(day));
		markDays(user, [...names.slice(0, FOLLOWED_DAYS_MAX), ...come, ...gone]);
	}

	/** Takes up a user who exists when the feed starts, with the sizes of some of the newest days. */
	async function addUser(user: string, sizes: number): Promise<void> {
		const names = await home.dayNames(user).catch(() => []);
		const known: KnownUser = { days: new Map(names.map((day) => [day, null])), watcher: null };
		users.set(user, known);
		startWatcher(user, known);
		const newest = await home.statDays(user, names.slice(0, sizes)).catch(() => []);
		for (const { day, bytes, identity, failure } of newest) {
			if (!failure) known.days.set(day, { bytes, identity });
		}
	}

	function startWatcher(user: string, known: KnownUser): void {
		if (known.watcher || watches >= WATCHES_MAX || stopping.signal.aborted) return;
		try {
			known.watcher = watch(user, {
				onEvent(name) {
					const day = name?.endsWith(DAY_SUFFIX) ? name.slice(0, -DAY_SUFFIX.length) : '';
					if (!isDay(day)) return;
					markDays(user, [day]);
					scheduleCheck();
				},
				onEnd: () => stopWatcher(known),
			});
			watches++;
		} catch {
			// The folder is checked in its turn.
		}
	}

	function stopWatcher(known: KnownUser): void {
		if (!known.watcher) return;
		known.watcher.close();
		known.watcher = null;
		watches--;
	}

	/** Takes up new users, whose days are all new, and drops users who are gone, whose days are gone too. */
	async function updateUsers(names: string[]): Promise<void> {
		const there = new Set(names);
		for (const [user, known] of users) {
			if (there.has(user)) continue;
			stopWatcher(known);
			// The next check reports the days first.
			if (known.days.size > 0) markDays(user, [...known.days.keys()]);
			else users.delete(user);
		}
		for (const user of names.filter((name) => !users.has(name))) {
			const known: KnownUser = { days: new Map(), watcher: null };
			users.set(user, known);
			startWatcher(user, known);
			await markDaysOf(user, known);
		}
	}

	async function tick(): Promise<void> {
		if (isTicking) return;
		isTicking = true;
		const names = await home.listUsers().catch(() => [...users.keys()]);
		await updateUsers(names);
		if (turns.length === 0) turns = [...names];
		for (const user of turns.splice(0, FOLDERS_IN_TURN_MAX)) {
			const known = users.get(user);
			if (!known) continue;
			// The folder may have been created since the last attempt.
			startWatcher(user, known);
			await markDaysOf(user, known);
		}
		scheduleCheck();
		isTicking = false;
	}

	async function begin(): Promise<void> {
		const names = await home.listUsers().catch(() => []);
		const sizes = Math.max(FOLLOWED_DAYS_MAX, Math.floor(sizesMax / names.length));
		await forEachAtOnce(names, async (user) => {
			if (!stopping.signal.aborted) await addUser(user, sizes);
		});
	}

	let ticking: NodeJS.Timeout | undefined;
	const ready = begin().then(() => {
		if (stopping.signal.aborted) return;
		ticking = setInterval(() => void tick(), CHECK_EVERY_MS);
	});

	return {
		ready,
		stop() {
			stopping.abort();
			clearInterval(ticking);
			if (next) clearTimeout(next);
			for (const known of users.values()) stopWatcher(known);
		},
	};
}
