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
		['22 nov 0830', '2026-11-22T07:30:00.000Z'],
		['2026-11-22T08:30:15', '2026-11-22T07:30:15.000Z'],
		['2026-11-22', '2026-11-21T23:00:00.000Z'],
		['22.11. 8:30', '2026-11-22T07:30:00.000Z'],
		['later', undefined],
		['22 nov 25:00', undefined],
		['', undefined],
	])('%j is %j', (typed, instant) => {
		expect(parseTypedTime(typed, options)).toBe(instant);
	});

	test('a date alone ends a span with its last moment', () => {
		expect(parseTypedTime('20 nov', { ...options, isEnd: true })).toBe('2026-11-20T23:00:00.000Z');
	});
});
