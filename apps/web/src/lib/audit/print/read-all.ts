import type { Page } from '@tool-audit/core';
import { PAGE_LIMIT_MAX } from '@tool-audit/core/format';
import type { ReadPage } from '../day/day-rows.svelte.ts';
import { rowsOfPage, type ListedRow } from '../listed-row.ts';
import { readCounted } from '../day/read-counted.ts';

/** The most rows to print: some hundred pages of paper. */
export const PRINTED_ROWS_MAX = 2_000;

export interface PrintedRows {
	rows: ListedRow[];
	/** The number of rows in all. */
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
		const limit = Math.min(PAGE_LIMIT_MAX, max - rows.length);
		const page = await read({ from: rows.length, limit }, signal);
		const found = rowsOfPage(page);
		rows.push(...found);
		const isLast = !page.estimated && rows.length >= countOf(page);
		if (found.length > 0 && !isLast && rows.length < max) continue;
		const counted = page.estimated ? await readCounted(read, signal) : page;
		return { rows, count: countOf(counted) };
	}
}

function countOf({ matched, total }: Page): number {
	return matched ?? total;
}
