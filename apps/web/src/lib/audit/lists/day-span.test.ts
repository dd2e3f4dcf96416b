import { expect, test } from 'vitest';
import { daySpanOf, extentOf } from './day-span.ts';

const BERLIN = { today: '2026-11-28', timeZone: 'Europe/Berlin', days: 7 };

test.each([
	['without a time, the last days', {}, ['2026-11-22', '2026-11-28', 7]],
	['from the day of its start', { since: '2026-11-25T10:00:00Z' }, ['2026-11-25', '2026-11-28', 4]],
	[
		'a start just before midnight of the log is of the day before',
		{ since: '2026-11-25T22:59:59Z' },
		['2026-11-25', '2026-11-28', 4],
	],
	[
		'and just after it of the next',
		{ since: '2026-11-25T23:00:00Z' },
		['2026-11-26', '2026-11-28', 3],
	],
	[
		'the days of a zone whose clock is ahead of the last one',
		{ since: '2026-11-28T10:00:00Z', until: '9999-12-31T23:59:59.999Z' },
		['2026-11-28', '2026-11-28', 1],
	],
	[
		'nothing before the first day',
		{ until: '0001-01-02T12:00:00Z' },
		['0001-01-01', '0001-01-02', 2],
	],
	[
		'an end at midnight has nothing of the day that begins',
		{ since: '2026-11-24T23:00:00Z', until: '2026-11-25T23:00:00Z' },
		['2026-11-25', '2026-11-25', 1],
	],
	[
		'an end alone has the days before it',
		{ until: '2026-11-20T12:00:00Z' },
		['2026-11-14', '2026-11-20', 7],
	],
	[
		'nothing after today',
		{ since: '2026-11-27T12:00:00Z', until: '2026-12-24T00:00:00Z' },
		['2026-11-27', '2026-11-28', 2],
	],
	[
		'a start in the future is one day',
		{ since: '2027-01-01T00:00:00Z' },
		['2027-01-01', '2026-11-28', 1],
	],
] as const)('%s', (_, filter, [fromDay, toDay, days]) => {
	expect(daySpanOf(filter, BERLIN)).toEqual({ fromDay, toDay, days });
});

test.each([
	['without a span ends now', {}, ['2026-11-21T23:00:00.000Z', '2026-11-28T01:31:00.000Z']],
	[
		'of an open span ends now',
		{ since: '2026-11-27T19:00:00.000Z' },
		['2026-11-27T19:00:00.000Z', '2026-11-28T01:31:00.000Z'],
	],
	[
		'ends with its span',
		{ since: '2026-11-27T19:00:00.000Z', until: '2026-11-28T07:00:00.000Z' },
		['2026-11-27T19:00:00.000Z', '2026-11-28T07:00:00.000Z'],
	],
	[
		'of a span that goes on for years ends with today',
		{ since: '2026-11-27T19:00:00.000Z', until: '9999-12-31T23:59:59.999Z' },
		['2026-11-27T19:00:00.000Z', '2026-11-28T23:00:00.000Z'],
	],
	[
		'of a span in the future is not empty',
		{ since: '2026-12-01T00:00:00.000Z' },
		['2026-12-01T00:00:00.000Z', '2026-12-01T00:01:00.000Z'],
	],
])('the axis of a list %s', (_, filter, expected) => {
	const now = Date.parse('2026-11-28T01:30:10Z');
	const { from, to } = extentOf(filter, { fromDay: '2026-11-22', now, timeZone: BERLIN.timeZone });
	expect([from, to].map((instant) => new Date(instant).toISOString())).toEqual(expected);
});
