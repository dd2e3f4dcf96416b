import type { Day } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { monthsOf } from './months.ts';

const day = (date: string, total: number, denied = 0): Day => ({
	day: date,
	bytes: 1,
	modified: `${date}T00:00:00.000Z`,
	counts: { total, ok: total - denied, denied, error: 0, damaged: 0, other: 0 },
});

test('days are grouped by month in their order, with sums', () => {
	const months = monthsOf([day('2026-11-02', 5, 1), day('2026-11-01', 7, 2), day('2025-11-30', 3)]);
	expect(months.map(({ month, days, counts }) => [month, days.length, counts])).toEqual([
		['2026-11', 2, { total: 12, denied: 3, error: 0 }],
		['2025-11', 1, { total: 3, denied: 0, error: 0 }],
	]);
});

test('a month says how many of its days its sums lack', () => {
	const unread = { ...day('2026-11-02', 0), counts: null };
	expect(monthsOf([unread, day('2026-11-01', 7)])).toMatchObject([
		{ counts: { total: 7 }, uncounted: 1 },
	]);
});

test('further months are open while those before them have only a few days', () => {
	const november = Array.from({ length: 30 }, (_, index) => day(`2026-11-${30 - index}`, 1));
	const isOpen = (days: Day[]) => monthsOf(days).map(({ isOpenAtFirst }) => isOpenAtFirst);
	const october = day('2026-10-31', 1);
	expect(isOpen([...november, october])).toEqual([true, false]);
	expect(isOpen([day('2026-12-01', 1), ...november, october])).toEqual([true, true, false]);
	expect(isOpen([day('2026-12-01', 1), october])).toEqual([true, true]);
});
