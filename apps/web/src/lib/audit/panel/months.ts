import type { Counts, Day } from '@tool-audit/core';

export interface Month {
	/** `YYYY-MM` */
	month: string;
	days: Day[];
	/** Of its days that are counted. */
	counts: Pick<Counts, 'total' | 'denied' | 'error'>;
	/** Days that can't be read, or are not counted yet: the sums lack them. */
	uncounted: number;
}

/** The days of a log by month, in their order. */
export function monthsOf(days: Day[]): Month[] {
	const months = new Map<string, Month>();
	for (const day of days) {
		const month = day.day.slice(0, 'YYYY-MM'.length);
		const known = months.get(month) ?? {
			month,
			days: [],
			counts: { total: 0, denied: 0, error: 0 },
			uncounted: 0,
		};
		months.set(month, known);
		known.days.push(day);
		if (!day.counts) known.uncounted += 1;
		known.counts.total += day.counts?.total ?? 0;
		known.counts.denied += day.counts?.denied ?? 0;
		known.counts.error += day.counts?.error ?? 0;
	}
	return [...months.values()];
}
