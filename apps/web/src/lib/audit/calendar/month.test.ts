import { describe, expect, test } from 'vitest';
import { addMonths, levelOf, monthInWords, monthsOfYear, movedBy, weeksOf } from './month.ts';

describe('a month', () => {
	test('begins on its weekday and has all its days, each once', () => {
		const weeks = weeksOf('2026-11');
		expect(weeks[0]).toEqual([...Array<undefined>(6), '2026-11-01']);
		expect(weeks.flat().filter(Boolean)).toHaveLength(30);
		expect(weeks.every((week) => week.length === 7)).toBe(true);
	});

	test.each([
		['2026-02', 28, 5],
		['2024-02', 29, 5],
		['2027-02', 28, 4],
		['2026-08', 31, 6],
	])('%s has %d days in %d weeks', (month, days, weeks) => {
		expect(weeksOf(month).flat().filter(Boolean)).toHaveLength(days);
		expect(weeksOf(month)).toHaveLength(weeks);
	});

	test.each([
		['2026-11', 1, '2026-12'],
		['2026-12', 1, '2027-01'],
		['2026-01', -1, '2025-12'],
		['0050-12', 1, '0051-01'],
	])('%s and %d is %s', (month, by, expected) => {
		expect(addMonths(month, by)).toBe(expected);
	});

	test('in words', () => {
		expect(monthInWords('2026-11')).toBe('November 2026');
	});
});

test.each([
	['2026-11-22', 'ArrowLeft', '2026-11-21'],
	['2026-11-30', 'ArrowRight', '2026-12-01'],
	['2026-11-03', 'ArrowUp', '2026-10-27'],
	['2026-11-22', 'ArrowDown', '2026-11-29'],
	['2026-11-25', 'Home', '2026-11-23'],
	['2026-11-25', 'End', '2026-11-29'],
	['2026-11-29', 'End', '2026-11-29'],
	['2026-03-31', 'PageUp', '2026-02-28'],
	['2026-10-31', 'PageDown', '2026-11-30'],
	['2026-11-22', 'Enter', undefined],
	['9999-12-31', 'ArrowRight', '9999-12-31'],
	['9999-12-05', 'PageDown', '9999-12-05'],
	['9999-11-30', 'PageDown', '9999-12-30'],
	['0001-01-05', 'PageUp', '0001-01-05'],
])('from %s %s leads to %s', (day, key, expected) => {
	expect(movedBy(day, key, false)).toBe(expected);
});

test('with Shift, a page is a year, also from a leap day', () => {
	expect(movedBy('2024-02-29', 'PageDown', true)).toBe('2025-02-28');
	expect(movedBy('2026-11-22', 'PageUp', true)).toBe('2025-11-22');
});

test('a year has twelve months', () => {
	expect(monthsOfYear('2026')).toHaveLength(12);
	expect(monthsOfYear('2026').at(-1)).toBe('2026-12');
});

test('the level of a day grows with its calls, and one call shows beside a million', () => {
	expect(levelOf(0, 100)).toBe(0);
	expect(levelOf(1, 1_000_000)).toBe(1);
	expect(levelOf(1_000, 1_000_000)).toBe(3);
	expect(levelOf(1_000_000, 1_000_000)).toBe(4);
	expect(levelOf(1, 1)).toBe(4);
});
