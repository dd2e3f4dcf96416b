import type { Receipt } from '../audit-log.ts';
import type { Stamp } from './clock.ts';

/** An encoded entry on its way to its file. */
export interface Pending {
	/** With its newline. Empty once all but the newline is in the file. */
	line: string;
	id: string;
	stamp: Stamp;
	/** What it takes of the room for waiting entries. */
	roomBytes: number;
	/** The caller knows; what comes later is for the counts only. */
	isAnswered: boolean;
	resolve(receipt: Receipt): void;
	reject(error: Error): void;
}

/** Which lines of a batch are in the file, when the disk took only so many bytes of it. */
export function splitWritten(
	batch: Pending[],
	bytes: number,
): [written: Pending[], rest: Pending[]] {
	let left = bytes;
	for (const [index, pending] of batch.entries()) {
		const size = Buffer.byteLength(pending.line);
		if (left >= size) {
			left -= size;
			continue;
		}
		// Only the newline is missing: writing the line again would record the call twice.
		if (left > 0 && left === size - 1) pending.line = '';
		return [batch.slice(0, index), batch.slice(index)];
	}
	return [batch, []];
}

/** What is written at a time; a single longer line is written alone. */
const WRITE_CHARS_MAX = 4_194_304;

/** The first calls of a queue, as many as go into one write. */
export function takeBatch(waiting: Pending[], callsMax: number): Pending[] {
	let chars = 0;
	let count = 0;
	for (; count < waiting.length && count < callsMax; count++) {
		chars += waiting[count]!.line.length;
		if (chars > WRITE_CHARS_MAX && count > 0) break;
	}
	return waiting.slice(0, count);
}
