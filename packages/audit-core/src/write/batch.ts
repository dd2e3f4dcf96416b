import type { Receipt } from '../audit-log.ts';
import type { AuditError } from '../errors.ts';
import type { Stamp } from './clock.ts';

/** A call whose entry is not yet confirmed in its file. */
export interface Pending {
	id: string;
	stamp: Stamp;
	/** Length of its line in bytes, for the memory budget; 0 for the recorder's own entries. */
	lineBytes: number;
	/** How many bytes of it are not written yet. */
	bytesLeft: number;
	/** The caller has its receipt; what happens later only changes the counts. */
	isAnswered: boolean;
	/** The caller blocks until it is answered. */
	isSync: boolean;
	resolve: (receipt: Receipt) => void;
	reject: (error: AuditError) => void;
}

/** Lines that are written together: those of `calls`, consecutive in the buffer from `from` to `to`. */
export interface Batch {
	buffer: Buffer;
	from: number;
	to: number;
	calls: Pending[];
	/** Another batch uses the same buffer. */
	isShared: boolean;
}

/** A longer line has a batch for itself. */
const BATCH_BYTES_MAX = 1_048_576;
const BATCH_BYTES_FIRST = 4_096;
/** Allocating memory outside the heap makes the garbage collector run often, so a few buffers are reused. */
const SPARES_MAX = 3;
const spares: Buffer[] = [];

export function createBatch(): Batch {
	const buffer = spares.pop() ?? Buffer.allocUnsafeSlow(BATCH_BYTES_FIRST);
	return { buffer, from: 0, to: 0, calls: [], isShared: false };
}

/** Returns the buffer of a confirmed batch, whose lines are not needed any more. */
export function freeBatch({ buffer, isShared }: Batch): void {
	if (isShared || spares.length >= SPARES_MAX || buffer.length > BATCH_BYTES_MAX) return;
	spares.push(buffer);
}

/** False when the batch is too full for the line. */
export function addLine(batch: Batch, line: Uint8Array, call: Pending): boolean {
	const to = batch.to + line.length;
	if (to > BATCH_BYTES_MAX && batch.calls.length > 0) return false;
	if (to > batch.buffer.length) grow(batch, to);
	batch.buffer.set(line, batch.to);
	batch.to = to;
	batch.calls.push(call);
	return true;
}

/** Splits a batch of which `bytes` bytes were written into the calls that are in the file and the rest. */
export function splitBatch(batch: Batch, bytes: number): [written: Batch, rest: Batch] {
	let at = batch.from;
	let count = 0;
	const writtenTo = batch.from + bytes;
	while (count < batch.calls.length && at + batch.calls[count]!.bytesLeft <= writtenTo) {
		at += batch.calls[count++]!.bytesLeft;
	}
	const next = batch.calls[count];
	// Only the newline is missing: writing the line again would record the call twice.
	const lacksNewline = next && bytes > 0 && writtenTo === at + next.bytesLeft - 1;
	if (count === batch.calls.length) return [batch, { ...batch, from: at, calls: [] }];
	const isShared = true;
	const written = { ...batch, to: at, calls: batch.calls.slice(0, count), isShared };
	const rest = { ...batch, from: at, calls: batch.calls.slice(count), isShared };
	if (lacksNewline) {
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
