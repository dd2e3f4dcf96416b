import type { Day } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { nearDays } from './near-days.ts';

const day = (name: string, total: number | null = 1, more: Partial<Day> = {}): Day => ({
	...{ day: name, bytes: 1, modified: `${name}T00:00:00Z` },
	counts: total === null ? null : { total, ok: total, error: 0, denied: 0, other: 0, damaged: 0 },
	...more,
});
const unreadable = { code: 'unreadable', message: 'It can’t be read.' } as never;

test.each([
	[
		'between two',
		['2026-11-28', '2026-11-20', '2026-11-01'],
		'2026-11-24',
		'2026-11-20',
		'2026-11-28',
	],
	['before all', ['2026-11-28', '2026-11-20'], '2026-11-01', undefined, '2026-11-20'],
	['after all', ['2026-11-28', '2026-11-20'], '2026-12-24', '2026-11-28', undefined],
	['the only one', ['2026-11-24'], '2026-11-24', undefined, undefined],
])('a day %s', (_where, days, of, before, after) => {
	expect(
		nearDays(
			days.map((name) => day(name)),
			of,
		),
	).toEqual({
		...(before && { before }),
		...(after && { after }),
	});
});

test('days without a call and days that can’t be read are passed over, uncounted ones are not', () => {
	const days = [
		...[day('2026-11-28', null), day('2026-11-26', 0)],
		...[day('2026-11-22', 0), day('2026-11-21', 1, { unreadable }), day('2026-11-20')],
	];
	expect(nearDays(days, '2026-11-24')).toEqual({ before: '2026-11-20', after: '2026-11-28' });
});
