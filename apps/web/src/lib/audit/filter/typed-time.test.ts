import { describe, expect, test } from 'vitest';
import { parseTypedDate, parseTypedTime } from './typed-time.ts';

/** A Sunday. */
const TODAY = '2026-11-22';
const options = {
	day: '2026-11-20',
	now: Date.parse('2026-11-22T21:45:00Z'),
	timeZone: 'Europe/Berlin',
};

describe('a date', () => {
	test.each([
		['2026-11-20', '2026-11-20'],
		['today', TODAY],
		['Yesterday', '2026-11-21'],
		['sat', '2026-11-21'],
		['Monday', '2026-11-16'],
		['sunday', TODAY],
		['20 nov', '2026-11-20'],
		['20th November', '2026-11-20'],
		['nov 20', '2026-11-20'],
		['Nov 20 2025', '2025-11-20'],
		['20.11.', '2026-11-20'],
		['20.11.2025', '2025-11-20'],
		['24 dec', '2025-12-24'],
		['31 feb', undefined],
		['40 nov', undefined],
		['20 foo', undefined],
		['some day', undefined],
	])('%j is %j', (typed, date) => {
		expect(parseTypedDate(typed, TODAY)).toBe(date);
	});
});

describe('a time', () => {
	test.each([
		['now', '2026-11-22T21:45:00.000Z'],
		['20:00', '2026-11-20T19:00:00.000Z'],
		['8', '2026-11-20T07:00:00.000Z'],
		['yesterday 20:00', '2026-11-21T19:00:00.000Z'],
		['sat, 8:30', '2026-11-21T07:30:00.000Z'],
		['sat 8', '2026-11-21T07:00:00.000Z'],
		['fri 24', '2026-11-20T23:00:00.000Z'],
		['last sat 8', '2026-11-21T07:00:00.000Z'],
		['sat 8 aug', '2026-08-07T22:00:00.000Z'],
		['sat 7th', '2026-11-06T23:00:00.000Z'],
		['sat aug', '2026-08-28T22:00:00.000Z'],
		['8 nov', '2026-11-07T23:00:00.000Z'],
		['nov 8', '2026-11-07T23:00:00.000Z'],
		['22 nov 0830', '2026-11-22T07:30:00.000Z'],
		['2026-11-22T08:30:15', '2026-11-22T07:30:15.000Z'],
		['2026-11-22', '2026-11-21T23:00:00.000Z'],
		['22.11. 8:30', '2026-11-22T07:30:00.000Z'],
		['20:00:15.250', '2026-11-20T19:00:15.250Z'],
		['20:00:15 21 Nov', '2026-11-21T19:00:15.000Z'],
		['01:00 1 Jan 1970', '1970-01-01T00:00:00.000Z'],
		['20:00:15 UTC+1', '2026-11-20T19:00:15.000Z'],
		['10pm', '2026-11-20T21:00:00.000Z'],
		['10:30 PM', '2026-11-20T21:30:00.000Z'],
		['12 a.m.', '2026-11-19T23:00:00.000Z'],
		['12pm', '2026-11-20T11:00:00.000Z'],
		['fri 11pm', '2026-11-20T22:00:00.000Z'],
		['27 oct 10:30 pm', '2026-10-27T21:30:00.000Z'],
		['-2h', '2026-11-22T19:45:00.000Z'],
		['−2h', '2026-11-22T19:45:00.000Z'],
		['2h ago', '2026-11-22T19:45:00.000Z'],
		['30m ago', '2026-11-22T21:15:00.000Z'],
		['90 min ago', '2026-11-22T20:15:00.000Z'],
		['-3d', '2026-11-19T21:45:00.000Z'],
		['-30d', '2026-10-23T21:45:00.000Z'],
		['30d', '2026-10-23T21:45:00.000Z'],
		['2 weeks', '2026-11-08T21:45:00.000Z'],
		['last month', '2026-09-30T22:00:00.000Z'],
		['last week', '2026-11-08T23:00:00.000Z'],
		['2h', undefined],
		['13pm', undefined],
		['0am', undefined],
		['bananas', undefined],
		['later', undefined],
		['22 nov 25:00', undefined],
		['', undefined],
	])('%j is %j', (typed, instant) => {
		expect(parseTypedTime(typed, options)).toBe(instant);
	});

	test('a date alone ends a span with its last moment', () => {
		expect(parseTypedTime('20 nov', { ...options, isEnd: true })).toBe('2026-11-20T23:00:00.000Z');
		const endOfOctober = '2026-10-31T23:00:00.000Z';
		expect(parseTypedTime('last month', { ...options, isEnd: true })).toBe(endOfOctober);
	});

	test('the last day of all has an end', () => {
		const until = (timeZone: string) =>
			parseTypedTime('9999-12-31', { ...options, timeZone, isEnd: true });
		expect(until('Europe/Berlin')).toBe('9999-12-31T22:59:59.999Z');
		expect(until('America/New_York')).toBe('9999-12-31T23:59:59.999Z');
	});

	test('of a weekday is the last one up to now', () => {
		expect(parseTypedTime('sunday 22:00', options)).toBe('2026-11-22T21:00:00.000Z');
		expect(parseTypedTime('sunday 23:00', options)).toBe('2026-11-15T22:00:00.000Z');
	});
});

describe('over days, a time without a date', () => {
	const { now, timeZone } = options;
	const from = (text: string, at = now) => parseTypedTime(text, { now: at, timeZone });
	const until = (text: string, since: string | undefined, at = now) =>
		parseTypedTime(text, { now: at, timeZone, isEnd: true, since });
	const ONE_IN_THE_NIGHT = Date.parse('2026-11-22T00:00:00Z');

	test('is the last one up to now', () => {
		expect(from('22:00')).toBe('2026-11-22T21:00:00.000Z');
		expect(from('23:00')).toBe('2026-11-21T22:00:00.000Z');
		expect(from('22:00', ONE_IN_THE_NIGHT)).toBe('2026-11-21T21:00:00.000Z');
		expect(until('23:00', undefined)).toBe('2026-11-21T22:00:00.000Z');
	});

	test('ends a span as the first one after its start', () => {
		expect(until('1:30', from('22:00'))).toBe('2026-11-23T00:30:00.000Z');
		expect(until('1:30', from('22:00', ONE_IN_THE_NIGHT))).toBe('2026-11-22T00:30:00.000Z');
		expect(until('23:00', from('yesterday 22:00'))).toBe('2026-11-21T22:00:00.000Z');
	});

	test('of a weekday ends a span that began after the last one', () => {
		const friday = Date.parse('2026-11-20T22:30:00Z');
		const since = from('fri 11pm', friday);
		expect(since).toBe('2026-11-20T22:00:00.000Z');
		expect(until('sat 1am', since, friday)).toBe('2026-11-21T00:00:00.000Z');
		expect(until('sat 1am', from('fri 11pm'))).toBe('2026-11-21T00:00:00.000Z');
	});
});

describe('on a day, the end of a span', () => {
	const until = (text: string, since?: string) =>
		parseTypedTime(text, { ...options, isEnd: true, since });

	test('goes on past midnight', () => {
		expect(until('6', '2026-11-20T19:00:00.000Z')).toBe('2026-11-21T05:00:00.000Z');
		expect(until('22', '2026-11-20T19:00:00.000Z')).toBe('2026-11-20T21:00:00.000Z');
		expect(until('6')).toBe('2026-11-20T05:00:00.000Z');
	});

	test('is 24:00 at midnight', () => {
		expect(until('24:00', '2026-11-20T19:00:00.000Z')).toBe('2026-11-20T23:00:00.000Z');
		expect(until('24:00')).toBe('2026-11-20T23:00:00.000Z');
		expect(until('20 nov 24:00')).toBe('2026-11-20T23:00:00.000Z');
	});

	test('that is now has all calls of this minute', () => {
		const now = Date.parse('2026-11-22T21:45:10Z');
		const at = (text: string, isEnd: boolean) => parseTypedTime(text, { ...options, now, isEnd });
		expect(at('now', true)).toBe('2026-11-22T21:46:00.000Z');
		expect(at('-2h', false)).toBe('2026-11-22T19:45:00.000Z');
	});
});
