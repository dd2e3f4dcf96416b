import type { LogChange } from '@tool-audit/core';
import { tick } from 'svelte';
import { isLate, type ListedRow, type ReadRows } from '../listed-row.ts';
import { isDenied } from '../row-reading.ts';
import { Announcer } from './announcer.svelte.ts';
import { both, lateOf, NOTHING_HEARD, UNCOUNTED, type HeardLines } from './heard-lines.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import type { Changes } from './changes.svelte.ts';

/** How often a day is read that grows without a pause. */
const GROW_PAUSE_MS = 250;
/** More late calls at once are an import: it is not followed, because it would run past the reader. */
const LATE_FOLLOWED_MAX = 10;

interface Options {
	day: string;
	/** The owner of the log. */
	user: string;
	changes: Pick<Changes, 'state' | 'listen'>;
	reader: {
		/** Resolves when the first rows are shown. */
		readonly opened: Promise<void>;
		readonly rows: ReadRows;
		readonly scroll: { readonly endSeen: number; scrollToEnd(): void };
		/** The day's file was deleted, moved or emptied while it was shown. */
		readonly isGone: boolean;
		/** The day has no lines any more, whether or not its rows have noticed. */
		noteLost(): void;
	};
	/** A row's detail is open. */
	isReading: () => boolean;
	/** Only today's log is followed at its end, can be paused, and is called live. Others grow by imports. */
	isToday: () => boolean;
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
	#end = $state(0);
	/** Calls that have been in view, or were there before. */
	#seen = $state(0);
	/** Calls as counted while paused. */
	#counted = $state(0);
	/** What events said since the last read, … */
	#heard = NOTHING_HEARD;
	/** … and what those before it said about the calls that have not been in view. */
	#newsHeard: HeardLines = $state.raw(NOTHING_HEARD);
	/** The file was replaced, or its previous size was unknown. */
	#isOutdated = false;
	/** When the file of the day was found to be another one, in ms; until the reader has read that. */
	replacedAt: number | undefined = $state();
	/** When it was found to be gone. */
	goneAt: number | undefined = $state();
	/** Since when nothing moves, in ms. */
	pausedAt: number | undefined = $state();
	#isOn = $state(false);
	readonly announcer = new Announcer();

	/** Calls that came and have not been in view. */
	readonly news = $derived.by(() => {
		return Math.max(0, this.#options.reader.rows.calls - this.#seen, this.#counted - this.#seen);
	});

	/** How many of them were recorded later than they happened; `undefined` when not known. */
	readonly lateNews = $derived(this.#newsThat(isLate) ?? lateOf(this.#newsHeard, this.news));

	/** How many of them were denied; `undefined` when not known. */
	readonly deniedNews = $derived(this.#newsThat(isDenied));

	constructor(options: Options) {
		this.#options = options;
	}

	#newsThat(is: (row: ListedRow) => boolean): number | undefined {
		const { rows } = this.#options.reader;
		return rows.calls - this.#seen === this.news ? rows.countFrom(this.#seen, is) : undefined;
	}

	get paused(): boolean {
		return this.pausedAt !== undefined;
	}

	get state(): 'off' | 'connecting' | 'live' | 'paused' | 'reconnecting' {
		const { state } = this.#options.changes;
		const { isToday, reader } = this.#options;
		if (!this.#isOn || !isToday() || state === 'off' || reader.isGone) return 'off';
		if (this.paused) return 'paused';
		if (state === 'lost') return 'reconnecting';
		return state === 'open' ? 'live' : 'connecting';
	}

	/** Returns a function that stops it. */
	start(): () => void {
		this.#growing = createThrottle(() => this.#look(), GROW_PAUSE_MS);
		this.#isOn = true;
		const endListening = this.#options.changes.listen((event) => this.#hear(event));
		return () => {
			endListening();
			this.#isOn = false;
			this.#growing?.stop();
			this.announcer.stop();
			this.#seen = this.#options.reader.rows.calls;
			this.pausedAt = undefined;
		};
	}

	/** Reports that the rows before `end` are in view. Also called with the first rows of a filter. */
	see(rows: ReadRows, end: number): void {
		if (rows !== this.#rows) this.#begin(rows);
		this.#seen = Math.max(this.#seen, rows.callsBefore(end));
	}

	togglePause(): void {
		if (this.paused) this.resume();
		else this.pausedAt = Date.now();
	}

	/** Also called when the day is over: what is not live can't be paused. */
	resume(): void {
		if (!this.paused) return;
		this.pausedAt = undefined;
		this.#growing?.ask();
	}

	/** Scrolls to the end and, today, follows it. */
	async follow(): Promise<void> {
		this.pausedAt = undefined;
		await this.#look();
		await tick();
		this.#options.reader.scroll.scrollToEnd();
	}

	#hear(event: LogChange): void {
		const { day, user } = this.#options;
		if (event.type === 'change' && (event.user !== user || event.day !== day)) return;
		const isCounted = event.type === 'change' && !event.reset;
		if (event.type === 'change' && event.reset) this.#isOutdated = true;
		if (event.type === 'change' && event.bytes === 0) this.#options.reader.noteLost();
		this.#heard = both(this.#heard, isCounted ? { ...event, isPartial: false } : UNCOUNTED);
		this.#growing?.ask();
	}

	async #look(): Promise<void> {
		// A day that grows while its end is read is followed from its new end.
		await this.#options.reader.opened;
		const { rows, scroll } = this.#options.reader;
		if (rows !== this.#rows && rows.ready) this.#begin(rows);
		const heard = this.#takeHeard();
		if (this.#isOutdated || this.#options.reader.isGone) return this.#readAgain();
		if (this.paused) return this.#count(rows);
		const wasKnown = rows.ready && !rows.estimated;
		const { calls } = rows;
		const at = rows.count - 1;
		const last = rows.row(at);
		await rows.grow();
		if (rows !== this.#options.reader.rows || !rows.ready) return;
		if (this.#options.reader.isGone) return this.#noteGone();
		if (!wasKnown) return this.#begin(rows);
		// No event says that a file was truncated or replaced while there was no connection.
		const isOther = last?.kind === 'entry' && rows.row(at)?.ref !== last.ref;
		if (rows.calls < calls || isOther) return this.#restart();
		const late = this.#lateSinceEnd(rows, heard);
		const follows = this.isFollowing && !(late !== undefined && late > LATE_FOLLOWED_MAX);
		this.#announce(rows, late);
		// The list must have its new length before it can be scrolled to its end.
		await tick();
		if (follows) scroll.scrollToEnd();
	}

	/**
	 * What events said since the last read. It is kept from before the new calls are there, so that they are never called
	 * by another name first, until all of them have been in view.
	 */
	#takeHeard(): HeardLines {
		const heard = this.#heard;
		this.#heard = NOTHING_HEARD;
		this.#newsHeard = this.news === 0 ? heard : both(this.#newsHeard, heard);
		return heard;
	}

	#lateSinceEnd(rows: ReadRows, heard: HeardLines): number | undefined {
		return rows.countFrom(this.#end, isLate) ?? lateOf(heard, rows.calls - this.#end);
	}

	#announce(rows: ReadRows, late: number | undefined): void {
		this.announcer.add({ calls: rows.calls - this.#end, late });
		this.#end = rows.calls;
	}

	/** While paused only the count changes. */
	async #count(rows: ReadRows): Promise<void> {
		const count = await rows.countNow().catch(() => this.#counted);
		if (rows === this.#options.reader.rows) this.#counted = count;
	}

	async #restart(): Promise<void> {
		const { rows } = this.#options.reader;
		await rows.restart();
		if (this.#options.reader.isGone) return this.#noteGone();
		this.replacedAt = Date.now();
		this.#begin(rows);
	}

	#noteGone(): void {
		this.goneAt ??= Date.now();
		this.replacedAt = undefined;
	}

	/** Reads everything again. If it turns out that the day has only grown, its new calls are news as always. */
	async #readAgain(): Promise<void> {
		this.#isOutdated = false;
		const { rows, scroll } = this.#options.reader;
		const { calls, total } = rows;
		const at = Math.max(0, scroll.endSeen - 1);
		const ref = rows.row(at)?.ref;
		await rows.restart();
		if (rows !== this.#options.reader.rows) return;
		if (this.#options.reader.isGone) return this.#noteGone();
		this.goneAt = undefined;
		const row = await rows.peek(at).catch(() => undefined);
		if (rows !== this.#options.reader.rows) return;
		const isOther = (ref !== undefined && row?.ref !== ref) || rows.total < total;
		if (isOther) this.replacedAt = Date.now();
		if (ref === undefined || isOther || rows.calls < calls) return this.#begin(rows);
		this.#announce(rows, this.#lateSinceEnd(rows, UNCOUNTED));
	}

	#begin(rows: ReadRows): void {
		this.#rows = rows;
		this.#end = rows.calls;
		this.#seen = rows.calls;
		this.#counted = 0;
		this.#newsHeard = NOTHING_HEARD;
	}

	/** Today's last call is in view, and no call is open: the next one scrolls into view. */
	get isFollowing(): boolean {
		const { reader, isReading, isToday } = this.#options;
		if (!isToday() || isReading()) return false;
		return reader.rows.callsBefore(reader.scroll.endSeen) >= this.#end;
	}
}
