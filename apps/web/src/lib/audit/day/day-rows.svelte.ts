import type { Page } from '@tool-audit/core';
import { isNotFound } from '#lib/api/failure.ts';
import { afterPaint } from '#lib/ui/after-paint.ts';
import { rowsOfPage, type ListedRow, type ReadRows } from '../listed-row.ts';
import { readCounted, type ReadPage } from './read-counted.ts';

export type { ReadPage };

export const PAGE_ROWS = 200;
/** A list begins with the rows that a screen shows: they arrive and are painted in a third of the time of a page. */
export const FIRST_ROWS = 60;
/** The pause before the rest is read: a user who goes on typing wants other rows by then. */
const FIRST_PAUSE_MS = 200;
/** Pages kept in memory; the ones used longest ago are dropped first. */
const PAGES_KEPT_MAX = 60;
/** Fetched beyond the visible rows, on both sides. */
const AHEAD_ROWS = 100;

/**
 * The rows of one day under one filter. Only the pages around the visible rows are in memory. A row's index is its
 * place among the matching rows; without a filter that is its position.
 */
export class DayRows implements ReadRows {
	#read: ReadPage;
	/* eslint-disable svelte/prefer-svelte-reactivity -- `#version` says when these changed */
	/** By page number, the one used last at the end. */
	#pages = new Map<number, ListedRow[]>();
	#running = new Map<number, AbortController>();
	#settling: AbortController | undefined;
	/* eslint-enable svelte/prefer-svelte-reactivity */
	/** The first read, while it is under way. */
	#opening: Promise<void> | undefined;
	#wanted = { first: 0, end: 0 };
	/** Reads are numbered: the count of an earlier one must not replace that of a later one. */
	#reads = 0;
	#countedBy = 0;
	/** Increases with every change of `#pages`, which is too large to be reactive itself. */
	#version = $state(0);
	#total: number | undefined = $state();
	#matched: number | undefined = $state();
	/** The last error; `retry` continues. */
	error: unknown = $state.raw();
	/** `total` is an estimate while the line index is being computed. */
	estimated = $state(false);

	isGone = $state(false);
	/** The next page that is read replaces all that are known. */
	#isStale = false;

	/** It opens at its end, and the last rows are not there yet. */
	#isGoingToEnd = $state(false);

	/** Rows of the whole day. */
	readonly total = $derived(this.#total ?? 0);
	readonly #known = $derived(this.#matched ?? this.#total ?? 0);
	readonly count = $derived(this.#isGoingToEnd ? 0 : this.#known);
	/** The first rows to be shown are loaded. */
	readonly ready = $derived(this.#total !== undefined && !this.#isGoingToEnd);

	constructor(read: ReadPage) {
		this.#read = read;
	}

	row(index: number): ListedRow | undefined {
		void this.#version;
		return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
	}

	/**
	 * Reads the beginning, or the end; resolves when the rows of one screen are loaded or could not be read. The end of a
	 * day that is still being counted is not known: it begins as any other.
	 */
	open(atEnd = false): Promise<void> {
		this.#opening = this.#open(atEnd).finally(() => (this.#opening = undefined));
		return this.#opening;
	}

	async #open(atEnd: boolean): Promise<void> {
		this.#isGoingToEnd = atEnd;
		await new Promise<void>((resolve) => void this.#fetch(0, resolve).then(resolve));
		if (atEnd && !this.estimated) await this.#fetchEnd();
		this.#isGoingToEnd = false;
	}

	async #fetchEnd(): Promise<void> {
		const last = Math.max(0, this.#known - 1);
		const lastPage = Math.floor(last / PAGE_ROWS);
		// It may have fewer rows than a screen.
		const from = Math.floor(Math.max(0, last - FIRST_ROWS) / PAGE_ROWS);
		const pages = from === lastPage ? [lastPage] : [from, lastPage];
		const missing = pages.filter((page) => !this.#isWhole(page));
		for (const page of missing) this.#running.get(page)?.abort();
		await Promise.all(missing.map((page) => this.#fetch(page)));
	}

	show(first: number, end: number): void {
		this.#wanted = { first, end };
		if (!this.error && !this.isGone) this.#fetchWanted();
	}

	/** Reads one row at any index, without scrolling. */
	async peek(index: number): Promise<ListedRow | undefined> {
		const known = this.row(index);
		if (known) return known;
		const page = await this.#read({ from: index, limit: 1 }, new AbortController().signal);
		return rowsOfPage(page)[0];
	}

	get calls(): number {
		return this.count;
	}

	callsBefore(index: number): number {
		return index;
	}

	countFrom(call: number, isSuch: (row: ListedRow) => boolean): number | undefined {
		let found = 0;
		for (let index = call; index < this.count; index++) {
			const row = this.row(index);
			if (!row) return undefined;
			if (isSuch(row)) found++;
		}
		return found;
	}

	async countNow(): Promise<number> {
		const { matched, total } = await readCounted(this.#read, new AbortController().signal);
		return matched ?? total;
	}

	retry(): void {
		void this.grow();
	}

	/**
	 * The day may have grown: counts again, and fetches new rows that are visible. The last known row is read again,
	 * because it may have been half a line.
	 */
	async grow(): Promise<void> {
		// Who waits for the first rows must not be told that they are there because another read took its place.
		if (this.#opening) await this.#opening;
		if (this.isGone) return this.restart();
		this.error = undefined;
		const last = Math.floor(Math.max(0, this.count - 1) / PAGE_ROWS);
		this.#running.get(last)?.abort();
		this.#running.delete(last);
		await this.#fetch(last);
		this.#fetchWanted();
	}

	/**
	 * The file was replaced, so everything known is stale. It stays until it is replaced, or for as long as the day has
	 * no rows at all.
	 */
	async restart(): Promise<void> {
		this.stop();
		this.error = undefined;
		this.#isStale = true;
		await this.#fetch(0);
		if (!this.isGone && !this.error) this.#fetchWanted();
	}

	/** Stops all reads. */
	stop(): void {
		for (const running of this.#running.values()) running.abort();
		this.#running.clear();
		this.#settling?.abort();
		this.#settling = undefined;
	}

	#fetchWanted(): void {
		const { first, end } = this.#wanted;
		const last = Math.max(0, (this.ready ? Math.min(end + AHEAD_ROWS, this.count) : end) - 1);
		const from = Math.floor(Math.max(0, first - AHEAD_ROWS) / PAGE_ROWS);
		const to = Math.floor(last / PAGE_ROWS);
		for (const [page, running] of this.#running) {
			if (page >= from && page <= to) continue;
			running.abort();
			this.#running.delete(page);
		}
		for (let page = from; page <= to; page++) {
			const rows = this.#pages.get(page);
			if (rows) this.#touch(page, rows);
			if (!this.#running.has(page) && !this.#isWhole(page)) void this.#fetch(page);
		}
	}

	#isWhole(page: number): boolean {
		const rows = this.#pages.get(page);
		return rows !== undefined && rows.length >= Math.min(PAGE_ROWS, this.#known - page * PAGE_ROWS);
	}

	async #fetch(page: number, onFirst?: () => void): Promise<void> {
		const running = new AbortController();
		const { signal } = running;
		this.#running.set(page, running);
		try {
			const rows: ListedRow[] = [];
			while (await this.#readPart(page, rows, signal)) {
				if (this.#pages.has(page)) continue;
				this.#keep(page, [...rows]);
				onFirst?.();
				await new Promise<void>((resolve) => afterPaint(resolve, FIRST_PAUSE_MS));
			}
			if (signal.aborted || this.isGone) return;
			this.#keep(page, rows);
			// This makes the server read the whole day, so the loaded rows are shown first.
			if (this.estimated) afterPaint(() => void this.#settle());
		} catch (error) {
			if (signal.aborted) return;
			if (isNotFound(error) && this.#total) this.#loseFile();
			else this.error = error;
		} finally {
			if (this.#running.get(page) === running) this.#running.delete(page);
		}
	}

	/** Reads on, and returns whether there is more of the page: large rows make the server return fewer than requested. */
	async #readPart(page: number, rows: ListedRow[], signal: AbortSignal): Promise<boolean> {
		if (signal.aborted) return false;
		const isFirst = this.#total === undefined;
		const limit = isFirst ? FIRST_ROWS : PAGE_ROWS - rows.length;
		const read = ++this.#reads;
		const part = await this.#read({ from: page * PAGE_ROWS + rows.length, limit }, signal);
		if (signal.aborted) return false;
		if (part.total === 0 && this.#total) {
			this.#loseFile();
			return false;
		}
		if (this.#isStale) this.#forget();
		this.#count(read, part);
		const found = rowsOfPage(part);
		rows.push(...found);
		const hasMore = part.short || (isFirst && rows.length < this.#known);
		return hasMore && found.length > 0 && rows.length < PAGE_ROWS;
	}

	/** Nothing is ever taken out of a file: a day that had rows and has none has lost it. */
	#loseFile(): void {
		this.isGone = true;
		this.stop();
	}

	#forget(): void {
		this.#isStale = false;
		this.isGone = false;
		this.#pages.clear();
		this.#version++;
	}

	#keep(page: number, rows: ListedRow[]): void {
		this.#touch(page, rows);
		this.#version++;
	}

	#count(read: number, { total, matched, estimated }: Page): void {
		if (read < this.#countedBy) return;
		this.#countedBy = read;
		this.#total = total;
		this.#matched = matched;
		this.estimated = estimated ?? false;
	}

	/** Counts again, with the exact length. */
	async #settle(): Promise<void> {
		if (this.#settling || !this.estimated) return;
		const settling = (this.#settling = new AbortController());
		try {
			const read = ++this.#reads;
			const page = await readCounted(this.#read, settling.signal);
			if (!settling.signal.aborted) this.#count(read, page);
		} catch {
			// The estimate stays until the next page is read.
		} finally {
			if (this.#settling === settling) this.#settling = undefined;
		}
	}

	#touch(page: number, rows: ListedRow[]): void {
		this.#pages.delete(page);
		this.#pages.set(page, rows);
		for (const oldest of this.#pages.keys()) {
			if (this.#pages.size <= PAGES_KEPT_MAX) break;
			this.#pages.delete(oldest);
		}
	}
}
