import { LINE_BYTES_MAX } from '../../format/line.ts';
import type { Line } from '../../format/row.ts';

const BLOCK_BYTES = 256 * 1024;
const LF = 0x0a;

/** Fills `into` from the file's offset `at`; gives how much there was. */
export type ReadBytes = (into: Buffer, at: number) => number;

/** The lines that begin in `[from, to)` of a file that is `size` bytes long. */
export interface Range {
	from: number;
	to: number;
	size: number;
}

export interface LineVisitor {
	/** Whole lines, each with its newline. The memory is used again for the next block. */
	block(bytes: Buffer, offset: number): void;
	/** A line longer than `LINE_BYTES_MAX`, by its head. */
	long(line: Line): void;
}

/**
 * Shows every line of the range that a newline ends, in order, and gives the offset behind the last one.
 * Synchronous, and without a line object each, because this is what a million lines go through.
 */
export function visitLines(read: ReadBytes, range: Range, visitor: LineVisitor): number {
	const { to, size } = range;
	let buffer = Buffer.allocUnsafeSlow(BLOCK_BYTES);
	let at = firstLineStart(read, range, buffer);
	/** Bytes of the file from `at` on that are in the buffer. */
	let filled = 0;

	while (at < to) {
		const wanted = buffer.subarray(filled, Math.min(buffer.length, size - at));
		filled += wanted.length > 0 ? read(wanted, at + filled) : 0;
		const end = endOfLines(buffer.subarray(0, filled), to - at);
		if (end > 0) {
			visitor.block(buffer.subarray(0, end), at);
			buffer.copy(buffer, 0, end, filled);
			at += end;
			filled -= end;
		} else if (filled > LINE_BYTES_MAX + 1) {
			const lineEnd = findNewline(read, at + filled, size);
			if (lineEnd === -1) return at;
			const head = Buffer.from(buffer.subarray(0, LINE_BYTES_MAX + 1));
			const next = lineEnd + 1;
			visitor.long({ offset: at, bytes: head, length: lineEnd - at, ended: true, next });
			at = next;
			filled = 0;
		} else if (filled < buffer.length) {
			// The file ends in a line that no newline has ended yet.
			return at;
		} else {
			const larger = Buffer.allocUnsafeSlow(buffer.length * 2);
			buffer.copy(larger, 0, 0, filled);
			buffer = larger;
		}
	}
	return at;
}

/** Length of the whole lines in `bytes` that begin before `limit`. */
function endOfLines(bytes: Buffer, limit: number): number {
	const end = bytes.lastIndexOf(LF) + 1;
	return end <= limit ? end : bytes.indexOf(LF, limit - 1) + 1;
}

function firstLineStart(read: ReadBytes, { from, to, size }: Range, buffer: Buffer): number {
	if (from === 0) return 0;
	const newline = findNewline(read, from - 1, Math.min(to, size), buffer);
	return newline === -1 ? to : newline + 1;
}

/** Offset of the first newline in `[from, to)`; -1 when there is none. */
function findNewline(
	read: ReadBytes,
	from: number,
	to: number,
	buffer: Buffer = Buffer.allocUnsafe(BLOCK_BYTES),
): number {
	for (let at = from; at < to;) {
		const bytesRead = read(buffer.subarray(0, Math.min(buffer.length, to - at)), at);
		if (bytesRead === 0) return -1;
		const newline = buffer.subarray(0, bytesRead).indexOf(LF);
		if (newline !== -1) return at + newline;
		at += bytesRead;
	}
	return -1;
}
