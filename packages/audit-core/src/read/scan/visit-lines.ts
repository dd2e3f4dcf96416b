import { BYTE_ORDER_MARK, hasMarkAt } from '../../format/byte-order-mark.ts';
import { monotonicMs } from '../../monotonic.ts';
import { LINE_BYTES_MAX } from '../../format/line.ts';
import type { Line } from '../../format/row.ts';
import { readLongLine } from '../io/long-line.ts';
import { visitObjects } from '../io/objects.ts';
import { PAUSE, type Range, type Visit } from '../io/visit.ts';
import { BLOCK_BYTES, type Kernels } from './kernels.ts';
import type { LineBlock } from './walk-lines.ts';

/** How much is looked at before other work may run: more where that takes less than a moment. */
const PIECE_BYTES_MIN = 8 * 1024;
const PIECE_BYTES_MAX = 128 * 1024;
const PIECE_MS = 1;
/** How much is read to find where the first line begins. */
const LOOK_BYTES = 16 * 1024;
const [CR, LF] = [0x0d, 0x0a];

export interface LineVisitor {
	/** Complete lines. Their memory is used again for others. */
	block(block: LineBlock): void;
	/** A single line: one that is longer than `LINE_BYTES_MAX`, or of a file that is no lines of UTF-8. */
	line(line: Line): void;
}

/**
 * Passes every line of the range that ends with a newline to the visitors, in order, and returns the offset after
 * the last one; 0 when there is none. It creates no object per line, because it is used for millions of lines.
 */
export function* visitLines(
	range: Range,
	{ memory, blocks }: Pick<Kernels, 'memory' | 'blocks'>,
	visitors: LineVisitor[],
): Visit<number> {
	const { to, size, layout } = range;
	if (layout) {
		return yield* visitObjects({ ...range, layout }, (line) => {
			for (const visitor of visitors) visitor.line(line);
		});
	}
	const first = yield* firstLineStart(range, memory.subarray(blocks[0], blocks[0] + LOOK_BYTES));
	if (first === null) return 0;
	let at = first;
	/** How many bytes of a line that has not ended are before the block. They begin at `at` in the file. */
	let rest = 0;
	let pieceBytes = PIECE_BYTES_MIN;

	function bytesAt(block: number, offset: number) {
		const length = Math.max(0, Math.min(BLOCK_BYTES, size - offset));
		return { into: memory.subarray(block, block + length), at: offset };
	}

	for (let turn = 0; at < to; turn = 1 - turn) {
		const [block, nextBlock] = [blocks[turn]!, blocks[1 - turn]!];
		const wanted = bytesAt(block, at + rest);
		const readTo = wanted.at + wanted.into.length;
		// The last line of the file has no newline yet.
		if (wanted.into.length === 0) return at;
		const ahead = readTo < to ? bytesAt(nextBlock, readTo) : undefined;
		const bytesRead = yield { ...wanted, ...(ahead && { ahead }) };
		// The file was truncated during the visit.
		if (bytesRead === 0) return at;
		const [start, filled] = [block - rest, block + bytesRead];
		const held = memory.subarray(start, filled);
		if (held.length > LINE_BYTES_MAX && isFirstTooLong(held)) {
			const line = yield* readLongLine(at, size);
			if (!line.ended) return at;
			for (const visitor of visitors) visitor.line(line);
			[at, rest] = [line.next, 0];
			continue;
		}
		const end = start + endOfLines(held, to - at);
		for (let from = start; from < end;) {
			const begunMs = monotonicMs();
			const pieceEnd = from + endOfPiece(memory.subarray(from, end), pieceBytes);
			const piece = { bytes: memory, start: from, end: pieceEnd, base: at - start };
			for (const visitor of visitors) visitor.block(piece);
			from = pieceEnd;
			const isQuick = monotonicMs() - begunMs < PIECE_MS;
			pieceBytes = isQuick ? Math.min(2 * pieceBytes, PIECE_BYTES_MAX) : PIECE_BYTES_MIN;
			if ((yield PAUSE) === 0) return at + from - start;
		}
		rest = filled - end;
		memory.copy(memory, nextBlock - rest, end, filled);
		at += end - start;
	}
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

/** Length of the first of complete lines: of one, or of as many as are looked at at once. */
function endOfPiece(lines: Buffer, pieceBytes: number): number {
	if (lines.length <= pieceBytes) return lines.length;
	const end = lines.subarray(0, pieceBytes).lastIndexOf(LF) + 1;
	return end > 0 ? end : lines.indexOf(LF) + 1;
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
function* findNewline(from: number, to: number, buffer: Buffer): Visit<number> {
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
