import type { DayReader } from '../io/day-reader.ts';
import { runVisit, type Range } from '../io/visit.ts';
import { readyJob, type Job, type Part } from './jobs.ts';
import { openKernels, type Kernels } from './kernels.ts';

/** What a scan needs of a file, in a worker or in the main thread. */
export type ScannedFile = Pick<DayReader, 'fd' | 'readInto' | 'signal'>;

/** So many scans run in the main thread in turns; the others wait. Each has 12 MiB of memory, of which it uses 2 or 3. */
const KERNELS_MAX = 4;
const spare: Kernels[] = [];
const waiting: ((kernels: Kernels) => void)[] = [];
let made = 0;

/** Runs work with kernels that nothing else uses meanwhile. */
export async function withKernels<T>(use: (kernels: Kernels) => Promise<T>): Promise<T> {
	const kernels = spare.pop() ?? (made < KERNELS_MAX ? newKernels() : await nextSpare());
	try {
		return await use(kernels);
	} finally {
		const next = waiting.shift();
		if (next) next(kernels);
		else spare.push(kernels);
	}
}

function newKernels(): Kernels {
	made++;
	return openKernels();
}

function nextSpare(): Promise<Kernels> {
	return new Promise((resolve) => void waiting.push(resolve));
}

/**
 * Runs a job in the main thread. In between other work can run, and the signal is checked. `isWanted` ends it early: the
 * part then ends before the end of the range.
 */
export function scanOnTheSpot<J extends Job>(
	file: ScannedFile,
	job: J,
	range: Range,
	isWanted?: () => boolean,
): Promise<Part<J>> {
	return withKernels((kernels) =>
		runVisit(readyJob(job)(range, kernels), (into, at) => file.readInto(into, at), isWanted),
	);
}
