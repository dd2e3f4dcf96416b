import type { DamagedRow, EntryContent, Page } from '@tool-audit/core';

/** A row as lists show it. Lists over several days or users say which one it is of. */
export type ListedRow = { position?: number; day: string; user?: string } & (
	({ kind: 'entry' } & EntryContent) | ({ kind: 'damaged' } & Omit<DamagedRow, 'position'>)
);

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
