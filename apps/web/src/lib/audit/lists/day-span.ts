import { addDays, FIRST_DAY } from '@tool-audit/core/format';
import type { Filter } from '@tool-audit/core';
import type { Extent } from '../timeline/timeline-bars.ts';
import { dayAt, endOfDay, instantAt } from '../times.ts';

/** The first and the last day of a list, and their number. */
export interface DaySpan {
	fromDay: string;
	toDay: string;
	days: number;
}

const DAY_MS = 86_400_000;

/**
 * The days whose files may hold calls of a span of time, or else the last ones. A call is in the file of its day on the
 * log's own clock.
 */
export function daySpanOf(
	{ since, until }: Pick<Filter, 'since' | 'until'>,
	{ today, timeZone, days }: { today: string; timeZone: string; days: number },
): DaySpan {
	const toDay = until ? dayAt(Date.parse(until) - 1, timeZone) : today;
	const last = toDay < today ? toDay : today;
	const before = addDays(last, 1 - days);
	const first = before < FIRST_DAY ? FIRST_DAY : before;
	const fromDay = since ? dayAt(Date.parse(since), timeZone) : first;
	const length = Math.round((Date.parse(last) - Date.parse(fromDay)) / DAY_MS) + 1;
	return { fromDay, toDay: last, days: Math.max(1, length) };
}

const MINUTE_MS = 60_000;

/**
 * The time that the axis of a list is about. A span without an end goes on until now, and one that has begun at most
 * until the end of today: later days are not read.
 */
export function extentOf(
	{ since, until }: Pick<Filter, 'since' | 'until'>,
	{ fromDay, now, timeZone }: { fromDay: string; now: number; timeZone: string },
): Extent {
	const from = Date.parse(since ?? instantAt(fromDay, '00:00', timeZone)!);
	const open = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
	const last = Date.parse(endOfDay(dayAt(now, timeZone), timeZone));
	const end = until ? Date.parse(until) : open;
	// A span may begin in the future.
	const to = from < last ? Math.min(end, last) : end;
	return { from, to: Math.max(to, from + MINUTE_MS) };
}
