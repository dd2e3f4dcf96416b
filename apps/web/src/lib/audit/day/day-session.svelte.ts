import type { EntryDetail, Filter, RowStatus } from '@tool-audit/core';
import { tick } from 'svelte';
import { DayRows, type ReadPage } from './day-rows.svelte.ts';
import { DayView, type Looking } from './day-view.svelte.ts';
import { isEmpty } from '../filter/filter-url.ts';
import { FoldedRows } from './folded-rows.svelte.ts';
import { indexOfInstant, indexOfPosition } from './find-row.ts';
import type { ListedRow, ReadRows } from '../listed-row.ts';
import type { Place } from '../table/kept-place.ts';
import { VirtualScroll } from '../table/virtual-scroll.svelte.ts';

interface Options {
	readPage: (filter: Filter) => ReadPage;
	readEntry: (ref: string) => Promise<Pick<EntryDetail, 'row'>>;
	looking: Looking;
	/** Begins with the newest rows. */
	atEnd?: boolean;
	rowHeight: (width: number) => number;
	instantOf: (row: ListedRow) => number | null;
	/** The day has this instant in some zone. A clock was wrong that gave another. */
	isOnDay?: (instant: number) => boolean;
	isRefused?: (error: unknown) => boolean;
}

/**
 * A reader's view of a day: its rows, which part of them is visible, and which row the keys act on. What the address
 * holds (the filter, the open row) belongs to the page, which passes it to the reader.
 */
export class DaySession {
	#options: Options;
	readonly view: DayView;
	readonly scroll: VirtualScroll;
	/** The row that the keys act on. */
	current: number | undefined = $state();
	/** The rows of one status, kept for the next step from stop to stop. */
	#stops: { key: string; rows: DayRows } | undefined;
	/** Resolves when the first rows are where they were asked for. */
	readonly opened: Promise<void>;
	/** Resolves when the last change of rows is done. */
	#settled: Promise<void>;

	constructor(options: Options) {
		this.#options = options;
		this.view = new DayView({
			read: options.readPage,
			looking: options.looking,
			isRefused: options.isRefused ?? (() => false),
			onTooMany: () => void this.#lookAgain(this.view.looking),
		});
		this.scroll = new VirtualScroll({
			count: () => this.view.rows.count,
			rowHeight: options.rowHeight,
			current: () => this.current,
		});
		// Before the table is there: it takes its time to be created.
		this.opened = this.#settled = this.#open(options.atEnd ?? false);
	}

	async #open(atEnd: boolean): Promise<void> {
		await this.rows.open(atEnd);
		if (!atEnd) return;
		// The list must have its length before it can be scrolled.
		await tick();
		this.scroll.scrollToEnd();
	}

	get rows(): ReadRows {
		return this.view.rows;
	}

	/** The day's file was deleted, moved or emptied while it was shown. */
	get isGone(): boolean {
		return this.view.isGone;
	}

	noteLost(): void {
		this.view.noteLost();
	}

	get currentRow(): ListedRow | undefined {
		return this.current === undefined ? undefined : this.rows.row(this.current);
	}

	moveTo(index: number): void {
		if (index < 0 || index >= this.rows.count) return;
		this.current = index;
		this.scroll.scrollTo(index);
	}

	get place(): Place {
		return { first: this.scroll.firstSeen, current: this.current };
	}

	/** Back to where the reader left the day. */
	async restore({ first, current }: Place): Promise<void> {
		await this.#settled;
		await tick();
		this.current = current;
		this.scroll.scrollTo(first, 'start');
	}

	/** Finds the row of a link, a reload or Back among the rows, and brings it into view, unless the reader moves first. */
	async find(ref: string): Promise<void> {
		await this.#settled;
		if (this.currentRow?.ref === ref) return;
		const before = this.current;
		const found = await this.#options.readEntry(ref).catch(() => undefined);
		if (!found) return;
		const { position } = found.row;
		const { rows } = this;
		const index =
			rows instanceof FoldedRows ? rows.reveal(position) : await this.view.indexOf(position);
		if (index === undefined || (await rows.peek(index))?.position !== position) return;
		await tick();
		if (this.current !== before) return;
		this.current = index;
		this.scroll.scrollTo(index, 'center');
	}

	/** Shows the day with another filter or folding. The current row stays current if it is still among the rows. */
	turnTo(looking: Looking): Promise<void> {
		if (this.view.isTurningTo(looking)) return this.#settled;
		if (JSON.stringify(looking) === JSON.stringify(this.view.looking)) this.view.cancel();
		else this.#settled = this.#lookAgain(looking);
		return this.#settled;
	}

	async #lookAgain(looking: Looking): Promise<void> {
		const kept = this.currentRow?.position;
		const seen = this.rows.row(this.scroll.firstSeen)?.position ?? 0;
		// A filter starts at its first row: a position that was only visible is not searched for.
		const isNew = kept === undefined && !isEmpty(looking.filter);
		const isShown = await this.view.change(looking, () => {
			if (isNew) this.scroll.startOver();
		});
		if (!isShown || isNew) return;
		const index = await this.view.indexOf(kept ?? seen).catch(() => 0);
		const row = await this.rows.peek(index).catch(() => undefined);
		if (this.view.looking !== looking) return;
		const isKept = kept !== undefined && row?.position !== undefined && row.position <= kept;
		this.current = isKept ? index : undefined;
		await tick();
		if (isKept) this.scroll.scrollTo(index, 'center');
		else this.scroll.scrollTo(isEmpty(looking.filter) ? index : 0, 'start');
	}

	/**
	 * Folds the repeated calls around a row, or unfolds those that it stands for. The current row, or the row that now
	 * stands for it, stays current. Scrolls only as far as needed for the group to be in view.
	 */
	async setFolded(index: number, folded: boolean): Promise<void> {
		const { rows } = this;
		if (!(rows instanceof FoldedRows)) return;
		const kept = this.currentRow?.position;
		const group = rows.setFolded(index, folded);
		if (!group) return;
		if (kept !== undefined) this.current = rows.indexOf(kept);
		await tick();
		this.scroll.scrollTo(group.end - 1);
		this.scroll.scrollTo(group.first);
	}

	/** Moves to the first row at or after an instant. Rows of a wrong clock say nothing about those around them. */
	async goTo(instant: number): Promise<void> {
		const { instantOf, isOnDay = () => true } = this.#options;
		const isWanted = (at: number | null) => at !== null && (!isOnDay(instant) || isOnDay(at));
		const index = await indexOfInstant(this.rows, instant, (row) => {
			const at = instantOf(row);
			return isWanted(at) ? at : null;
		});
		const at = Math.min(index, this.rows.count - 1);
		if (at < 0) return;
		this.current = at;
		this.scroll.scrollTo(at, 'center');
	}

	/** The index of the next (1) or previous (-1) row of a status; `undefined` if there is none. */
	async goToStop(status: RowStatus, by: 1 | -1): Promise<number | undefined> {
		const start = this.current ?? this.scroll.edge(by);
		const at = Math.max(0, Math.min(start, this.rows.count - 1));
		const row = await this.rows.peek(at);
		const first = row?.position ?? 0;
		// Whether the search begins behind the row and all that it stands for. A start above the first row is before it.
		const isBehind = by === 1 ? start >= 0 : start > at;
		const from = isBehind ? (row?.repeats?.lastPosition ?? first) + 1 : first;
		const stops = await this.#stopsOf(status);
		const behind = await indexOfPosition(stops, from);
		const place = by === 1 ? behind : behind - 1;
		const stop = place < 0 ? undefined : await stops.peek(place);
		if (stop?.position === undefined) return undefined;
		return this.view.indexOf(stop.position);
	}

	async #stopsOf(status: RowStatus): Promise<DayRows> {
		const { filter } = this.view.looking;
		const key = JSON.stringify([filter, status, this.rows.total]);
		if (this.#stops?.key === key) return this.#stops.rows;
		const wanted = !filter.status || filter.status.includes(status);
		const stops = new DayRows(
			wanted
				? this.#options.readPage({ ...filter, status: [status] })
				: async () => ({ day: '', total: 0, entries: [], damaged: [] }),
		);
		await stops.open();
		this.#stops = { key, rows: stops };
		return stops;
	}

	stop(): void {
		this.view.stop();
	}
}
