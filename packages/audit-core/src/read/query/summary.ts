import type { Counts, Summary } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import { ROW_STATUSES } from '../../format/status.ts';
import type { DayReader } from '../io/day-reader.ts';
import { bucketLength } from '../index/aggregate-view.ts';
import type { Engine } from '../index/engine.ts';
import { readAggregate } from '../index/read-aggregate.ts';
import { spanOf } from '../scan/matcher.ts';
import { extentOf } from '../scan/day-extent.ts';
import {
	addToBucket,
	emptyAggregate,
	noCounts,
	sum,
	type Aggregate,
	type StatusCounts,
} from '../scan/aggregate.ts';

export async function readSummary(
	engine: Engine,
	file: DayReader,
	filter?: Filter,
): Promise<Summary> {
	const aggregate = await readAggregate(engine, file, filter);
	return filter && isBeside(file.day, filter)
		? summaryOf(aggregate)
		: summaryOfDay(aggregate, file.day);
}

/** The filter asks for calls at other times than those of the day. */
function isBeside(day: string, filter: Filter): boolean {
	const [span, { from, to }] = [spanOf(filter), extentOf(day)];
	return span !== null && (span.from >= to || span.to <= from);
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

/** A summary whose buckets are within the day. Rows outside the day are counted separately. */
function summaryOfDay(aggregate: Aggregate, day: string): Summary {
	const { inside, before, after } = splitByDay(aggregate, day);
	if (before.length + after.length === 0) return summaryOf(aggregate);
	const { from, to } = extentOf(day);
	return {
		...summaryOf(inside),
		outside: {
			before: countsOf(sumOf(before)),
			after: countsOf(sumOf(after)),
			from: new Date(from).toISOString(),
			to: new Date(to).toISOString(),
		},
	};
}

/**
 * The buckets on the day, and those before and after it. One call with a wrong clock could otherwise extend a chart over
 * years and put all other calls into one bucket.
 */
export function splitByDay(aggregate: Aggregate, day: string) {
	const { from, to } = extentOf(day);
	const bucketMs = aggregate.bucketSeconds * 1_000;
	const before = aggregate.buckets.filter(([bucket]) => (bucket + 1) * bucketMs <= from);
	const after = aggregate.buckets.filter(([bucket]) => bucket * bucketMs >= to);
	const outside = new Set([...before, ...after]);
	const buckets = aggregate.buckets.filter((bucket) => !outside.has(bucket));
	return { inside: { ...aggregate, buckets }, before, after };
}

export function sumOf(buckets: Aggregate['buckets']): StatusCounts {
	return buckets.reduce((total, [, counts]) => sum(total, counts), noCounts());
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
