import type { DayReader } from '../io/day-reader.ts';
import { segmentStarts } from '../io/object-table.ts';
import type { Range } from '../io/visit.ts';
import type { Job, Part } from './jobs.ts';
import { scanOnTheSpot } from './on-the-spot.ts';
import type { ScanPool } from './pool.ts';

/**
 * The range of one job: some ten milliseconds of work, so that a scan can be stopped and several share the
 * workers.
 */
const SEGMENT_BYTES = 8 * 1024 * 1024;
/** A search for secrets takes longer: up to some microseconds a byte where a log is full of what looks like some. */
const SECRETS_SEGMENT_BYTES = 512 * 1024;
/** A smaller range is scanned in the main thread, which takes less time than a message to a worker. */
const ON_THE_SPOT_BYTES = 256 * 1024;
export interface ScanOptions {
	/** Offset to scan from: the beginning of a line. */
	from?: number;
	/** Offset to scan to; a line that begins before it is scanned to its end. */
	to?: number;
	/** Starts at the end of the file. */
	backwards?: boolean;
}

export interface ScannedPart<J extends Job> {
	range: Range;
	part: Part<J>;
}

/**
 * Runs a job over a file in segments, several at a time, and yields the parts in file order. A scan ends with its
 * file's signal, and when the loop is left; the file may be closed after the loop.
 */
export async function* scanFile<J extends Job>(
	pool: ScanPool,
	file: DayReader,
	job: J,
	{ from = 0, to = file.size, backwards = false }: ScanOptions = {},
): AsyncGenerator<ScannedPart<J>> {
	const range = { from, to, size: file.size, layout: await file.layout() };
	const scan = { pool, file, job };
	const segments = () => segmentsOf(file, job, range, backwards);
	if (to - from <= ON_THE_SPOT_BYTES && mayRunHere(job)) {
		yield { range, part: await scanOnTheSpot(file, job, range) };
	} else if (pool.isWarm || !mayRunHere(job)) {
		yield* scanInWorkers(scan, await segments());
	} else {
		yield* scanUntilWarm(scan, backwards ? await segments() : [range], backwards);
	}
}

/** A regular expression only runs in a worker, which can be stopped. A search for secrets is never urgent. */
function mayRunHere(job: Job): boolean {
	return job.kind !== 'secrets' && !('filter' in job && job.filter?.regex === true);
}

interface Scan<J extends Job> {
	pool: ScanPool;
	file: DayReader;
	job: J;
}

/** Scans in the main thread until there are workers, which scan the rest. */
async function* scanUntilWarm<J extends Job>(
	scan: Scan<J>,
	segments: Range[],
	backwards: boolean,
): AsyncGenerator<ScannedPart<J>> {
	const { pool, file, job } = scan;
	const end = pool.scanningHere();
	try {
		while (segments.length > 0 && !pool.isWarm) {
			const range = segments.shift()!;
			let isCut = false;
			// Backwards, what is left of a segment would be needed before the rest of it.
			const isWanted = () => !(isCut ||= pool.isWarm && !backwards);
			const part = await scanOnTheSpot(file, job, range, isWanted);
			yield { range, part };
			if (!isCut) continue;
			const left = { ...range, from: Math.max(range.from, part.end) };
			segments = await segmentsOf(file, job, left);
		}
	} finally {
		end();
	}
	yield* scanInWorkers(scan, segments);
}

async function* scanInWorkers<J extends Job>(
	{ pool, file, job }: Scan<J>,
	segments: Range[],
): AsyncGenerator<ScannedPart<J>> {
	const running: { range: Range; part: Promise<Part<J>> }[] = [];
	try {
		while (segments.length > 0 || running.length > 0) {
			while (segments.length > 0 && running.length < pool.size + 1) {
				const range = segments.shift()!;
				const part = pool.run(job, file, range);
				// A failure is reported when its part is awaited, or below.
				part.catch(() => undefined);
				running.push({ range, part });
			}
			const { range, part } = running[0]!;
			yield { range, part: await part };
			running.shift();
		}
	} finally {
		// The workers use the file's descriptor, which may belong to another file after this one is closed.
		await Promise.allSettled(running.map(({ part }) => part));
	}
}

async function segmentsOf(
	file: DayReader,
	job: Job,
	range: Range,
	backwards = false,
): Promise<Range[]> {
	const { from, to, layout } = range;
	const bytes = job.kind === 'secrets' ? SECRETS_SEGMENT_BYTES : SEGMENT_BYTES;
	const starts = layout
		? await segmentStarts(file, layout, { from, to, bytes })
		: everyNth(from, to, bytes);
	const segments = starts.map((start, index) => {
		return { ...range, from: start, to: starts[index + 1] ?? to };
	});
	return backwards ? segments.reverse() : segments;
}

function everyNth(from: number, to: number, bytes: number): number[] {
	return Array.from({ length: Math.ceil((to - from) / bytes) }, (_, index) => from + index * bytes);
}
