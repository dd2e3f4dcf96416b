import type { DayReader } from '../io/day-reader.ts';
import type { Job, Part } from './jobs.ts';
import { scanOnTheSpot } from './on-the-spot.ts';
import type { ScanPool } from './pool.ts';
import type { Range } from './visit-lines.ts';

/** One piece of work: some ten milliseconds, so that a scan can be stopped and several share the workers. */
const SEGMENT_BYTES = 8 * 1024 * 1024;
/** What is shorter is done on the spot: it takes less than handing it over. */
const ON_THE_SPOT_BYTES = 256 * 1024;
/** Lines are counted so fast that it is done before the first workers have started. */
const COLD_SURVEY_BYTES = 512 * 1024 * 1024;

export interface ScanOptions {
	/** Offset of a line's beginning to scan from. */
	from?: number;
	/** Offset to scan to; a line that begins before it is scanned whole. */
	to?: number;
	/** The end of the file first. */
	backwards?: boolean;
}

export interface ScannedPart<J extends Job> {
	range: Range;
	part: Part<J>;
}

/**
 * Does a job over a file in segments, several at a time, and gives the parts in the order of the file.
 * A scan ends with its file's signal, and when no more parts are taken; the file may be closed once the loop is left.
 */
export async function* scanFile<J extends Job>(
	pool: ScanPool,
	file: DayReader,
	job: J,
	{ from = 0, to = file.size, backwards = false }: ScanOptions = {},
): AsyncGenerator<ScannedPart<J>> {
	if (isSoonerHere(pool, job, to - from)) {
		const range = { from, to, size: file.size };
		yield { range, part: await scanOnTheSpot(file, job, range) };
		return;
	}
	const segments = segmentsOf(from, to, file.size);
	if (backwards) segments.reverse();
	const running: { range: Range; part: Promise<Part<J>> }[] = [];
	try {
		while (segments.length > 0 || running.length > 0) {
			while (segments.length > 0 && running.length < pool.size + 1) {
				const range = segments.shift()!;
				const part = pool.run(job, file, range);
				// A failure is met when its turn comes, or below.
				part.catch(() => undefined);
				running.push({ range, part });
			}
			const { range, part } = running[0]!;
			yield { range, part: await part };
			running.shift();
		}
	} finally {
		// The workers read from the file's descriptor, which may be another file's once this one is closed.
		await Promise.allSettled(running.map(({ part }) => part));
	}
}

function segmentsOf(from: number, to: number, size: number): Range[] {
	const segments: Range[] = [];
	for (let start = from; start < to; start += SEGMENT_BYTES) {
		segments.push({ from: start, to: Math.min(start + SEGMENT_BYTES, to), size });
	}
	return segments;
}

function isSoonerHere(pool: ScanPool, job: Job, bytes: number): boolean {
	if (job.kind === 'survey') return bytes <= (pool.isWarm ? ON_THE_SPOT_BYTES : COLD_SURVEY_BYTES);
	// A regular expression is only ever run where it can be stopped.
	return bytes <= ON_THE_SPOT_BYTES && job.filter?.regex !== true;
}
