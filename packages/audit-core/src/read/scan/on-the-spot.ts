import type { DayReader } from '../io/day-reader.ts';
import { readyJob, type Job, type Part } from './jobs.ts';
import type { Range } from './visit-lines.ts';

/** What a scan needs of a file, in a worker or in the main thread. */
export type ScannedFile = Pick<DayReader, 'fd' | 'readInto' | 'signal'>;

/** Runs a job in the main thread. Between two blocks other work can run, and the signal is checked. */
export async function scanOnTheSpot<J extends Job>(
	file: ScannedFile,
	job: J,
	range: Range,
): Promise<Part<J>> {
	const visit = readyJob(job)(range);
	let step = visit.next();
	while (!step.done) step = visit.next(await file.readInto(step.value.into, step.value.at));
	return step.value;
}
