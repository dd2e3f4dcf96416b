import type { Page } from '@tool-audit/core';

export type ReadPage = (
	range: { from: number; limit: number },
	signal: AbortSignal,
) => Promise<Page>;

/** Behind the last row of any day. */
const BEHIND_ALL = Number.MAX_SAFE_INTEGER - 1_000;

/** A page without rows, which comes once those of the day are counted: its numbers are no estimates. */
export function readCounted(read: ReadPage, signal: AbortSignal): Promise<Page> {
	return read({ from: BEHIND_ALL, limit: 1 }, signal);
}
