import type { DamagedRow, EntryContent, Json, Page } from '@tool-audit/core';

/** The fields of an entry, whatever they are: also of one that lacks some, or has wrong ones. */
export type EntryFields = Readonly<Record<string, Json | undefined>>;

/** A row as lists show it. Lists over several days or users add the day and the user. */
export type ListedRow = {
	position?: number;
	day: string;
	user?: string;
	/** How many consecutive calls this row stands for, and the position of the last of them. */
	repeats?: { count: number; lastPosition: number };
	/** The index of this call in its unfolded group, and the size of the group. */
	unfolded?: { index: number; count: number };
} & (({ kind: 'entry' } & EntryContent) | ({ kind: 'damaged' } & Omit<DamagedRow, 'position'>));

/** The call was recorded later than it happened, as by an import (docs/format.md §7). */
export function isLate(row: ListedRow): boolean {
	return row.kind === 'entry' && typeof row.entry.recorded_at === 'string';
}

/** Entries and damaged lines of a page, in file order. */
export function rowsOfPage({ day, entries, damaged }: Page): ListedRow[] {
	const rows = [
		...entries.map((row) => ({ kind: 'entry' as const, day, ...row })),
		...damaged.map((row) => ({ kind: 'damaged' as const, day, ...row })),
	];
	return rows.sort((a, b) => a.position - b.position);
}

/** The source of a table's rows. */
export interface RowSource {
	readonly count: number;
	/** `undefined` while the row is loading. */
	row(index: number): ListedRow | undefined;
	/** Reports which rows are visible; missing ones are fetched. */
	show(first: number, end: number): void;
}

/** The rows of one day under one filter, with what a page needs to show them. */
export interface ReadRows extends RowSource {
	/** Rows of the whole day. */
	readonly total: number;
	/** The first rows are loaded. */
	readonly ready: boolean;
	/** `total` is an estimate while the line index is being computed. */
	readonly estimated: boolean;
	/**
	 * The day had rows and has none any more: its file was deleted, moved or emptied. The rows are those that were read
	 * before, until it is there again.
	 */
	readonly isGone: boolean;
	/** The last error; `retry` continues. */
	readonly error: unknown;
	/** Reads one row at any index, without scrolling. */
	peek(index: number): Promise<ListedRow | undefined>;
	/** Reads the beginning, or the end; resolves when it is loaded or could not be read. */
	open(atEnd?: boolean): Promise<void>;
	retry(): void;
	/** Calls and damaged lines that the rows stand for. */
	readonly calls: number;
	/** The same for the rows before one. */
	callsBefore(index: number): number;
	/** How many of the calls from one on, counted like `calls`, are such; `undefined` while not all of them are loaded. */
	countFrom(call: number, isSuch: (row: ListedRow) => boolean): number | undefined;
	/** Counts the calls again; the list stays as it is. */
	countNow(): Promise<number>;
	/** The day has grown. */
	grow(): Promise<void>;
	/** The file was replaced, so everything known is stale. */
	restart(): Promise<void>;
	/** Stops all reads. */
	stop(): void;
}
