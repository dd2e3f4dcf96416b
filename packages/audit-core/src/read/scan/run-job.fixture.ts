/** Runs a job over bytes, for tests. */
import { runVisitSync, type Range } from '../io/visit.ts';
import { readyJob, type Job, type Part } from './jobs.ts';
import { openKernels } from './kernels.ts';

const kernels = openKernels();

export interface RunOptions {
	range?: Range;
	/** Most bytes that a read gives. */
	readBytes?: number;
	kernels?: ReturnType<typeof openKernels>;
}

export function runJob<J extends Job>(job: J, content: Buffer, options: RunOptions = {}): Part<J> {
	const { length: size } = content;
	const { range = { from: 0, to: size, size }, readBytes = Infinity } = options;
	const visit = readyJob(job)(range, options.kernels ?? kernels);
	return runVisitSync(visit, (into, at) => {
		return content.copy(into.subarray(0, readBytes), 0, at);
	});
}
