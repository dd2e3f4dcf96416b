import type { Counts, Summary } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import { ROW_STATUSES } from '../../format/row-status.ts';
import type { DayFile } from '../io/day-reader.ts';
import type { Derivation } from '../index/cached-views.ts';
import type { Engine } from '../index/engine.ts';
import { factsOf } from '../scan/row-fields.ts';
import { readRest } from '../index/line-index.ts';
import { createMatcher, spanOf } from '../scan/matcher.ts';
import type { TallyJob } from '../scan/jobs.ts';
import {
	addTallies,
	addToBucket,
	BUCKET_SECONDS,
	createTally,
	emptyTally,
	none,
	type StatusCounts,
	type Tally,
} from '../scan/aggregate.ts';

/** A chart of a day is drawn with about as many. */
const BUCKETS_SHOWN_MAX = 300;
const BUCKET_LENGTHS_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200];
const TALLY_BYTES = 100;
const HOUR_MS = 3_600_000;

/** Counts of a whole day, kept with its index; those of a filter are kept in memory. */
export function tallyOf(
	timeZone: string,
	filter: Filter | null = null,
): Derivation<TallyJob, Tally> {
	const bucketSeconds = filter ? bucketSecondsOf(filter) : BUCKET_SECONDS;
	return {
		name: filter
			? `summary ${timeZone} ${JSON.stringify(filter)}`
			: `summary.${timeZone.replaceAll('/', '-')}`,
		job: { kind: 'tally', filter, timeZone, bucketSeconds },
		empty: emptyTally(bucketSeconds),
		add: (tally, part) => addTallies(tally, part.tally),
		bytesOf: ({ tools, buckets }) => (tools.length + buckets.length) * TALLY_BYTES,
		isKept: filter === null,
	};
}

export async function readSummary(
	engine: Engine,
	file: DayFile,
	filter?: Filter,
	signal?: AbortSignal,
): Promise<Summary> {
	const tally = await readTally(engine, file, filter, signal);
	return filter && spanOf(filter) ? summaryOf(tally) : summaryOfDay(tally, file.day);
}

/** A day without a file. */
export function emptySummary(): Summary {
	return summaryOf(emptyTally());
}

export async function readTally(
	{ derived, zone }: Engine,
	file: DayFile,
	filter?: Filter,
	signal?: AbortSignal,
): Promise<Tally> {
	const derivation = tallyOf(zone.name, filter);
	const { value, covered } = await derived.get(file, derivation, signal);
	const rest = await readRest(file, covered);
	if (rest.length === 0) return value;
	const tally = createTally(value.bucketSeconds);
	const matches = filter ? createMatcher(filter, zone) : () => true;
	for (const row of rest) if (matches(row)) tally.add(factsOf(row, zone));
	return addTallies(value, tally.result());
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
function summaryOfDay(tally: Tally, day: string): Summary {
	const { from, to } = extentOf(day);
	const bucketMs = tally.bucketSeconds * 1_000;
	const before = tally.buckets.filter(([bucket]) => (bucket + 1) * bucketMs <= from);
	const after = tally.buckets.filter(([bucket]) => bucket * bucketMs >= to);
	if (before.length + after.length === 0) return summaryOf(tally);
	const outside = new Set([...before, ...after]);
	const buckets = tally.buckets.filter((bucket) => !outside.has(bucket));
	return {
		...summaryOf({ ...tally, buckets }),
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

function sumOf(buckets: Tally['buckets']): StatusCounts {
	const sum = new Map<number, StatusCounts>();
	for (const [, counts] of buckets) addToBucket(sum, 0, counts);
	return sum.get(0) ?? none();
}

export function summaryOf(tally: Tally): Summary {
	const { bucketSeconds, buckets } = shownBuckets(tally);
	const otherTools = countsOf(tally.otherTools);
	return {
		counts: countsOf(tally.all),
		tools: tally.tools
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
function shownBuckets({ bucketSeconds, buckets }: Tally) {
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
