import type { DayReader } from '../io/day-reader.ts';
import { runVisit, type Range } from '../io/visit.ts';
import { readyJob, type Job, type Part } from './jobs.ts';

/** What a scan needs of a file, in a worker or in the main thread. */
export type ScannedFile = Pick<DayReader, 'fd' | 'readInto' | 'signal'>;

/** Runs a job in the main thread. Between two blocks other work can run, and the signal is checked. */
export async function scanOnTheSpot<J extends Job>(
	file: ScannedFile,
	job: J,
	range: Range,
): Promise<Part<J>> {
	return runVisit(readyJob(job)(range), (into, at) => file.readInto(into, at));
}
