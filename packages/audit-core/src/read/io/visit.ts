import { setImmediate } from '@tool-audit/safe-files/timers';
import { monotonicMs } from '../../monotonic.ts';
import type { Layout } from './layout.ts';

/** The lines that begin in `[from, to)` of a file that is `size` bytes long. */
export interface Range {
	from: number;
	to: number;
	size: number;
	/** Set for a file that is no lines of UTF-8; `from` is then the end of a row, or the beginning of one. */
	layout?: Layout | null;
}

/** Bytes of a file: as many as fit, from an offset on. */
export interface Bytes {
	into: Buffer;
	at: number;
}

/** The bytes that a visit needs next, and those that it will probably need after them. */
export interface BytesWanted extends Bytes {
	ahead?: Bytes;
}

/** A moment at which a visit can rest, or end early. */
export const PAUSE = null;

/**
 * Yields requests for bytes and receives how many were read: a worker reads synchronously, the main thread does
 * not. At a pause it receives 1, or 0 to return what it has found so far.
 */
export type Visit<T> = Generator<BytesWanted | typeof PAUSE, T, number>;

/** Other work waits for this long, or for one line. */
const TURN_MS = 4;

type ReadInto = (into: Buffer, at: number) => Promise<number>;

/**
 * Runs a visit in the main thread. Other work can run in between, and what will be needed next is read while lines are
 * looked at. `isWanted` ends it early.
 */
export async function runVisit<T>(
	visit: Visit<T>,
	readInto: ReadInto,
	isWanted: () => boolean = () => true,
): Promise<T> {
	const read = readingAhead(readInto);
	let turnMs = monotonicMs();
	try {
		let step = visit.next();
		while (!step.done) {
			if (step.value !== PAUSE) step = visit.next(await read.next(step.value));
			else if (!isWanted()) step = visit.next(0);
			else {
				if (monotonicMs() - turnMs > TURN_MS) {
					await new Promise<void>((resolve) => void setImmediate(resolve));
					turnMs = monotonicMs();
				}
				step = visit.next(1);
			}
		}
		return step.value;
	} finally {
		// Until then the file must stay open, and the memory is written to.
		await read.ended();
	}
}

/** Runs a visit to its end, in a worker. */
export function runVisitSync<T>(
	visit: Visit<T>,
	readInto: (into: Buffer, at: number) => number,
): T {
	let step = visit.next();
	while (!step.done) {
		const wanted = step.value;
		step = visit.next(wanted === PAUSE ? 1 : readInto(wanted.into, wanted.at));
	}
	return step.value;
}

function readingAhead(readInto: ReadInto) {
	let ahead: (Bytes & { bytesRead: Promise<number> }) | null = null;

	async function ended(): Promise<void> {
		await ahead?.bytesRead.catch(() => undefined);
		ahead = null;
	}

	return {
		ended,
		async next({ into, at, ahead: wanted }: BytesWanted): Promise<number> {
			const isThere =
				ahead?.at === at &&
				ahead.into.byteOffset === into.byteOffset &&
				ahead.into.length === into.length;
			if (!isThere) await ended();
			const bytesRead = await (ahead?.bytesRead ?? readInto(into, at));
			ahead = null;
			if (wanted && wanted.into.length > 0 && bytesRead > 0) {
				ahead = { ...wanted, bytesRead: readInto(wanted.into, wanted.at) };
				// It is reported when it is needed.
				ahead.bytesRead.catch(() => undefined);
			}
			return bytesRead;
		},
	};
}
