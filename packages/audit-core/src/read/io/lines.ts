import { LINE_BYTES_MAX } from '../../format/line.ts';
import type { Line } from '../../format/row.ts';
import type { DayReader } from './day-reader.ts';

/** The first chunk is small, because most readers take a page; each further one is twice as large, … */
const FIRST_CHUNK_BYTES = 32 * 1024;
/** … up to this. */
const CHUNK_BYTES_MAX = 256 * 1024;
const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The lines of a file from the offset of a line on, some at a time. LruCache stays bounded however long a
 * line is: of one longer than `LINE_BYTES_MAX` only the head is kept.
 */
export async function* readLines(file: DayReader, from = 0): AsyncGenerator<Line[]> {
	const cutter = createLineCutter(from);
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

/** Cuts consecutive chunks of a file into lines. Lines share memory with the chunks. */
function createLineCutter(from: number) {
	/** Where the line begins that is still open. */
	let start = from;
	/** Its head, and its length so far. */
	let head: Buffer[] = [];
	let headLength = 0;
	let length = 0;

	function keep(piece: Buffer): void {
		length += piece.length;
		// One byte over the limit, so that a carriage return behind the longest line is not taken for more.
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
		/** What no newline has ended yet. */
		rest: (): Line | null => (length > 0 ? take(false) : null),
	};
}

/** Without the carriage return of a Windows line end, and without the byte order mark of a file. */
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
