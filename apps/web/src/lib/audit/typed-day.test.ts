import { expect, test } from 'vitest';
import { typedDay } from './typed-day.ts';

const TODAY = '2026-11-28';
const DAYS = [
	...['2026-11-28', '2026-11-27', '2026-11-22', '2026-11-21', '2026-10-22', '2026-10-02'],
	...['2025-11-22'],
];
const meant = (typed: string) => {
	const isMeant = typedDay(typed, TODAY);
	return isMeant && DAYS.filter(isMeant);
};

test.each([
	['today', ['2026-11-28']],
	['Yesterday', ['2026-11-27']],
	['22 nov', ['2026-11-22', '2025-11-22']],
	['Nov 22nd, 2026', ['2026-11-22']],
	['sunday 22 november', ['2026-11-22']],
	['22.11.', ['2026-11-22', '2025-11-22']],
	['22/11/2026', ['2026-11-22']],
	['11/22', ['2026-11-22', '2025-11-22']],
	['2/10', ['2026-10-02']],
	['2026-11-2', ['2026-11-28', '2026-11-27', '2026-11-22', '2026-11-21']],
	['2026-10', ['2026-10-22', '2026-10-02']],
	['oct', ['2026-10-22', '2026-10-02']],
	['november 2025', ['2025-11-22']],
	['saturday', ['2026-11-28', '2026-11-21', '2025-11-22']],
	['last sat', ['2026-11-21']],
	['1 day ago', ['2026-11-27']],
	['this week', ['2026-11-28', '2026-11-27']],
	['last week', ['2026-11-22', '2026-11-21']],
	['5 weeks ago', ['2026-10-22']],
	['last month', ['2026-10-22', '2026-10-02']],
	['12 months ago', ['2025-11-22']],
])('%s means %j', (typed, days) => {
	expect(meant(typed)).toEqual(days);
});

test.each(['', '22', 'last', 'novel', 'memory.md', 'sat memory', '11.5.3', '3 weeks', 'last ago'])(
	'%j is no date',
	(typed) => {
		expect(meant(typed)).toBeUndefined();
	},
);
