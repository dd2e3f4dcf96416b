import type { Day } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { lastDays, scaleTop, share, todayOf } from './trend.ts';

const day = (date: string, total: number): Day => ({
	day: date,
	bytes: 1,
	modified: `${date}T00:00:00.000Z`,
	counts: { total, ok: total, denied: 0, error: 0, damaged: 0, other: 0 },
});

test('the last days end today, and days without calls keep their place', () => {
	const days = lastDays([day('2026-11-28', 4), day('2026-11-26', 7)], '2026-11-28', 3);
	expect(days.map(({ day, known }) => [day, known?.counts?.total])).toEqual([
		['2026-11-26', 7],
		['2026-11-27', undefined],
		['2026-11-28', 4],
	]);
});

test.each([
	[0, 2],
	[1, 2],
	[9, 10],
	[412, 500],
	[2_207, 2_400],
	[1_000_000, 1_000_000],
])('a scale for %d ends at %d', (most, top) => {
	expect(scaleTop(most)).toBe(top);
});

test('today is compared with the same weekday, where it has calls', () => {
	expect(todayOf([day('2026-11-28', 412), day('2026-11-21', 58)], '2026-11-28')).toMatchObject({
		counts: { total: 412 },
		weekAgo: { day: '2026-11-21', total: 58 },
	});
	expect(todayOf([day('2026-11-27', 9)], '2026-11-28')).toMatchObject({
		counts: { total: 0 },
		weekAgo: undefined,
	});
});

test.each([
	[14, 412, '3.4 %'],
	[1, 5_000, '< 0.1 %'],
	[50, 100, '50 %'],
	[0, 100, '0 %'],
])('%d of %d is %s', (part, whole, expected) => {
	expect(share(part, whole)).toBe(expected);
});
