import { describe, expect, test, vi } from 'vitest';
import {
	boundInWords,
	dateInWords,
	dayAndTime,
	dayAt,
	dayInWords,
	endOfDay,
	instantAt,
	instantOf,
	parseClock,
	spanInWords,
	isRepeated,
	momentOfText,
	offsetInWords,
	timeInFull,
	timeOfDay,
	timeShown,
	wallTime,
	type Clock,
} from './times.ts';

const BERLIN = 'Europe/Berlin';

const clock: Clock = {
	mode: 'recorded',
	milliseconds: false,
	logZone: 'Europe/Berlin',
	localZone: 'America/New_York',
};

describe('the time of a row', () => {
	test.each([
		['as recorded, without an offset', '2026-11-22T07:41:03', {}, '07:41:03'],
		['as recorded, with one', '2026-11-22T07:41:03.120+05:30', {}, '07:41:03'],
		['with milliseconds', '2026-11-22T07:41:03.12Z', { milliseconds: true }, '07:41:03.120'],
		['in UTC', '2026-11-22T07:41:03', { mode: 'utc' as const }, '06:41:03'],
		['in local time', '2026-11-22T07:41:03', { mode: 'local' as const }, '01:41:03'],
		['behind the year 9999', '9999-12-31T23:59:59-05:00', { mode: 'utc' as const }, '04:59:59'],
		['that is no time, as it stands', 'yesterday', { mode: 'utc' as const }, 'yesterday'],
		[
			'that is not a date, unchanged',
			'2026-13-45T99:00:00',
			{ mode: 'utc' as const },
			'2026-13-45T99:00:00',
		],
	])('%s', (_what, ts, change, expected) => {
		expect(timeOfDay(momentOfText(ts, BERLIN), { ...clock, ...change })).toBe(expected);
	});
});

test.each([
	['as recorded', '2026-11-22T00:41:03.120+05:30', {}, '2026-11-22 00:41:03'],
	['in UTC', '2026-11-22T00:41:03.120+05:30', { mode: 'utc' as const }, '2026-11-21 19:11:03'],
	['in local time', '2026-11-22T00:41:03', { mode: 'local' as const }, '2026-11-21 18:41:03'],
	[
		'with milliseconds',
		'2026-11-22T00:41:03.12Z',
		{ mode: 'utc' as const, milliseconds: true },
		'2026-11-22 00:41:03.120',
	],
	[
		'behind the year 9999',
		'9999-12-31T23:59:59-05:00',
		{ mode: 'utc' as const },
		'+010000-01-01 04:59:59',
	],
	['that is no time, as it stands', 'yesterday', {}, 'yesterday'],
	['that is no time in UTC, as it stands', 'yesterday', { mode: 'utc' as const }, 'yesterday'],
])('a time with its date, %s', (_what, ts, change, expected) => {
	expect(dayAndTime(momentOfText(ts, BERLIN), { ...clock, ...change })).toBe(expected);
});

describe('the instant', () => {
	test.each([
		['2026-07-01T12:00:00', '2026-07-01T10:00:00.000Z'],
		['2026-12-01T12:00:00', '2026-12-01T11:00:00.000Z'],
		['2026-03-29T03:30:00', '2026-03-29T01:30:00.000Z'],
		['2026-11-22T07:41:03.120+01:00', '2026-11-22T06:41:03.120Z'],
		['2026-11-22T07:41:03-0330', '2026-11-22T11:11:03.000Z'],
	])('of %s', (ts, expected) => {
		expect(new Date(instantOf(ts, 'Europe/Berlin')!).toISOString()).toBe(expected);
	});

	test.each([
		['2026-10-25T00:59:59.999Z', '2026-10-25 02:59:59.999'],
		['2026-10-25T01:00:00.000Z', '2026-10-25 02:00:00.000'],
		['2026-03-29T00:59:59.000Z', '2026-03-29 01:59:59.000'],
		['2026-03-29T01:00:00.000Z', '2026-03-29 03:00:00.000'],
	])('%s beside a change of the clocks', (instant, wall) => {
		expect(wallTime(Date.parse(instant), 'Europe/Berlin')).toBe(wall);
	});

	test.each([
		['0001-01-01T00:00:00.000Z', '0001-01-01 00:00:00.000'],
		['0000-03-01T10:00:00.000Z', '0000-03-01 10:00:00.000'],
		['0050-06-01T12:00:00.000Z', '0050-06-01 12:00:00.000'],
	])('%s of a clock that was never set', (instant, wall) => {
		expect(wallTime(Date.parse(instant), 'UTC')).toBe(wall);
	});

	test('in full names the zone of a time without an offset', () => {
		expect(timeInFull(momentOfText('2026-11-22T07:41:03', BERLIN), clock)).toEqual([
			'2026-11-22T07:41:03 as recorded (no offset: read as Europe/Berlin)',
			'2026-11-22 01:41:03 America/New_York',
			'2026-11-22 06:41:03 UTC',
		]);
	});

	test('in full has the clock of the log, and which of two times it is', () => {
		expect(timeInFull(momentOfText('2026-10-25T00:30:00Z', BERLIN), clock)).toEqual([
			'2026-10-25T00:30:00Z as recorded',
			'2026-10-25 02:30:00 Europe/Berlin (UTC+2)',
			'2026-10-24 20:30:00 America/New_York',
			'2026-10-25 00:30:00 UTC',
		]);
	});

	test('in full repeats nothing', () => {
		const utc = { logZone: 'UTC', localZone: 'UTC' };
		expect(timeInFull(momentOfText('2026-11-22T07:41:03', 'UTC'), utc)).toHaveLength(1);
	});
});

describe('a time in a row', () => {
	const onLogs: Clock = { ...clock, mode: 'log' };
	const shown = (ts: string, change: Partial<Clock> = {}, day = '2026-11-22') => {
		const { time, mark } = timeShown(momentOfText(ts, BERLIN), day, { ...onLogs, ...change });
		return [time, mark].filter(Boolean).join(' ');
	};

	test.each([
		['is on the clock of the log', '2026-11-22T07:41:03Z', '08:41:03'],
		['without an offset is on it already', '2026-11-22T07:41:03', '07:41:03'],
		['of another date has that date', '2026-11-21T22:30:00Z', '23:30:00 21 Nov'],
		['after midnight has no date there', '2026-11-21T23:30:00Z', '00:30:00'],
		['of the next date has that', '2026-11-22T23:30:00Z', '00:30:00 23 Nov'],
		['of another year has the year', '1970-01-01T00:00:00Z', '01:00 1 Jan 1970'],
		['of the first year', '0001-01-01T12:00:00Z', '12:53 1 Jan 1'],
		['of the last year', '9999-12-31T12:00:00Z', '13:00 31 Dec 9999'],
		['after the last year', '9999-12-31T23:30:00Z', '00:30 1 Jan 10000'],
		['that is no time is as it stands', 'yesterday', 'yesterday'],
	])('%s', (_what, ts, expected) => {
		expect(shown(ts)).toBe(expected);
	});

	test.each([
		['2026-10-25T00:30:00Z', '02:30:00 UTC+2'],
		['2026-10-25T01:30:00Z', '02:30:00 UTC+1'],
		['2026-10-25T02:30:00', '02:30:00 UTC+2'],
		['2026-10-24T23:30:00Z', '01:30:00'],
		['2026-10-25T02:00:00Z', '03:00:00'],
	])('where the clocks were set back, %s is %s', (ts, expected) => {
		expect(shown(ts, {}, '2026-10-25')).toBe(expected);
	});

	test('as it was recorded says how far its clock was from that of the log', () => {
		expect(shown('2026-11-22T07:41:03Z', { mode: 'recorded' })).toBe('07:41:03 −1 h');
	});

	test('is as it was recorded until the zone of the log is known', () => {
		expect(shown('2026-11-22T07:41:03Z', { isGuess: true, logZone: 'UTC' })).toBe('07:41:03');
	});
});

test('a time that occurs twice is found in zones with half hours, too', () => {
	const at = (instant: string) => isRepeated(Date.parse(instant), 'Australia/Lord_Howe');
	// The clocks go back from 02:00 to 01:30.
	expect(at('2026-04-04T14:29:00Z')).toBe(false);
	expect(at('2026-04-04T14:30:00Z')).toBe(true);
	expect(at('2026-04-04T15:29:00Z')).toBe(true);
	expect(at('2026-04-04T15:30:00Z')).toBe(false);
	// Forward: no time occurs twice.
	expect(at('2026-10-03T15:30:00Z')).toBe(false);
});

test.each([
	[0, 'UTC'],
	[7_200_000, 'UTC+2'],
	[-12_600_000, 'UTC−3:30'],
])('an offset of %d ms is %s', (offsetMs, words) => {
	expect(offsetInWords(offsetMs)).toBe(words);
});

test('a day in words', () => {
	expect(dayInWords('2026-11-22')).toBe('Sunday 22 November 2026');
});

test('a date in words has the year only of another year', () => {
	vi.useFakeTimers({ now: new Date('2026-12-01T12:00:00Z') });
	expect(dateInWords('2026-11-02')).toBe('2 Nov');
	expect(dateInWords('2025-11-22')).toBe('22 Nov 2025');
	vi.useRealTimers();
});

describe('a span in words', () => {
	const now = Date.parse('2026-11-28T13:00:00Z');
	const at = (wall: string | undefined) =>
		wall && instantAt(wall.slice(0, 10), wall.slice(11), BERLIN);

	test.each([
		['2026-11-28 10:00', '2026-11-28 12:00', 'today 10:00 to 12:00'],
		['2026-11-27 10:00', '2026-11-27 12:00:15', '27 Nov 10:00 to 12:00:15'],
		['2026-11-27 22:00', '2026-11-28 02:00', '27 Nov 22:00 to 28 Nov 02:00'],
		['2026-11-27 20:00', '2026-11-28 00:00', '27 Nov 20:00 to 24:00'],
		['2025-11-27 22:00', '2025-11-28 02:00', '27 Nov 2025 22:00 to 28 Nov 2025 02:00'],
		['2026-11-27 00:00', '2026-11-28 00:00', '27 Nov'],
		['2026-11-27 00:00', '2026-11-29 00:00', '27 to 28 Nov'],
		['2026-10-30 00:00', '2026-11-03 00:00', '30 Oct to 2 Nov'],
		['2025-12-30 00:00', '2026-01-03 00:00', '30 Dec 2025 to 2 Jan'],
		['2025-11-27 00:00', '2025-12-02 00:00', '27 Nov to 1 Dec 2025'],
		['2026-11-28 10:00', undefined, 'from today 10:00'],
		['2026-11-27 00:00', undefined, 'from 27 Nov'],
		[undefined, '2026-11-27 10:00', 'until 27 Nov 10:00'],
		[undefined, '2026-11-27 00:00', 'until 26 Nov 24:00'],
	])('over days, from %s to %s, is %s', (since, until, words) => {
		expect(spanInWords(at(since), at(until), BERLIN, { now })).toBe(words);
	});

	test.each([
		['2026-11-27 07:00', '2026-11-27 08:30:15', '07:00 to 08:30:15'],
		['2026-11-27 07:00', undefined, 'from 07:00'],
		[undefined, '2026-11-27 08:30', 'until 08:30'],
		['2026-11-27 20:00', '2026-11-28 00:00', '20:00 to 24:00'],
		['2026-11-27 00:00', '2026-11-28 00:00', '27 Nov'],
		['2026-11-27 22:00', '2026-11-28 02:00', '22:00 to 28 Nov 02:00'],
		['2026-11-26 22:00', undefined, 'from 26 Nov 22:00'],
	])('on 27 November, from %s to %s, is %s', (since, until, words) => {
		expect(spanInWords(at(since), at(until), BERLIN, { day: '2026-11-27', now })).toBe(words);
	});

	test('is in the zone of the rows', () => {
		const since = at('2026-11-27 00:30');
		expect(spanInWords(since, undefined, 'UTC', { now })).toBe('from 26 Nov 23:30');
	});

	test.each([
		['2026-11-27 20:00', {}, '27 Nov 20:00'],
		['2026-11-28 20:00', {}, 'today 20:00'],
		['2026-11-28 20:00', { day: '2026-11-28' }, '20:00'],
		['2026-11-28 00:00', {}, 'today'],
		['2026-11-28 00:00', { isEnd: true }, '27 Nov'],
		['2026-11-29 00:00', { isEnd: true, day: '2026-11-28' }, '24:00'],
	])('its bound %s with %j is typed as %s', (wall, options, words) => {
		expect(boundInWords(at(wall)!, BERLIN, { now, ...options })).toBe(words);
	});
});

test.each([
	['8', '08:00:00'],
	['830', '08:30:00'],
	['0830', '08:30:00'],
	['83015', '08:30:15'],
	[' 8:30 ', '08:30:00'],
	['23.59:59', '23:59:59'],
	['24:00', undefined],
	['8:60', undefined],
	['soon', undefined],
	['', undefined],
])('%j is read as %s', (text, expected) => {
	expect(parseClock(text)).toBe(expected);
});

test('the bounds of a span have years of four digits', () => {
	const last = '9999-12-31T23:59:59.999Z';
	expect(endOfDay('9999-12-31', 'America/New_York')).toBe(last);
	expect(instantAt('0001-01-01', '00:00', BERLIN)).toBe('0001-01-01T00:00:00.000Z');
	expect(dayAt(Date.parse(last), BERLIN)).toBe('9999-12-31');
	expect(spanInWords(last, undefined, BERLIN)).toBe('from 31 Dec 9999 23:59:59');
	expect(spanInWords('0001-01-01T00:00:00.000Z', undefined, 'America/New_York')).toBe(
		'from 1 Jan 1',
	);
});
