import type { Counts, Summary } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import { ROW_STATUSES } from '../../format/status.ts';
import type { DayReader } from '../io/day-reader.ts';
import { bucketLength } from '../index/aggregate-view.ts';
import type { Engine } from '../index/engine.ts';
import { readAggregate } from '../index/read-aggregate.ts';
import { spanOf } from '../scan/matcher.ts';
import {
	addToBucket,
	emptyAggregate,
	noCounts,
	type Aggregate,
	type StatusCounts,
} from '../scan/aggregate.ts';

const HOUR_MS = 3_600_000;

export async function readSummary(
	engine: Engine,
	file: DayReader,
	filter?: Filter,
): Promise<Summary> {
	const aggregate = await readAggregate(engine, file, filter);
	return filter && spanOf(filter) ? summaryOf(aggregate) : summaryOfDay(aggregate, file.day);
}

/** The summary of a day without a file. */
export function emptySummary(): Summary {
	return summaryOf(emptyAggregate());
}

export function countsOf(counts: StatusCounts): Counts {
	const total = counts.reduce((sum, count) => sum + count, 0);
	const entries = ROW_STATUSES.map((status, index) => [status, counts[index]!]);
	return { total, ...(Object.fromEntries(entries) as Omit<Counts, 'total'>) };
}

/**
 * A summary whose buckets are within the day. One call with a wrong clock could otherwise extend them over years
 * and put all other calls into one bucket. Rows outside the day are counted separately.
 */
function summaryOfDay(aggregate: Aggregate, day: string): Summary {
	const { from, to } = extentOf(day);
	const bucketMs = aggregate.bucketSeconds * 1_000;
	const before = aggregate.buckets.filter(([bucket]) => (bucket + 1) * bucketMs <= from);
	const after = aggregate.buckets.filter(([bucket]) => bucket * bucketMs >= to);
	if (before.length + after.length === 0) return summaryOf(aggregate);
	const outside = new Set([...before, ...after]);
	const buckets = aggregate.buckets.filter((bucket) => !outside.has(bucket));
	return {
		...summaryOf({ ...aggregate, buckets }),
		outside: {
			before: countsOf(sumOf(before)),
			after: countsOf(sumOf(after)),
			from: new Date(from).toISOString(),
			to: new Date(to).toISOString(),
		},
	};
}

/** The day in all time zones: it begins first at UTC+14, and ends last at UTC-12. */
function extentOf(day: string): { from: number; to: number } {
	const midnight = Date.parse(`${day}T00:00:00Z`);
	return { from: midnight - 14 * HOUR_MS, to: midnight + (24 + 12) * HOUR_MS };
}

function sumOf(buckets: Aggregate['buckets']): StatusCounts {
	const sum = new Map<number, StatusCounts>();
	for (const [, counts] of buckets) addToBucket(sum, 0, counts);
	return sum.get(0) ?? noCounts();
}

export function summaryOf(aggregate: Aggregate): Summary {
	const { bucketSeconds, buckets } = shownBuckets(aggregate);
	const otherTools = countsOf(aggregate.otherTools);
	return {
		counts: countsOf(aggregate.all),
		tools: aggregate.tools
			.map(([tool, counts]) => ({ tool, counts: countsOf(counts) }))
			.sort((one, other) => other.counts.total - one.counts.total || compare(one.tool, other.tool)),
		...(otherTools.total > 0 && { otherTools }),
		bucketSeconds,
		buckets: [...buckets]
			.sort(([one], [other]) => one - other)
			.map(([bucket, counts]) => ({
				start: new Date(bucket * bucketSeconds * 1000).toISOString(),
				counts: countsOf(counts),
			})),
	};
}

/** Merges buckets until a chart can show them. */
function shownBuckets({ bucketSeconds, buckets }: Aggregate) {
	const numbers = buckets.map(([bucket]) => bucket);
	const first = numbers.reduce((least, bucket) => Math.min(least, bucket), Infinity);
	const last = numbers.reduce((most, bucket) => Math.max(most, bucket), -Infinity);
	const spanSeconds = buckets.length === 0 ? 0 : (last - first + 1) * bucketSeconds;
	const seconds = bucketLength(spanSeconds, bucketSeconds);
	const shown = new Map<number, StatusCounts>();
	for (const [bucket, counts] of buckets) {
		addToBucket(shown, Math.floor((bucket * bucketSeconds) / seconds), counts);
	}
	return { bucketSeconds: seconds, buckets: shown };
}

function compare(one: string, other: string): number {
	return one < other ? -1 : 1;
}
