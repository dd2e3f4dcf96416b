import type { DayReader } from '../io/day-reader.ts';
import { readyJob, type Job, type Part } from './jobs.ts';
import type { Range } from './visit-lines.ts';

/** What a scan needs of a file, in a thread of its own or here. */
export type ScannedFile = Pick<DayReader, 'fd' | 'readInto' | 'signal'>;

/** Does a job here. Between two blocks others have their turn, and it is seen whether it is still wanted. */
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
