import type { EntryRow } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { FOLDED_ROWS_MAX, FoldedRows } from './folded-rows.svelte.ts';

/** A day of `total` calls, of which each `run` in a row are the same. */
function openDay(total: number, run: number) {
	return new FoldedRows(async ({ from, limit }) => {
		const length = Math.max(0, Math.min(limit, total - from));
		const entries = Array.from({ length }, (_, index): EntryRow => {
			const position = from + index;
			const args = { n: Math.floor(position / run) };
			const entry = { ts: '', user: 'a', tool: 't', args, status: 'ok' as const };
			return {
				position,
				ref: String(position),
				entry: { ...entry, result_chars: 0, result_snippet: '' },
			};
		});
		return { day: '2026-11-22', total, entries, damaged: [] };
	});
}

test('reads the whole day and folds it, across its pages too', async () => {
	const rows = openDay(2_500, 5);
	await rows.open();
	expect(rows.count).toBe(500);
	expect(rows.row(199)).toMatchObject({ position: 995, repeats: { count: 5, lastPosition: 999 } });
	expect(rows.tooMany).toBe(false);
});

test('says when a day is too large to be folded whole', async () => {
	const rows = openDay(FOLDED_ROWS_MAX + 1, 2);
	await rows.open();
	expect(rows.tooMany).toBe(true);
	expect(rows.count).toBe(FOLDED_ROWS_MAX / 2);
});
