import type { DamagedRow, EntryContent, Page } from '@tool-audit/core';

/** A row as lists show it. Lists over several days or users say which one it is of. */
export type ListedRow = {
	position?: number;
	day: string;
	user?: string;
	/** How many calls in a row this one stands for, and the position of the last of them. */
	repeats?: { count: number; lastPosition: number };
	/** Which of how many calls in a row this one is, where they were folded and are shown one by one. */
	unfolded?: { index: number; count: number };
} & (({ kind: 'entry' } & EntryContent) | ({ kind: 'damaged' } & Omit<DamagedRow, 'position'>));

/** Entries and damaged lines of a page, each in its place. */
export function rowsOfPage({ day, entries, damaged }: Page): ListedRow[] {
	const rows = [
		...entries.map((row) => ({ kind: 'entry' as const, day, ...row })),
		...damaged.map((row) => ({ kind: 'damaged' as const, day, ...row })),
	];
	return rows.sort((a, b) => a.position - b.position);
}

/** Where a table gets its rows. */
export interface RowSource {
	readonly count: number;
	/** `undefined` while it is on its way. */
	row(index: number): ListedRow | undefined;
	/** Says which rows are looked at now; what is missing is fetched. */
	show(first: number, end: number): void;
}

/** The rows of one day under one filter, as a page that shows them needs them. */
export interface ReadRows extends RowSource {
	/** Rows of the whole day. */
	readonly total: number;
	/** The first rows are here. */
	readonly ready: boolean;
	/** `total` is an estimate while the day's index is being made. */
	readonly estimated: boolean;
	/** What went wrong last; `retry` goes on. */
	readonly error: unknown;
	/** Reads one row wherever it is, without looking there. */
	peek(index: number): Promise<ListedRow | undefined>;
	/** Reads the beginning; resolves when it is here or could not be read. */
	open(): Promise<void>;
	retry(): void;
	/** Calls and damaged lines that the rows stand for. */
	readonly calls: number;
	/** Those of the rows before one. */
	callsBefore(index: number): number;
	/** How many of them there are by now; the list stays as it is. */
	countNow(): Promise<number>;
	/** The day has grown. */
	grow(): Promise<void>;
	/** The file was replaced: what is known is no longer so. */
	restart(): Promise<void>;
	/** Nobody looks any more. */
	stop(): void;
}
