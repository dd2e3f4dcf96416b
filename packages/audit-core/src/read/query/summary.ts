import type { Counts, Summary } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import { ROW_STATUSES } from '../../format/row-status.ts';
import type { DayReader } from '../io/day-reader.ts';
import type { View } from '../index/view.ts';
import type { Engine } from '../index/engine.ts';
import { fieldsOf } from '../scan/row-fields.ts';
import { readRest } from '../index/line-index.ts';
import { createMatcher, spanOf } from '../scan/matcher.ts';
import type { AggregateJob } from '../scan/jobs.ts';
import {
	addAggregates,
	addToBucket,
	BUCKET_SECONDS,
	createAggregator,
	emptyAggregate,
	noCounts,
	type StatusCounts,
	type Aggregate,
} from '../scan/aggregate.ts';

/** A chart of a day is drawn with about as many. */
const BUCKETS_SHOWN_MAX = 300;
const BUCKET_LENGTHS_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200];
const COUNTS_BYTES = 100;
const HOUR_MS = 3_600_000;

/** Counts of a whole day, kept with its index; those of a filter are kept in memory. */
export function aggregateView(
	timeZone: string,
	filter: Filter | null = null,
): View<AggregateJob, Aggregate> {
	const bucketSeconds = filter ? bucketSecondsOf(filter) : BUCKET_SECONDS;
	return {
		name: filter
			? `summary ${timeZone} ${JSON.stringify(filter)}`
			: `summary.${timeZone.replaceAll('/', '-')}`,
		job: { kind: 'aggregate', filter, timeZone, bucketSeconds },
		empty: emptyAggregate(bucketSeconds),
		add: (aggregate, part) => addAggregates(aggregate, part.aggregate),
		bytesOf: ({ tools, buckets }) => (tools.length + buckets.length) * COUNTS_BYTES,
		isKept: filter === null,
	};
}

export async function readSummary(
	engine: Engine,
	file: DayReader,
	filter?: Filter,
	signal?: AbortSignal,
): Promise<Summary> {
	const aggregate = await readAggregate(engine, file, filter, signal);
	return filter && spanOf(filter) ? summaryOf(aggregate) : summaryOfDay(aggregate, file.day);
}

/** A day without a file. */
export function emptySummary(): Summary {
	return summaryOf(emptyAggregate());
}

export async function readAggregate(
	{ views, zone }: Engine,
	file: DayReader,
	filter?: Filter,
	signal?: AbortSignal,
): Promise<Aggregate> {
	const view = aggregateView(zone.name, filter);
	const { value, covered } = await views.get(file, view, signal);
	const rest = await readRest(file, covered);
	if (rest.length === 0) return value;
	const aggregator = createAggregator(value.bucketSeconds);
	const matches = filter ? createMatcher(filter, zone) : () => true;
	for (const row of rest) if (matches(row)) aggregator.add(fieldsOf(row, zone));
	return addAggregates(value, aggregator.result());
}

export function countsOf(counts: StatusCounts): Counts {
	const total = counts.reduce((sum, count) => sum + count, 0);
	const entries = ROW_STATUSES.map((status, index) => [status, counts[index]!]);
	return { total, ...(Object.fromEntries(entries) as Omit<Counts, 'total'>) };
}

/**
 * One call with a wrong clock would stretch the time of a day over years, and put all the others into one bucket.
 * So its buckets are those of the day, and what lies outside is counted by itself.
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

/** A date begins first at UTC+14, and ends last at UTC-12. */
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

/** So fine that a chart can be drawn of them, and not finer. */
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

function bucketLength(spanSeconds: number, multipleOf: number): number {
	const isEnough = (seconds: number) => spanSeconds / seconds <= BUCKETS_SHOWN_MAX;
	const listed = BUCKET_LENGTHS_SECONDS.filter((seconds) => seconds % multipleOf === 0);
	let seconds = listed.find(isEnough) ?? listed.at(-1) ?? multipleOf;
	while (!isEnough(seconds)) seconds *= 2;
	return seconds;
}

/** A filter that zooms into a span of time is counted as finely as the span will be shown. */
function bucketSecondsOf(filter: Filter): number {
	const span = spanOf(filter);
	if (!span || !Number.isFinite(span.to - span.from)) return BUCKET_SECONDS;
	return Math.min(BUCKET_SECONDS, bucketLength((span.to - span.from) / 1000, 1));
}

function compare(one: string, other: string): number {
	return one < other ? -1 : 1;
}
