import type { Filter } from '../../format/filter.ts';
import {
	addAggregates,
	BUCKET_SECONDS,
	emptyAggregate,
	type Aggregate,
} from '../scan/aggregate.ts';
import type { AggregateJob } from '../scan/jobs.ts';
import { spanOf } from '../scan/matcher.ts';
import type { View } from './view.ts';

/** About the number of buckets in a chart of a day. */
const BUCKETS_SHOWN_MAX = 300;
const BUCKET_LENGTHS_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200];
const COUNTS_BYTES = 100;

/** Counts of a whole day, kept on disk with its index. Counts of a filter are kept in memory. */
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

/** The smallest bucket length, in seconds, with which a chart can show the span. */
export function bucketLength(spanSeconds: number, multipleOf: number): number {
	const isEnough = (seconds: number) => spanSeconds / seconds <= BUCKETS_SHOWN_MAX;
	const listed = BUCKET_LENGTHS_SECONDS.filter((seconds) => seconds % multipleOf === 0);
	let seconds = listed.find(isEnough) ?? listed.at(-1) ?? multipleOf;
	while (!isEnough(seconds)) seconds *= 2;
	return seconds;
}

/** A filter with a time span is counted in the buckets in which the span will be shown. */
function bucketSecondsOf(filter: Filter): number {
	const span = spanOf(filter);
	if (!span || !Number.isFinite(span.to - span.from)) return BUCKET_SECONDS;
	return Math.min(BUCKET_SECONDS, bucketLength((span.to - span.from) / 1000, 1));
}
