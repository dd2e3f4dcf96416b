/** The times that the calls of a day can have. */
import { addDays, FIRST_DAY, LAST_DAY } from '../../format/day.ts';
import type { Filter } from '../../format/filter.ts';
import { spanOf } from './matcher.ts';

const HOUR_MS = 3_600_000;

/** A range of instants, in milliseconds since 1970. `to` is exclusive. */
export interface Extent {
	from: number;
	to: number;
}

/** The day in all time zones: it begins first at UTC+14, and ends last at UTC-12. */
export function extentOf(day: string): Extent {
	const midnight = Date.parse(`${day}T00:00:00Z`);
	return { from: midnight - 14 * HOUR_MS, to: midnight + (24 + 12) * HOUR_MS };
}

/** The first day on which an instant may lie, or a later one. */
export function firstDayOf(instantMs: number): string {
	const beforeMs = instantMs - (24 + 12) * HOUR_MS;
	if (beforeMs < Date.parse(`${FIRST_DAY}T00:00:00Z`)) return FIRST_DAY;
	if (beforeMs >= Date.parse(`${LAST_DAY}T00:00:00Z`)) return LAST_DAY;
	return addDays(new Date(beforeMs).toISOString().slice(0, 'YYYY-MM-DD'.length), 1);
}

/** The days that a read over days has to look at. */
export interface WantedDays {
	fromDay: string;
	toDay: string;
	filter?: Filter | undefined;
}

/**
 * Of the days of a log, by their names, those from `fromDay` to `toDay`, without those that lie outside the filter's time
 * span in every time zone. One hour of ten years is so found in two or three files. The price is that a call with a wrong
 * clock is found on its own day only, and not by its time (docs/format.md §10).
 */
export function wantedDays(days: string[], { fromDay, toDay, filter }: WantedDays): string[] {
	const span = filter && spanOf(filter);
	return days.filter((day) => {
		if (day < fromDay || day > toDay) return false;
		if (!span) return true;
		const { from, to } = extentOf(day);
		return from < span.to && to > span.from;
	});
}
