import { describe, expect, test } from 'vitest';
import { addMonths, levelOf, monthInWords, weeksOf } from './month.ts';

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

test('the level of a day grows with its calls, and one call shows beside a million', () => {
	expect(levelOf(0, 100)).toBe(0);
	expect(levelOf(1, 1_000_000)).toBe(1);
	expect(levelOf(1_000, 1_000_000)).toBe(3);
	expect(levelOf(1_000_000, 1_000_000)).toBe(4);
	expect(levelOf(1, 1)).toBe(4);
});
