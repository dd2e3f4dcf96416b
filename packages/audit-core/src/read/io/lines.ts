import { LINE_BYTES_MAX } from '../../format/line.ts';
import type { Line } from '../../format/row.ts';
import type { DayReader } from './day-reader.ts';

/** The first chunk is small, because most callers read one page; each further one is twice as large, … */
const FIRST_CHUNK_BYTES = 32 * 1024;
/** … up to this. */
const CHUNK_BYTES_MAX = 256 * 1024;
const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines of a file from the offset of a line on, in batches. Memory stays bounded however long a line is: of a
 * line longer than `LINE_BYTES_MAX` only the beginning is kept.
 */
export async function* readLines(file: DayReader, from = 0): AsyncGenerator<Line[]> {
	const cutter = createLineSplitter(from);
	let size = FIRST_CHUNK_BYTES;
	for (let offset = from; offset < file.size; size = Math.min(size * 2, CHUNK_BYTES_MAX)) {
		const chunk = await file.read(offset, size);
		if (chunk.length === 0) break;
		offset += chunk.length;
		const lines = cutter.cut(chunk);
		if (lines.length > 0) yield lines;
	}
	const rest = cutter.rest();
	if (rest) yield [rest];
}

/** Splits consecutive chunks of a file into lines. Lines share memory with the chunks. */
function createLineSplitter(from: number) {
	/** Offset of the line that has not ended yet. */
	let start = from;
	/** Its beginning, and its length so far. */
	let head: Buffer[] = [];
	let headLength = 0;
	let length = 0;

	function keep(piece: Buffer): void {
		length += piece.length;
		// One byte over the limit, so that a carriage return after the longest line does not make it too long.
		const kept = piece.subarray(0, Math.max(0, LINE_BYTES_MAX + 1 - headLength));
		if (kept.length === 0) return;
		head.push(kept);
		headLength += kept.length;
	}

	function take(ended: boolean): Line {
		const bytes = head.length === 1 ? head[0]! : Buffer.concat(head, headLength);
		const line = trimmed({ offset: start, bytes, length, ended });
		start += length + 1;
		head = [];
		headLength = length = 0;
		return line;
	}

	return {
		cut(chunk: Buffer): Line[] {
			const lines: Line[] = [];
			let at = 0;
			for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, at)) {
				keep(chunk.subarray(at, end));
				lines.push(take(true));
				at = end + 1;
			}
			if (at < chunk.length) keep(chunk.subarray(at));
			return lines;
		},
		/** The last line, without a newline. */
		rest: (): Line | null => (length > 0 ? take(false) : null),
	};
}

/** The line without the carriage return of a Windows line end and without a byte order mark. */
export function trimmed({ offset, bytes, length, ended }: Omit<Line, 'next'>): Line {
	const next = offset + length + (ended ? 1 : 0);
	if (length === bytes.length && bytes.at(-1) === CR) {
		bytes = bytes.subarray(0, -1);
		length--;
	}
	if (offset === 0 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) {
		return { offset: 3, bytes: bytes.subarray(3), length: length - 3, ended, next };
	}
	return { offset, bytes, length, ended, next };
}
