import { addDays } from '@tool-audit/core/format';

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
