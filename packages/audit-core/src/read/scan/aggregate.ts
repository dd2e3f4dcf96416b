/** Counts of rows: per status, per tool, per time bucket. The aggregates of two ranges can be added. */
import { ROW_STATUSES, type RowStatus } from '../../format/status.ts';
import type { RowFields } from './row-fields.ts';

export const BUCKET_SECONDS = 60;
/**
 * Beyond this number every two buckets are merged into one: an ordinary day has 1,440 minutes, an unusual file may
 * have any number.
 */
const BUCKETS_MAX = 4_096;
/** Tools beyond this number are counted together: those that came last. */
const TOOLS_MAX = 1_000;
/**
 * A range of a file keeps more of them until it is added to those before it, so that it makes no difference where ranges
 * begin.
 */
const TOOLS_OF_RANGE_MAX = 100_000;
const TOOL_CHARS_MAX = 200;

/** How many rows of each status, in the order of `ROW_STATUSES`. */
export type StatusCounts = number[];

/** Plain data, so that it can be sent between threads and kept on disk. */
export interface Aggregate {
	all: StatusCounts;
	tools: [tool: string, counts: StatusCounts][];
	otherTools: StatusCounts;
	bucketSeconds: number;
	/** By bucket number since 1970, unordered. */
	buckets: [bucket: number, counts: StatusCounts][];
}

export function emptyAggregate(bucketSeconds = BUCKET_SECONDS): Aggregate {
	return { all: noCounts(), tools: [], otherTools: noCounts(), bucketSeconds, buckets: [] };
}

export function createAggregator(bucketSeconds: number) {
	const all = noCounts();
	const tools = new Map<string, StatusCounts>();
	const otherTools = noCounts();
	let buckets = new Map<number, StatusCounts>();
	let seconds = bucketSeconds;

	const countsOf = (tool: string) => countsOfTool(tools, tool, otherTools, TOOLS_OF_RANGE_MAX);

	function countsOfBucket(bucket: number): StatusCounts {
		const known = buckets.get(bucket);
		if (known) return known;
		const counts = noCounts();
		buckets.set(bucket, counts);
		return counts;
	}

	function mergeBuckets(): void {
		while (buckets.size > BUCKETS_MAX) {
			buckets = coarser(buckets);
			seconds *= 2;
		}
	}

	return {
		add(fields: RowFields): void {
			const status = ROW_INDEX[fields.status()];
			all[status]!++;
			const tool = fields.tool();
			if (tool !== null) countsOf(tool)[status]!++;
			const instant = fields.instant();
			if (instant === null) return;
			countsOfBucket(Math.floor(instant / 1000 / seconds))[status]!++;
			mergeBuckets();
		},
		/** Adds rows of one tool and bucket … */
		addTool(tool: string, counts: StatusCounts): void {
			addTo(countsOf(tool), counts);
		},
		/** … and counts them as rows of a bucket of the first length. */
		addBucket(bucket: number, counts: StatusCounts): void {
			addTo(all, counts);
			addTo(countsOfBucket(Math.floor((bucket * bucketSeconds) / seconds)), counts);
			mergeBuckets();
		},
		result: (): Aggregate => ({
			...{ all, otherTools, bucketSeconds: seconds },
			tools: [...tools],
			buckets: [...buckets],
		}),
	};
}

export function addAggregates(one: Aggregate, other: Aggregate): Aggregate {
	const tools = new Map<string, StatusCounts>();
	const otherTools = sum(one.otherTools, other.otherTools);
	for (const [tool, counts] of [...one.tools, ...other.tools]) {
		addTo(countsOfTool(tools, tool, otherTools, TOOLS_MAX), counts);
	}

	let bucketSeconds = Math.max(one.bucketSeconds, other.bucketSeconds);
	let buckets = new Map<number, StatusCounts>();
	for (const aggregate of [one, other]) {
		for (const [bucket, counts] of aggregate.buckets) {
			addToBucket(buckets, Math.floor((bucket * aggregate.bucketSeconds) / bucketSeconds), counts);
		}
	}
	while (buckets.size > BUCKETS_MAX) {
		buckets = coarser(buckets);
		bucketSeconds *= 2;
	}
	const all = sum(one.all, other.all);
	return { all, tools: [...tools], otherTools, bucketSeconds, buckets: [...buckets] };
}

export function noCounts(): StatusCounts {
	return [0, 0, 0, 0, 0];
}

const ROW_INDEX = Object.fromEntries(
	ROW_STATUSES.map((status, index) => [status, index]),
) as Record<RowStatus, number>;

function countsOfTool(
	tools: Map<string, StatusCounts>,
	tool: string,
	otherTools: StatusCounts,
	toolsMax: number,
): StatusCounts {
	const name = tool.length > TOOL_CHARS_MAX ? `${tool.slice(0, TOOL_CHARS_MAX)}…` : tool;
	const known = tools.get(name);
	if (known) return known;
	if (tools.size >= toolsMax) return otherTools;
	const counts = noCounts();
	tools.set(name, counts);
	return counts;
}

function coarser(buckets: Map<number, StatusCounts>): Map<number, StatusCounts> {
	const halved = new Map<number, StatusCounts>();
	for (const [bucket, counts] of buckets) addToBucket(halved, Math.floor(bucket / 2), counts);
	return halved;
}

export function addToBucket(
	buckets: Map<number, StatusCounts>,
	bucket: number,
	counts: StatusCounts,
): void {
	buckets.set(bucket, sum(buckets.get(bucket) ?? noCounts(), counts));
}

function addTo(counts: StatusCounts, more: StatusCounts): void {
	for (const [index, count] of more.entries()) counts[index]! += count;
}

export function sum(one: StatusCounts, other: StatusCounts): StatusCounts {
	return one.map((count, index) => count + other[index]!);
}

export function difference(one: StatusCounts, other: StatusCounts): StatusCounts {
	return one.map((count, index) => count - other[index]!);
}
