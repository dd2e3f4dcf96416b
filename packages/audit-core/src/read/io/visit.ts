import type { Layout } from './layout.ts';

/** The lines that begin in `[from, to)` of a file that is `size` bytes long. */
export interface Range {
	from: number;
	to: number;
	size: number;
	/** Set for a file that is no lines of UTF-8; `from` is then the end of a row, or the beginning of one. */
	layout?: Layout | null;
}

/** The bytes that a visit needs next: as many as fit, from an offset of the file on. */
export interface BytesWanted {
	into: Buffer;
	at: number;
}

/**
 * Yields requests for bytes and receives how many were read: a worker reads synchronously, the main thread does
 * not.
 */
export type Visit<T> = Generator<BytesWanted, T, number>;

/** Runs a visit in the main thread. Between two reads other work can run. */
export async function runVisit<T>(
	visit: Visit<T>,
	readInto: (into: Buffer, at: number) => Promise<number>,
): Promise<T> {
	let step = visit.next();
	while (!step.done) step = visit.next(await readInto(step.value.into, step.value.at));
	return step.value;
}
