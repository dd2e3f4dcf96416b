/** A worker thread: runs jobs one after the other, over files that the main thread has open. */
import { IS_LINUX } from '@tool-audit/safe-files/system';
import { readSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { isAuditError } from '../../errors.ts';
import { isError } from '../../format/foreign.ts';
import { readyJob, type Job } from './jobs.ts';
import { openKernels } from './kernels.ts';
import { STARTED, type Answer, type Request } from './messages.ts';
import { runVisitSync } from '../io/visit.ts';

/**
 * A thread whose niceness is 5 higher gets a third of the time of the others. With less, a page would wait on a
 * busy machine.
 */
const NICENESS = 5;
const NICENESS_MAX = 19;

/** Recording and answering have priority over scans. Only Linux has a niceness per thread. */
function yieldToOthers(): void {
	if (!IS_LINUX) return;
	try {
		setPriority(Math.min(NICENESS_MAX, getPriority() + NICENESS));
	} catch {
		// Not permitted: all threads then have the same priority.
	}
}

const kernels = openKernels();

yieldToOthers();

parentPort!.on('message', (request: Request) => {
	const answers = request.files.map((file) => answer(request.job, file));
	parentPort!.postMessage(answers, answers.flatMap(transferredWith));
});
parentPort!.postMessage(STARTED);

function answer(job: Job, { fd, range }: Request['files'][number]): Answer {
	try {
		const visit = readyJob(job)(range, kernels);
		return { part: runVisitSync(visit, (into, at) => readSync(fd, into, 0, into.length, at)) };
	} catch (error) {
		if (isAuditError(error)) return { failed: { code: error.code, what: error.what } };
		const { syscall, code } = error as NodeJS.ErrnoException;
		if (syscall)
			return { failed: { code: 'unreadable', what: `The file can't be read (${code}).` } };
		return { failed: { what: isError(error) ? error.message : String(error) } };
	}
}

/** Offsets are many, so they are transferred without a copy. */
function transferredWith(answered: Answer): ArrayBuffer[] {
	const part = 'part' in answered && answered.part;
	return part && 'offsets' in part ? [part.offsets.buffer] : [];
}
