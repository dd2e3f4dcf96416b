import type { ReadPage } from '../day-rows.svelte.ts';
import { rowsOfPage, type ListedRow } from '../listed-row.ts';

/** What is printed at most: some fifty pages of paper. */
export const PRINTED_ROWS_MAX = 2_000;
const PAGE_ROWS = 1_000;

export interface PrintedRows {
	rows: ListedRow[];
	/** How many there are in all. */
	count: number;
}

/** The rows to print, from the first on. */
export async function readAll(
	read: ReadPage,
	signal: AbortSignal,
	max = PRINTED_ROWS_MAX,
): Promise<PrintedRows> {
	const rows: ListedRow[] = [];
	for (;;) {
		const limit = Math.min(PAGE_ROWS, max - rows.length);
		const page = await read({ from: rows.length, limit }, signal);
		const found = rowsOfPage(page);
		rows.push(...found);
		const count = page.matched ?? page.total;
		if (found.length === 0 || rows.length >= Math.min(count, max)) return { rows, count };
	}
}
