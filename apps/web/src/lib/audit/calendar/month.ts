/** A month, `YYYY-MM`, as weeks from Monday to Sunday; places outside of the month are empty. */
export function weeksOf(month: string): (string | undefined)[][] {
	const first = new Date(`${month}-01T00:00:00Z`);
	const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
	const before = (first.getUTCDay() + 6) % 7;
	return Array.from({ length: Math.ceil((before + days) / 7) }, (_, week) =>
		Array.from({ length: 7 }, (_, weekday) => {
			const day = week * 7 + weekday - before + 1;
			return day < 1 || day > days ? undefined : `${month}-${String(day).padStart(2, '0')}`;
		}),
	);
}

export function addMonths(month: string, by: number): string {
	const [year, number] = month.split('-').map(Number) as [number, number];
	return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

export const LEVELS = 4;

/**
 * How busy a day is beside the busiest, from 1 to `LEVELS`. By powers of ten rather than by share: beside a
 * day of a million calls, one of a hundred and one of ten would look the same.
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
