import type { Filter } from '@tool-audit/core';
import { extended, type Buckets, type Extent } from '../timeline/timeline-bars.ts';

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
