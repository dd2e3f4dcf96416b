import type { DamagedRow } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { readAll } from './read-all.ts';

/** Reads a day of `total` rows of which one answer holds at most `short`. */
function dayOf(total: number, short: number) {
	return async ({ from, limit }: { from: number; limit: number }) => {
		const length = Math.max(0, Math.min(limit, short, total - from));
		const damaged = Array.from({ length }, (_, index): DamagedRow => {
			const position = from + index;
			return { position, ref: String(position), reason: 'torn', bytes: 1, raw: '' };
		});
		return { day: '2026-11-22', total, entries: [], damaged };
	};
}

test.each([
	['a short day', 3, 1_000, 3],
	['pages that large rows make short', 250, 40, 250],
	['no more than fits on paper', 900, 1_000, 500],
	['an empty day', 0, 1_000, 0],
])('%s', async (_what, total, short, expected) => {
	const { rows, count } = await readAll(dayOf(total, short), new AbortController().signal, 500);
	expect(rows.map(({ position }) => position)).toEqual(
		Array.from({ length: expected }, (_, n) => n),
	);
	expect(count).toBe(total);
});
