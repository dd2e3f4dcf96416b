import { LINE_BYTES_MAX } from '../../format/line.ts';
import { rowsOf, type Line, type RawRow } from '../../format/row.ts';
import type { DayReader } from './day-reader.ts';
import { readLinesBackwards } from './lines-backwards.ts';
import { readLines, trimmed } from './lines.ts';

const LF = 0x0a;
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
export async function* readRowsBackwards(file: DayReader, end?: number): AsyncGenerator<RawRow> {
	for await (const lines of readLinesBackwards(file, end)) {
		for (const line of lines) yield* rowsOf(line).reverse();
	}
}

/** The row that begins at an offset; `null` when none does. */
export async function readRowAt(file: DayReader, offset: number): Promise<RawRow | null> {
	if (offset >= file.size) return null;
	const line = await readLineAt(file, await lineStartBefore(file, offset));
	return rowsOf(line).find((row) => row.offset === offset) ?? null;
}

/** The line that begins at an offset. */
export async function readLineAt(file: DayReader, offset: number): Promise<Line> {
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
	if (end !== -1) bytes = bytes.subarray(0, end);
	const length = end === -1 ? (await lineEndAfter(file, offset + bytes.length)) - offset : end;
	const ended = offset + length < file.size;
	return trimmed({ offset, bytes: bytes.subarray(0, LINE_BYTES_MAX + 1), length, ended });
}

async function lineEndAfter(file: DayReader, offset: number): Promise<number> {
	for (let at = offset; at < file.size; at += LINE_BYTES_MAX) {
		const newline = (await file.read(at, LINE_BYTES_MAX)).indexOf(LF);
		if (newline !== -1) return at + newline;
	}
	return file.size;
}

/** Offset of the line that contains an offset: nearly always the offset itself. */
export async function lineStartBefore(file: DayReader, offset: number): Promise<number> {
	let end = offset;
	for (let size = 1; end > 0; size = FIRST_READ_BYTES) {
		const start = Math.max(0, end - size);
		const newline = (await file.read(start, end - start)).lastIndexOf(LF);
		if (newline !== -1) return start + newline + 1;
		end = start;
	}
	return 0;
}
