import type { Counts, Day } from '@tool-audit/core';
import { addDays } from '@tool-audit/core/format';

const WEEK_DAYS = 7;

/** The last days up to today, oldest first; those without calls have no `known`. */
export function lastDays(
	days: Day[],
	today: string,
	length: number,
): { day: string; known?: Day }[] {
	const byDay = new Map(days.map((known) => [known.day, known]));
	return Array.from({ length }, (_, index) => {
		const day = addDays(today, index - length + 1);
		const known = byDay.get(day);
		return known ? { day, known } : { day };
	});
}

/** Numbers with a whole half, so that the line in the middle of a chart has a round one, too. */
const TOPS = [2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80];

/** The top of a chart's scale: the smallest round number that is not below the highest bar. */
export function scaleTop(most: number): number {
	for (let unit = 1; ; unit *= 10) {
		const top = TOPS.find((one) => one * unit >= most && (one * unit) % 2 === 0);
		if (top !== undefined) return top * unit;
	}
}

/** What Home says of today. */
export interface Today {
	counts: Pick<Counts, 'total' | 'denied' | 'error'>;
	/** Calls on the same weekday a week ago; a like day, not yesterday. */
	weekAgo: { day: string; total: number } | undefined;
}

export function todayOf(days: Day[], today: string): Today {
	const countsOf = (wanted: string) => days.find(({ day }) => day === wanted)?.counts ?? undefined;
	const day = addDays(today, -WEEK_DAYS);
	const before = countsOf(day);
	return {
		counts: countsOf(today) ?? { total: 0, denied: 0, error: 0 },
		weekAgo: before && { day, total: before.total },
	};
}

/** `3.4 %`; a part that is there is never `0 %`. */
export function share(part: number, whole: number): string {
	const percent = (100 * part) / whole;
	if (percent > 0 && percent < 0.1) return '< 0.1 %';
	return `${percent >= 10 || percent === 0 ? Math.round(percent) : percent.toFixed(1)} %`;
}
