import type { Filter } from '@tool-audit/core';
import { extended, type Buckets, type Extent } from '../timeline/timeline-bars.ts';

const HOUR_MS = 3_600_000;
/** A day begins first where the clocks are this far ahead of UTC, and ends last where they are this far behind it. */
const AHEAD_HOURS_MAX = 14;
const BEHIND_HOURS_MAX = 12;
const DAY_HOURS = 24;

/** In some zone an instant is on the day. */
export function isOnDay(instant: number, day: string): boolean {
	const hours = (instant - Date.parse(`${day}T00:00:00Z`)) / HOUR_MS;
	return hours >= -AHEAD_HOURS_MAX && hours < DAY_HOURS + BEHIND_HOURS_MAX;
}

/**
 * The time that the axis of a day is about: the part that the filter asks for, of the day as far as its calls reach. A
 * filter for times beside the day, as of calls with a wrong clock, has the time of these calls.
 */
export function dayAxis(
	day: Extent,
	{ since, until }: Pick<Filter, 'since' | 'until'>,
	all: Buckets | undefined,
): Extent {
	const from = since ? Date.parse(since) : -Infinity;
	const to = until ? Date.parse(until) : Infinity;
	if (from >= day.to || to <= day.from) {
		if (!all?.buckets[0]) return day;
		const first = Date.parse(all.buckets[0].start);
		return extended({ from: first, to: first }, all);
	}
	const whole = all ? extended(day, all) : day;
	const part = { from: Math.max(from, whole.from), to: Math.min(to, whole.to) };
	return part.from < part.to ? part : whole;
}
