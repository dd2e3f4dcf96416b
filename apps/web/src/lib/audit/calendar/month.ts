import { addDays, isDay } from '@tool-audit/core/format';

const WEEK_DAYS = 7;
const MONTHS = 12;

/** A month, `YYYY-MM`, as weeks from Monday to Sunday; cells outside the month are empty. */
export function weeksOf(month: string): (string | undefined)[][] {
	const first = `${month}-01`;
	const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % WEEK_DAYS;
	const weeks: (string | undefined)[][] = [];
	for (let from = -before; addDays(first, Math.max(0, from)).startsWith(month); from += WEEK_DAYS) {
		weeks.push(
			Array.from({ length: WEEK_DAYS }, (_, weekday) => {
				const day = addDays(first, from + weekday);
				return day.startsWith(month) ? day : undefined;
			}),
		);
	}
	return weeks;
}

export function addMonths(month: string, by: number): string {
	const [year, number] = month.split('-').map(Number) as [number, number];
	const months = year * MONTHS + number - 1 + by;
	const written = (part: number, length: number) => String(part).padStart(length, '0');
	return `${written(Math.floor(months / MONTHS), 4)}-${written((months % MONTHS) + 1, 2)}`;
}

/**
 * Where a key leads from a day in a calendar: by days and weeks, to the ends of a week, and by months, with Shift by
 * years. A month that is too short ends earlier. Before the first day and after the last one it leads nowhere. `undefined`
 * for any other key.
 */
export function movedBy(day: string, key: string, shift: boolean): string | undefined {
	const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % WEEK_DAYS;
	const days = {
		ArrowLeft: -1,
		ArrowRight: 1,
		ArrowUp: -WEEK_DAYS,
		ArrowDown: WEEK_DAYS,
		Home: -weekday,
		End: WEEK_DAYS - 1 - weekday,
	}[key];
	if (days !== undefined) {
		const moved = addDays(day, days);
		return isDay(moved) ? moved : day;
	}
	const months = { PageUp: -1, PageDown: 1 }[key];
	if (months === undefined) return undefined;
	const month = addMonths(day.slice(0, 7), shift ? months * MONTHS : months);
	if (!isDay(`${month}-01`)) return day;
	const last = weeksOf(month).flat().findLast(Boolean)!;
	const date = `${month}-${day.slice(8)}`;
	return date < last ? date : last;
}

/** The twelve months of a year. */
export function monthsOfYear(year: string): string[] {
	return Array.from({ length: MONTHS }, (_, index) => addMonths(`${year}-01`, index));
}

export const LEVELS = 4;

/**
 * How busy a day is compared with the busiest, from 1 to `LEVELS`. By powers of ten, not by share: beside a day of
 * a million calls, days of a hundred and of ten would look the same.
 */
export function levelOf(count: number, most: number): number {
	if (count <= 0) return 0;
	if (most <= 1) return LEVELS;
	return 1 + Math.round((Math.log(count) / Math.log(most)) * (LEVELS - 1));
}

/** `November 2026` */
export function monthInWords(month: string): string {
	const format = new Intl.DateTimeFormat('en-GB', {
		timeZone: 'UTC',
		month: 'long',
		year: 'numeric',
	});
	return format.format(Date.parse(`${month}-01T00:00:00Z`));
}
