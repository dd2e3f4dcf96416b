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
/** A survey is so fast that up to this size it ends before the first workers have started. */
const COLD_SURVEY_BYTES = 512 * 1024 * 1024;

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
	const layout = await file.layout();
	if (isSoonerHere(pool, job, to - from)) {
		const range = { from, to, size: file.size, layout };
		yield { range, part: await scanOnTheSpot(file, job, range) };
		return;
	}
	const bytes = job.kind === 'secrets' ? SECRETS_SEGMENT_BYTES : SEGMENT_BYTES;
	const starts = layout
		? await segmentStarts(file, layout, { from, to, bytes })
		: everyNth(from, to, bytes);
	const segments = starts.map((start, index): Range => {
		return { from: start, to: starts[index + 1] ?? to, size: file.size, layout };
	});
	if (backwards) segments.reverse();
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

function everyNth(from: number, to: number, bytes: number): number[] {
	return Array.from({ length: Math.ceil((to - from) / bytes) }, (_, index) => from + index * bytes);
}

function isSoonerHere(pool: ScanPool, job: Job, bytes: number): boolean {
	if (job.kind === 'survey') return bytes <= (pool.isWarm ? ON_THE_SPOT_BYTES : COLD_SURVEY_BYTES);
	// A search for secrets is never urgent, and the main thread has requests to answer.
	if (job.kind === 'secrets') return false;
	// A regular expression only runs in a worker, which can be stopped.
	return bytes <= ON_THE_SPOT_BYTES && job.filter?.regex !== true;
}
