import type { Page } from '@tool-audit/core';

export type ReadPage = (
	range: { from: number; limit: number },
	signal: AbortSignal,
) => Promise<Page>;

/** After the last row of any day. */
const BEHIND_ALL = Number.MAX_SAFE_INTEGER - 1_000;

/** A page without rows, which is returned after the day is counted: its counts are exact. */
export function readCounted(read: ReadPage, signal: AbortSignal): Promise<Page> {
	return read({ from: BEHIND_ALL, limit: 1 }, signal);
}
