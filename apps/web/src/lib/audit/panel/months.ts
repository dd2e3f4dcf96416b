import type { Counts, Day } from '@tool-audit/core';

/** On the first days of a month the days before it are what people look for. */
const DAYS_OPEN_MIN = 7;

export interface Month {
	/** `YYYY-MM` */
	month: string;
	days: Day[];
	/** Of its days that are counted. */
	counts: Pick<Counts, 'total' | 'denied' | 'error'>;
	/** Days that can't be read, or are not counted yet: the sums lack them. */
	uncounted: number;
	/** It is open until someone closes it: the newest month, and further ones while these have only a few days. */
	isOpenAtFirst: boolean;
}

/** The days of a log by month, in their order. */
export function monthsOf(days: Day[]): Month[] {
	const months = new Map<string, Month>();
	for (const [index, day] of days.entries()) {
		const month = day.day.slice(0, 'YYYY-MM'.length);
		const known = months.get(month) ?? {
			month,
			days: [],
			counts: { total: 0, denied: 0, error: 0 },
			uncounted: 0,
			isOpenAtFirst: index < DAYS_OPEN_MIN,
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
