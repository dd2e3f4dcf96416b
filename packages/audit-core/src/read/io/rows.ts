import { LINE_BYTES_MAX } from '../../format/line.ts';
import { CHECKED_BYTES_MAX, checksumOf, type Ref } from '../../format/ref.ts';
import { rowsOf, type Line, type RawRow } from '../../format/row.ts';
import type { DayReader } from './day-reader.ts';
import { readLinesBackwards } from './lines-backwards.ts';
import { readLines, readLong, trimmed } from './lines.ts';
import { objectStartBefore, readObjectAt } from './object-table.ts';

const LF = 0x0a;
const CR = 0x0d;
const SEARCHED_BYTES_MAX = 256 * 1024;
/** Most lines are shorter. */
const FIRST_READ_BYTES = 2 * 1024;

/** The rows from the beginning of a line on, without the first `skip` ones. */
export async function* readRows(file: DayReader, from = 0, skip = 0): AsyncGenerator<RawRow> {
	let left = skip;
	for await (const lines of readLines(file, from)) {
		for (const line of lines) {
			for (const row of rowsOf(line)) {
				if (left > 0) left--;
				else yield row;
			}
		}
	}
}

/** The rows before an offset, newest first. */
export async function* readRowsBackwards(file: DayReader, end = file.size): AsyncGenerator<RawRow> {
	for await (const lines of readLinesBackwards(file, end)) {
		for (const line of lines) {
			// Several rows may be on one line, and the end between two of them.
			for (const row of rowsOf(line).reverse()) if (row.offset < end) yield row;
		}
	}
}

/**
 * The row that a ref names; `null` when there is none. A ref of an earlier version may name a line of which the row is only a
 * part now, or which is a part of the row: the comma behind it, the byte order mark before it, or one line of an object.
 */
export async function readRowOf(file: DayReader, ref: Ref): Promise<RawRow | null> {
	const { offset, checksum } = ref;
	if (offset >= file.size) return null;
	const rows = rowsOf(await readLineAt(file, await lineStartBefore(file, offset)));
	const row = rows.find((row) => row.offset === offset && checksumOf(row.bytes) === checksum);
	if (row) return row;
	const bytes = await file.read(offset, CHECKED_BYTES_MAX + 1);
	if (checksumOf(physicalLine(bytes)) !== checksum) return null;
	const next = rows.find((row) => offset < row.offset + row.length);
	if (next) return next;
	// The end of a list.
	const before = await readRowsBackwards(file, offset).next();
	return before.done ? null : before.value;
}

/** A line as it was before lines were put together. */
function physicalLine(bytes: Buffer): Buffer {
	const newline = bytes.indexOf(LF);
	const line = newline === -1 ? bytes : bytes.subarray(0, newline);
	return line.at(-1) === CR ? line.subarray(0, -1) : line;
}

/** The row that begins at an offset; `null` when none does. */
export async function readRowAt(file: DayReader, offset: number): Promise<RawRow | null> {
	if (offset >= file.size) return null;
	const line = await readLineAt(file, await lineStartBefore(file, offset));
	return rowsOf(line).find((row) => row.offset === offset) ?? null;
}

/** The line that begins at an offset. */
export async function readLineAt(file: DayReader, offset: number): Promise<Line> {
	const layout = await file.layout();
	if (layout) return readObjectAt(file, layout, offset);
	let bytes = await file.read(offset, FIRST_READ_BYTES);
	let end = bytes.indexOf(LF);
	while (end === -1 && offset + bytes.length < file.size && bytes.length <= LINE_BYTES_MAX) {
		const searched = bytes.length;
		const more = await file.read(offset + searched, searched * 3);
		// The file was truncated after it was opened.
		if (more.length === 0) break;
		bytes = Buffer.concat([bytes, more]);
		end = bytes.indexOf(LF, searched);
	}
	const length = end === -1 ? bytes.length : end;
	const line = trimmed({ offset, bytes: bytes.subarray(0, length), length, ended: end !== -1 });
	return line.length > LINE_BYTES_MAX ? readLong(file, line.offset) : line;
}

/** Offset of the line that contains an offset: nearly always the offset itself. */
export async function lineStartBefore(file: DayReader, offset: number): Promise<number> {
	const layout = await file.layout();
	if (layout) return objectStartBefore(file, layout, offset);
	let end = offset;
	let size = 1;
	for (; end > 0; size = Math.min(Math.max(FIRST_READ_BYTES, size * 4), SEARCHED_BYTES_MAX)) {
		const start = Math.max(0, end - size);
		const bytes = await file.read(start, end - start);
		// The file was truncated after it was opened.
		if (bytes.length === 0) return offset;
		const newline = bytes.lastIndexOf(LF);
		if (newline !== -1) return start + newline + 1;
		end = start;
	}
	return 0;
}
