import { BYTE_ORDER_MARK, hasMarkAt } from '../../format/byte-order-mark.ts';
import { LINE_BYTES_MAX } from '../../format/line.ts';
import type { Line } from '../../format/row.ts';
import { readLongLine } from '../io/long-line.ts';
import { visitObjects } from '../io/objects.ts';
import type { Range, Visit } from '../io/visit.ts';
import { createBlock, type LineBlock } from './walk-lines.ts';

const BLOCK_BYTES = 256 * 1024;
/** The longest line, with a byte order mark, a carriage return and its newline. */
const BUFFER_BYTES_MAX = LINE_BYTES_MAX + BYTE_ORDER_MARK.length + 2;
const [CR, LF] = [0x0d, 0x0a];

export interface LineVisitor {
	/** Complete lines. Their memory is reused for the next block. */
	block(block: LineBlock): void;
	/** A single line: one that is longer than `LINE_BYTES_MAX`, or of a file that is no lines of UTF-8. */
	line(line: Line): void;
}

/** Buffer of a finished visit for the next one: new memory costs as much as reading into it. */
let spare: Buffer | null = null;

/**
 * Passes every line of the range that ends with a newline to the visitors, in order, and returns the offset after
 * the last one; 0 when there is none. It works in blocks and creates no object per line, because it is used for
 * millions of lines.
 */
export function* visitLines(range: Range, visitors: LineVisitor[]): Visit<number> {
	const { to, size, layout } = range;
	if (layout) {
		return yield* visitObjects({ ...range, layout }, (line) => {
			for (const visitor of visitors) visitor.line(line);
		});
	}
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
		const isTooLong = filled > LINE_BYTES_MAX && isFirstTooLong(buffer.subarray(0, filled));
		if (end > 0 && !isTooLong) {
			const block = createBlock(buffer.subarray(0, end), at);
			for (const visitor of visitors) visitor.block(block);
			buffer.copy(buffer, 0, end, filled);
			at += end;
			filled -= end;
		} else if (isTooLong) {
			const line = yield* readLongLine(at, size);
			if (!line.ended) return at;
			for (const visitor of visitors) visitor.line(line);
			at = line.next;
			filled = 0;
		} else if (at + filled === size) {
			// The last line of the file has no newline yet.
			return at;
		} else if (filled === buffer.length) {
			const larger = Buffer.allocUnsafeSlow(Math.min(buffer.length * 2, BUFFER_BYTES_MAX));
			buffer.copy(larger, 0, 0, filled);
			buffer = larger;
		}
	}
	if (buffer.length === BLOCK_BYTES) spare = buffer;
	return at;
}

/** True when the first line is longer than an entry may be, and not only by a carriage return. */
function isFirstTooLong(bytes: Buffer): boolean {
	const newline = bytes.indexOf(LF);
	const end = newline === -1 ? bytes.length : newline;
	const length = hasMarkAt(bytes, 0) ? end - BYTE_ORDER_MARK.length : end;
	return length > LINE_BYTES_MAX + 1 || (length === LINE_BYTES_MAX + 1 && bytes[end - 1] !== CR);
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
