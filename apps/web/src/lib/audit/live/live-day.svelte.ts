import type { LogChange } from '@tool-audit/core';
import { tick } from 'svelte';
import type { ReadRows } from '../listed-row.ts';
import { Announcer } from './announcer.svelte.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import type { Changes } from './changes.svelte.ts';
import { whileShown } from './while-shown.ts';

/** A day that is written to without rest is read so often. */
const GROW_PAUSE_MS = 250;

interface Options {
	day: string;
	/** Whose log it is of. */
	user: string;
	changes: Pick<Changes, 'state' | 'listen'>;
	reader: {
		readonly rows: ReadRows;
		readonly scroll: { readonly endSeen: number; scrollToEnd(): void };
	};
	/** A row's detail stands open. */
	isReading: () => boolean;
}

/**
 * A day that is looked at while it is written. What it hears only says *that* the day grew; the rows themselves
 * come by their position through the pages that everything else comes through. So no row can be there twice
 * or be missed, whatever happens to the connection: every connection begins with an event, and every event makes
 * the page look again. A page that is hidden has no connection, and looks again as soon as it is shown.
 */
export class LiveDay {
	#options: Options;
	#growing: Throttle | undefined;
	/** The rows that the numbers below are about: another filter begins anew. */
	#rows: ReadRows | undefined;
	/*
	 * Calls are counted here, and not the rows they are shown as: those also change when somebody folds them.
	 */
	/** Calls there were when the list last grew: whoever sees the last of them stands at the end. */
	#end = 0;
	/** Calls that have been in view, or were there before. */
	#seen = $state(0);
	/** Calls there are, as counted while paused. */
	#counted = $state(0);
	paused = $state(false);
	#isOn = $state(false);
	readonly announcer = new Announcer();

	/** Calls that came and have not been in view. */
	readonly news = $derived.by(() => {
		return Math.max(0, this.#options.reader.rows.calls - this.#seen, this.#counted - this.#seen);
	});

	constructor(options: Options) {
		this.#options = options;
	}

	get state(): 'off' | 'connecting' | 'live' | 'paused' | 'reconnecting' {
		const { state } = this.#options.changes;
		if (!this.#isOn || state === 'off') return 'off';
		if (this.paused) return 'paused';
		if (state === 'lost') return 'reconnecting';
		return state === 'open' ? 'live' : 'connecting';
	}

	/** Returns the end of it. */
	start(): () => void {
		this.#growing = createThrottle(() => this.#look(), GROW_PAUSE_MS);
		this.#isOn = true;
		const endShowing = whileShown((wasHidden) => {
			// The connection would say so too, but perhaps not before the page learns that the day is over.
			if (wasHidden) this.#growing?.ask();
			return () => undefined;
		});
		const endListening = this.#options.changes.listen((event) => this.#hear(event));
		return () => {
			endShowing();
			endListening();
			this.#isOn = false;
			// A day that ends while the page is hidden has rows that were not looked for.
			if (document.visibilityState === 'hidden') this.#growing?.ask();
			this.#growing?.stop();
			this.announcer.stop();
			this.#seen = this.#options.reader.rows.calls;
			this.paused = false;
		};
	}

	/** The reader has seen the rows before `end`. Tells of the first rows of a filter, too. */
	see(rows: ReadRows, end: number): void {
		if (rows !== this.#rows) this.#begin(rows);
		this.#seen = Math.max(this.#seen, rows.callsBefore(end));
	}

	togglePause(): void {
		this.paused = !this.paused;
		if (!this.paused) this.#growing?.ask();
	}

	/** To the end, and on with it. */
	async follow(): Promise<void> {
		this.paused = false;
		await this.#look();
		await tick();
		this.#options.reader.scroll.scrollToEnd();
	}

	#hear(event: LogChange): void {
		const { day, user } = this.#options;
		if (event.type === 'change' && (event.user !== user || event.day !== day)) return;
		if (event.type === 'change' && event.reset) void this.#restart();
		else this.#growing?.ask();
	}

	async #look(): Promise<void> {
		const { rows, scroll } = this.#options.reader;
		if (rows !== this.#rows && rows.ready) this.#begin(rows);
		if (this.paused) return this.#count(rows);
		const wasKnown = rows.ready && !rows.estimated;
		const { calls } = rows;
		const at = rows.count - 1;
		const last = rows.row(at);
		await rows.grow();
		if (rows !== this.#options.reader.rows || !rows.ready) return;
		if (!wasKnown) return this.#begin(rows);
		// A file that was truncated or replaced while there was no connection is not announced.
		const isOther = last?.kind === 'entry' && rows.row(at)?.ref !== last.ref;
		if (rows.calls < calls || isOther) return this.#restart();
		const follows = this.#isAtEnd() && !this.#options.isReading();
		this.announcer.add(rows.calls - this.#end);
		this.#end = rows.calls;
		// The list must be as long as its rows before it can be moved to their end.
		await tick();
		if (follows) scroll.scrollToEnd();
	}

	/** While paused only the number grows. */
	async #count(rows: ReadRows): Promise<void> {
		const count = await rows.countNow().catch(() => this.#counted);
		if (rows === this.#options.reader.rows) this.#counted = count;
	}

	async #restart(): Promise<void> {
		const { rows } = this.#options.reader;
		await rows.restart();
		this.#begin(rows);
	}

	#begin(rows: ReadRows): void {
		this.#rows = rows;
		this.#end = rows.calls;
		this.#seen = rows.calls;
		this.#counted = 0;
	}

	#isAtEnd(): boolean {
		const { rows, scroll } = this.#options.reader;
		return rows.callsBefore(scroll.endSeen) >= this.#end;
	}
}
