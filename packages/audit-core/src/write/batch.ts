import type { Receipt } from '../audit-log.ts';
import type { Stamp } from './clock.ts';

/** A call whose entry is on its way to its file. */
export interface Pending {
	id: string;
	stamp: Stamp;
	/** Length of its line, for the memory it takes; 0 for an entry of the recorder's own. */
	lineBytes: number;
	/** What of it is still to be written. */
	bytesLeft: number;
	/** The caller knows; what comes later is for the counts only. */
	isAnswered: boolean;
	answer: (receipt: Receipt | Promise<never>) => void;
}

/** Lines that are written together: those of `calls`, back to back from `from` to `to`. */
export interface Batch {
	buffer: Buffer;
	from: number;
	to: number;
	calls: Pending[];
	/** Another batch has its lines in the same buffer. */
	isShared: boolean;
}

/** A single longer line is a batch of its own. */
const BATCH_BYTES_MAX = 1_048_576;
const BATCH_BYTES_FIRST = 4_096;
/** Memory outside the heap makes the garbage collector run often, so a few buffers are used again. */
const SPARES_MAX = 3;
const spares: Buffer[] = [];

export function createBatch(): Batch {
	const buffer = spares.pop() ?? Buffer.allocUnsafeSlow(BATCH_BYTES_FIRST);
	return { buffer, from: 0, to: 0, calls: [], isShared: false };
}

/** The batch is in the file for good, and nobody looks at its lines any more. */
export function freeBatch({ buffer, isShared }: Batch): void {
	if (isShared || spares.length >= SPARES_MAX || buffer.length > BATCH_BYTES_MAX) return;
	spares.push(buffer);
}

/** False when the batch has no room for the line. */
export function addLine(batch: Batch, line: Uint8Array, call: Pending): boolean {
	const to = batch.to + line.length;
	if (to > BATCH_BYTES_MAX && batch.calls.length > 0) return false;
	if (to > batch.buffer.length) grow(batch, to);
	batch.buffer.set(line, batch.to);
	batch.to = to;
	batch.calls.push(call);
	return true;
}

/** What of a batch is in the file, when the disk took only so many bytes of it, and what is not. */
export function splitBatch(batch: Batch, bytes: number): [written: Batch, rest: Batch] {
	let at = batch.from;
	let count = 0;
	const taken = batch.from + bytes;
	while (count < batch.calls.length && at + batch.calls[count]!.bytesLeft <= taken) {
		at += batch.calls[count++]!.bytesLeft;
	}
	const next = batch.calls[count];
	// Only the newline is missing: writing the line again would record the call twice.
	const isNearlyThere = next && bytes > 0 && taken === at + next.bytesLeft - 1;
	if (count === batch.calls.length) return [batch, { ...batch, from: at, calls: [] }];
	const isShared = true;
	const written = { ...batch, to: at, calls: batch.calls.slice(0, count), isShared };
	const rest = { ...batch, from: at, calls: batch.calls.slice(count), isShared };
	if (isNearlyThere) {
		rest.from = at + next.bytesLeft;
		next.bytesLeft = 0;
	}
	return [written, rest];
}

function grow(batch: Batch, bytes: number): void {
	const buffer = Buffer.allocUnsafeSlow(Math.max(bytes, batch.buffer.length * 2));
	batch.buffer.copy(buffer, 0, 0, batch.to);
	batch.buffer = buffer;
}
