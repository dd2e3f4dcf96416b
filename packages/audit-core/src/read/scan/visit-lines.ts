import { LINE_BYTES_MAX } from '../../format/line.ts';
import type { Line } from '../../format/row.ts';

const BLOCK_BYTES = 256 * 1024;
const LF = 0x0a;

/** The lines that begin in `[from, to)` of a file that is `size` bytes long. */
export interface Range {
	from: number;
	to: number;
	size: number;
}

export interface LineVisitor {
	/** Complete lines, each with its newline. The memory is reused for the next block. */
	block(bytes: Buffer, offset: number): void;
	/** A line longer than `LINE_BYTES_MAX`, with its beginning only. */
	long(line: Line): void;
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

/** Buffer of a finished visit for the next one: new memory costs as much as reading into it. */
let spare: Buffer | null = null;

/**
 * Passes every line of the range that ends with a newline to the visitors, in order, and returns the offset after
 * the last one; 0 when there is none. It works in blocks and creates no object per line, because it is used for
 * millions of lines.
 */
export function* visitLines(range: Range, visitors: LineVisitor[]): Visit<number> {
	const { to, size } = range;
	let buffer = spare ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
	spare = null;
	const first = yield* firstLineStart(range, buffer);
	if (first === null) {
		spare = buffer;
		return 0;
	}
	let at = first;
	/** Number of bytes in the buffer, which begin at `at` in the file. */
	let filled = 0;

	while (at < to) {
		const capacity = Math.min(buffer.length, size - at);
		if (filled < capacity) {
			const bytesRead = yield { into: buffer.subarray(filled, capacity), at: at + filled };
			// The file was truncated during the visit.
			if (bytesRead === 0) return at;
			filled += bytesRead;
		}
		const end = endOfLines(buffer.subarray(0, filled), to - at);
		if (end > 0) {
			const lines = buffer.subarray(0, end);
			for (const visitor of visitors) visitor.block(lines, at);
			buffer.copy(buffer, 0, end, filled);
			at += end;
			filled -= end;
		} else if (filled > LINE_BYTES_MAX + 1) {
			const newline = yield* findNewline(at + filled, size);
			if (newline === -1) return at;
			const [bytes, next] = [Buffer.from(buffer.subarray(0, LINE_BYTES_MAX + 1)), newline + 1];
			const line = { offset: at, bytes, length: newline - at, ended: true, next };
			for (const visitor of visitors) visitor.long(line);
			at = next;
			filled = 0;
		} else if (at + filled === size) {
			// The last line of the file has no newline yet.
			return at;
		} else if (filled === buffer.length) {
			const larger = Buffer.allocUnsafeSlow(buffer.length * 2);
			buffer.copy(larger, 0, 0, filled);
			buffer = larger;
		}
	}
	if (buffer.length === BLOCK_BYTES) spare = buffer;
	return at;
}

/** Length of the complete lines in `bytes` that begin before `limit`. */
function endOfLines(bytes: Buffer, limit: number): number {
	const end = bytes.lastIndexOf(LF) + 1;
	return end <= limit ? end : bytes.indexOf(LF, limit - 1) + 1;
}

/**
 * Offset of the first line in the range; `null` when no line begins in it, because it is a part of a long line.
 */
function* firstLineStart({ from, to }: Range, buffer: Buffer): Visit<number | null> {
	if (from === 0) return 0;
	const newline = yield* findNewline(from - 1, to, buffer);
	return newline === -1 ? null : newline + 1;
}

/** Offset of the first newline in `[from, to)`; -1 when there is none. */
function* findNewline(
	from: number,
	to: number,
	buffer: Buffer = Buffer.allocUnsafe(BLOCK_BYTES),
): Visit<number> {
	for (let at = from; at < to;) {
		const into = buffer.subarray(0, Math.min(buffer.length, to - at));
		const bytesRead = yield { into, at };
		if (bytesRead === 0) return -1;
		const newline = into.subarray(0, bytesRead).indexOf(LF);
		if (newline !== -1) return at + newline;
		at += bytesRead;
	}
	return -1;
}
