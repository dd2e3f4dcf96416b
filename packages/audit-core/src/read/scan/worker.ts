/** A worker thread: does jobs one after the other, over files that the main thread has open. */
import { readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { AuditError, type AuditErrorCode } from '../../errors.ts';
import { readyJob, type Job, type Part, type ReadyJob } from './jobs.ts';
import type { Range, Visit } from './visit-lines.ts';

export interface Request {
	job: Job;
	/** Stays open until the answer is there. */
	fd: number;
	range: Range;
}

export type Answer = { part: Part<Job> } | { failed: { code?: AuditErrorCode; what: string } };

function run(visit: Visit<Part<Job>>, fd: number): Part<Job> {
	let step = visit.next();
	while (!step.done) {
		const { into, at } = step.value;
		step = visit.next(readSync(fd, into, 0, into.length, at));
	}
	return step.value;
}

let ready: { name: string; run: ReadyJob<Job> } | null = null;

parentPort!.on('message', ({ job, fd, range }: Request) => {
	parentPort!.postMessage(answer(job, fd, range));
});

function answer(job: Job, fd: number, range: Range): Answer {
	try {
		const name = JSON.stringify(job);
		if (ready?.name !== name) ready = { name, run: readyJob(job) };
		return { part: run(ready.run(range), fd) };
	} catch (error) {
		if (error instanceof AuditError) return { failed: { code: error.code, what: error.what } };
		return { failed: { what: error instanceof Error ? error.message : String(error) } };
	}
}
