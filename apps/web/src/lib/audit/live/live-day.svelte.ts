import type { LogChange } from '@tool-audit/core';
import { tick } from 'svelte';
import type { ReadRows } from '../listed-row.ts';
import { Announcer } from './announcer.svelte.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import type { Changes } from './changes.svelte.ts';
import { whileShown } from './while-shown.ts';

/** How often a day is read that grows without a pause. */
const GROW_PAUSE_MS = 250;

interface Options {
	day: string;
	/** The owner of the log. */
	user: string;
	changes: Pick<Changes, 'state' | 'listen'>;
	reader: {
		readonly rows: ReadRows;
		readonly scroll: { readonly endSeen: number; scrollToEnd(): void };
	};
	/** A row's detail is open. */
	isReading: () => boolean;
}

/**
 * A day that is read while it is written. Events only say *that* the day grew; the rows themselves come by position
 * through the same pages as all others. So no row can be shown twice or be missed, whatever happens to the
 * connection: every connection begins with an event, and after every event the day is read again. A hidden page has
 * no connection, and reads again as soon as it is shown.
 */
export class LiveDay {
	#options: Options;
	#growing: Throttle | undefined;
	/** The rows that the counts below belong to: another filter starts again. */
	#rows: ReadRows | undefined;
	/*
	 * Calls are counted, not the rows that show them: the number of rows also changes by folding.
	 */
	/** Calls when the list last grew: a reader who sees the last of them is at the end. */
	#end = 0;
	/** Calls that have been in view, or were there before. */
	#seen = $state(0);
	/** Calls as counted while paused. */
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

	/** Returns a function that stops it. */
	start(): () => void {
		this.#growing = createThrottle(() => this.#look(), GROW_PAUSE_MS);
		this.#isOn = true;
		const endShowing = whileShown((wasHidden) => {
			// The connection would cause the same read, but perhaps only after the page learns that the day is over.
			if (wasHidden) this.#growing?.ask();
			return () => undefined;
		});
		const endListening = this.#options.changes.listen((event) => this.#hear(event));
		return () => {
			endShowing();
			endListening();
			this.#isOn = false;
			// A day that ended while the page was hidden has rows that were not read.
			if (document.visibilityState === 'hidden') this.#growing?.ask();
			this.#growing?.stop();
			this.announcer.stop();
			this.#seen = this.#options.reader.rows.calls;
			this.paused = false;
		};
	}

	/** Reports that the rows before `end` are in view. Also called with the first rows of a filter. */
	see(rows: ReadRows, end: number): void {
		if (rows !== this.#rows) this.#begin(rows);
		this.#seen = Math.max(this.#seen, rows.callsBefore(end));
	}

	togglePause(): void {
		this.paused = !this.paused;
		if (!this.paused) this.#growing?.ask();
	}

	/** Scrolls to the end and follows it. */
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
		// No event says that a file was truncated or replaced while there was no connection.
		const isOther = last?.kind === 'entry' && rows.row(at)?.ref !== last.ref;
		if (rows.calls < calls || isOther) return this.#restart();
		const follows = this.#isAtEnd() && !this.#options.isReading();
		this.announcer.add(rows.calls - this.#end);
		this.#end = rows.calls;
		// The list must have its new length before it can be scrolled to its end.
		await tick();
		if (follows) scroll.scrollToEnd();
	}

	/** While paused only the count changes. */
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
