/**
 * The buckets of a summary over days. A range of up to two weeks has buckets within its days. A longer one has a
 * bucket per day, and beyond `DAY_BUCKETS_MAX` days one per week, per two weeks, and so on: memory and answer have a
 * bound, however many days there are. The length follows from the range and its files alone, so that a partial answer
 * has the same buckets as the whole one.
 */
import type { DaysSummary } from '../../audit-log.ts';
import { addDays, FIRST_DAY, LAST_DAY } from '../../format/day.ts';
import type { Zone } from '../../format/time.ts';
import { aggregateView, bucketLength } from '../index/aggregate-view.ts';
import {
	addToBucket,
	difference,
	noCounts,
	sum,
	type Aggregate,
	type StatusCounts,
} from '../scan/aggregate.ts';
import { spanOf } from '../scan/matcher.ts';
import { extentOf, type WantedDays } from '../scan/day-extent.ts';
import { countsOf, splitByDay, sumOf } from './summary.ts';

const DAY_SECONDS = 86_400;
const DAY_MS = DAY_SECONDS * 1_000;
/** The longest range with buckets within its days: two weeks, and the hour of a clock change. */
const WITHIN_DAYS_MS_MAX = 14 * DAY_MS + 3_600_000;
const DAY_BUCKETS_MAX = 400;
const WEEK_DAYS = 7;
/** Days are numbered from here, so that weeks begin on a Monday. */
const A_MONDAY = '1969-12-29';

export interface Timeline {
	/** Adds the counts of a day's file. */
	add(day: string, aggregate: Aggregate): void;
	result(): Pick<DaysSummary, 'bucketSeconds' | 'buckets' | 'outside'>;
}

/** `days` are those that may be added, newest first. */
export function createTimeline(zone: Zone, wanted: WantedDays, days: string[]): Timeline {
	const secondsWithin = bucketSecondsWithin(zone, wanted, days);
	const daysPerBucket = secondsWithin === null ? bucketDays(days) : 0;
	/** By number: of the bucket since 1970, or of a bucket of days since a Monday. */
	const buckets = new Map<number, StatusCounts>();
	let outside = noCounts();

	function addWithin(day: string, inside: Aggregate, seconds: number): void {
		const from = extentOf(day).from / 1_000;
		for (const [bucket, counts] of inside.buckets) {
			// A long bucket of an unusual file may begin before the day.
			const start = Math.max(from, bucket * inside.bucketSeconds);
			addToBucket(buckets, Math.floor(start / seconds), counts);
		}
	}

	function startOf(bucket: number): number {
		if (secondsWithin !== null) return bucket * secondsWithin * 1_000;
		const first = addDays(A_MONDAY, bucket * daysPerBucket);
		return startOfDay(zone, first < FIRST_DAY ? FIRST_DAY : first);
	}

	return {
		add(day, aggregate) {
			const { inside, before, after } = splitByDay(aggregate, day);
			const beside = sum(sumOf(before), sumOf(after));
			outside = sum(outside, beside);
			if (secondsWithin !== null) return addWithin(day, inside, secondsWithin);
			const counts = difference(aggregate.all, beside);
			if (counts.every((count) => count === 0)) return;
			addToBucket(buckets, Math.floor(dayNumber(day) / daysPerBucket), counts);
		},
		result: () => ({
			bucketSeconds: secondsWithin ?? daysPerBucket * DAY_SECONDS,
			buckets: [...buckets]
				.sort(([one], [other]) => one - other)
				.map(([bucket, counts]) => ({
					start: new Date(startOf(bucket)).toISOString(),
					counts: countsOf(counts),
				})),
			...(outside.some((count) => count > 0) && { outside: countsOf(outside) }),
		}),
	};
}

/** The length of buckets within days, in seconds; `null` for a range that is too long for them. */
function bucketSecondsWithin(
	zone: Zone,
	{ fromDay, toDay, filter }: WantedDays,
	days: string[],
): number | null {
	const first = fromDay > FIRST_DAY ? fromDay : (days.at(-1) ?? toDay);
	const last = toDay < LAST_DAY ? toDay : (days[0] ?? first);
	const { from, to } = (filter && spanOf(filter)) ?? { from: -Infinity, to: Infinity };
	const start = Math.max(from, startOfDay(zone, first));
	const end = Math.min(to, startOfDay(zone, last) + DAY_MS);
	if (end - start > WITHIN_DAYS_MS_MAX) return null;
	const countedSeconds = aggregateView(zone.name, filter).empty.bucketSeconds;
	return bucketLength(Math.max(0, end - start) / 1_000, countedSeconds);
}

/** Days per bucket: one, or as many whole weeks as it takes. */
function bucketDays(days: string[]): number {
	const numbers = days.map(dayNumber);
	let length = 1;
	while (new Set(numbers.map((number) => Math.floor(number / length))).size > DAY_BUCKETS_MAX) {
		length = length === 1 ? WEEK_DAYS : length * 2;
	}
	return length;
}

function dayNumber(day: string): number {
	return (Date.parse(day) - Date.parse(A_MONDAY)) / DAY_MS;
}

/** The instant at which a day begins. */
function startOfDay(zone: Zone, day: string): number {
	return zone.parse(`${day}T00:00:00`)!;
}
