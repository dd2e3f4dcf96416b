/** The first day that a log can have. */
export const FIRST_DAY = '0001-01-01';
/** The last day that a log can have. */
export const LAST_DAY = '9999-12-31';

const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;

/**
 * True for a calendar date that exists, written `YYYY-MM-DD` (docs/format.md §1).
 *
 * @example
 * ```ts
 * isDay('2026-11-22'); // true
 * isDay('2026-02-30'); // false
 * ```
 */
export function isDay(text: string): boolean {
	if (!DAY.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * The calendar date `count` days after `day`; before it when `count` is negative.
 *
 * @example
 * ```ts
 * addDays('2026-11-30', 1); // '2026-12-01'
 * ```
 */
export function addDays(day: string, count: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + count);
	return date.toISOString().slice(0, 10);
}
