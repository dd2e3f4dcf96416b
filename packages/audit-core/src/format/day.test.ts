import { expect, test } from 'vitest';
import { addDays, isDay } from './day.ts';

test.each(['2026-11-22', '2024-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
	expect(isDay(text)).toBe(true);
});

test.each([
	...['2026-02-30', '2026-02-29', '2026-13-01', '0000-01-01', '2026-1-1', '', '2026-11-22\n'],
	...['../2026-11-22', '2026-11-22.jsonl', '２０２６-11-22', '+02026-11-22'],
])('"%s" is not a valid day', (text) => {
	expect(isDay(text)).toBe(false);
});

test('adds days across months and leap days', () => {
	expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
	expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
	expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});
