import { BYTE_ORDER_MARK, hasMarkAt } from '../../format/byte-order-mark.ts';
import { LINE_BYTES_MAX } from '../../format/line.ts';
import type { Line } from '../../format/row.ts';
import type { DayReader } from './day-reader.ts';
import { layoutOf } from './layout.ts';
import { readLongLine } from './long-line.ts';
import { readObjects } from './object-table.ts';
import { runVisit } from './visit.ts';

/** The first chunk is small, because most callers read one page; each further one is twice as large, … */
const FIRST_CHUNK_BYTES = 32 * 1024;
/** … up to this. */
const CHUNK_BYTES_MAX = 256 * 1024;
const LF = 0x0a;
const CR = 0x0d;

/**
 * The lines of a file from the offset of a line on, in batches. Memory stays bounded however long a line is.
 */
export async function* readLines(file: DayReader, from = 0): AsyncGenerator<Line[]> {
	let size = FIRST_CHUNK_BYTES;
	let chunk = await file.read(from, size);
	// Most files are told by what was read anyway.
	const isLines = from === 0 && layoutOf(chunk) === null;
	const layout = isLines ? null : await file.layout();
	if (layout) {
		yield* readObjects(file, layout, from);
		return;
	}
	let splitter = createLineSplitter(from);
	for (let offset = from; chunk.length > 0; chunk = await file.read(offset, size)) {
		offset += chunk.length;
		const lines = splitter.cut(chunk);
		if (lines.length > 0) yield await withEntries(file, lines);
		const longLine = splitter.longLine();
		if (longLine !== null) {
			const line = await readLong(file, longLine);
			yield [line];
			offset = line.next;
			splitter = createLineSplitter(offset);
		}
		size = Math.min(size * 2, CHUNK_BYTES_MAX);
	}
	const rest = splitter.rest();
	if (rest) yield [rest];
}

/** Looks for entries in lines that are too long to be one. */
export async function withEntries(file: DayReader, lines: Line[]): Promise<Line[]> {
	for (const [at, { length, offset }] of lines.entries()) {
		if (length > LINE_BYTES_MAX) lines[at] = await readLong(file, offset);
	}
	return lines;
}

/** The line that begins at an offset, and is too long to be an entry. */
export function readLong(file: DayReader, offset: number): Promise<Line> {
	return runVisit(readLongLine(offset, file.size), (into, at) => file.readInto(into, at));
}

/** Splits consecutive chunks of a file into lines. Lines share memory with the chunks. */
function createLineSplitter(from: number) {
	/** Offset of the line that has not ended yet. */
	let start = from;
	/** Its pieces, and its length so far. */
	let pieces: Buffer[] = [];
	let length = 0;

	function keep(piece: Buffer): void {
		length += piece.length;
		pieces.push(piece);
	}

	function take(ended: boolean): Line {
		const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces, length);
		const line = trimmed({ offset: start, bytes, length, ended });
		start += length + 1;
		pieces = [];
		length = 0;
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
		/** Offset of the line that has not ended yet, when it is too long to be held. */
		longLine: (): number | null => (length > LINE_BYTES_MAX + 1 ? start : null),
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
	// At the beginning of the file, or between files that were joined.
	if (hasMarkAt(bytes, 0)) {
		const marked = BYTE_ORDER_MARK.length;
		bytes = bytes.subarray(marked);
		return { offset: offset + marked, bytes, length: length - marked, ended, next };
	}
	return { offset, bytes, length, ended, next };
}
