import type { DamagedRow } from '@tool-audit/core';
import { expect, test } from 'vitest';
import type { ReadPage } from '../day/day-rows.svelte.ts';
import { readAll } from './read-all.ts';

/** Reads a day of `total` rows of which one answer holds at most `short`. */
function dayOf(total: number, short: number, estimate?: number): ReadPage {
	return async ({ from, limit }: { from: number; limit: number }) => {
		const length = Math.max(0, Math.min(limit, short, total - from));
		const damaged = Array.from({ length }, (_, index): DamagedRow => {
			const position = from + index;
			return { position, ref: String(position), reason: 'torn', bytes: 1, raw: '' };
		});
		const isEstimate = estimate !== undefined && from < 2_000;
		const counted = isEstimate ? { total: estimate, estimated: true as const } : { total };
		return { day: '2026-11-22', ...counted, entries: [], damaged };
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

test.each([
	['too high', 366_111],
	['too low', 40],
])('a day whose length was estimated %s is counted', async (_what, estimate) => {
	const read = dayOf(900, 1_000, estimate);
	const { rows, count } = await readAll(read, new AbortController().signal, 500);
	expect({ printed: rows.length, count }).toEqual({ printed: 500, count: 900 });
});
