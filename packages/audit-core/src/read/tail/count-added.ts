import { LINE_BYTES_MAX } from '../../format/line.ts';
import { rowsOf } from '../../format/row.ts';
import type { DayReader } from '../io/day-reader.ts';
import { trimmed } from '../io/lines.ts';
import { countObjects } from '../io/object-table.ts';

const BLOCK_BYTES = 256 * 1024;
const LF = 0x0a;
const FIELD = 'recorded_at';
/** Quotes in strings are escaped, so these bytes are a name or a whole value. Most lines don't have them. */
const QUOTED_FIELD = Buffer.from(`"${FIELD}"`);

/** Lines whose newline is in a range of a file. */
export interface Added {
	added: number;
	/** How many of them were recorded later than they happened (docs/format.md §7). */
	late: number;
}

/**
 * Counts the lines whose newline is in `[from, to)`. A line that began before the range counts here as a whole, so
 * that it counts once. Only lines that may be late are parsed.
 */
export async function countAdded(file: DayReader, from: number, to: number): Promise<Added> {
	const layout = await file.layout();
	if (layout) return { added: await countObjects(file, layout, from, to), late: 0 };
	let [added, late] = [0, 0];
	/** Offset of the line that has not ended yet; `null` while it is the one that the range may begin within. */
	let open: number | null = null;
	for (let at = from; at < to; at += BLOCK_BYTES) {
		const bytes = await file.read(at, Math.min(BLOCK_BYTES, to - at));
		let quoted = bytes.indexOf(QUOTED_FIELD);
		for (let end = -1; (end = bytes.indexOf(LF, end + 1)) !== -1;) {
			const start: number = open ?? (await lineStart(file, from));
			added++;
			open = at + end + 1;
			if (start < at) {
				if (await isLateInFile(file, start, at + end)) late++;
			} else if (quoted !== -1 && quoted < end) {
				if (isLate(bytes.subarray(start - at, end), start)) late++;
			}
			if (quoted !== -1 && quoted < end) quoted = bytes.indexOf(QUOTED_FIELD, end);
		}
	}
	return { added, late };
}

/** Offset of the line that contains an offset. That of a line which is too long to be an entry may be a later one. */
async function lineStart(file: DayReader, offset: number): Promise<number> {
	for (const length of [1, LINE_BYTES_MAX + 1]) {
		const start = Math.max(0, offset - length);
		const newline = (await file.read(start, offset - start)).lastIndexOf(LF);
		if (newline !== -1) return start + newline + 1;
		if (start === 0) return 0;
	}
	return offset - LINE_BYTES_MAX - 1;
}

/** A line that began before what is in memory. */
async function isLateInFile(file: DayReader, start: number, end: number): Promise<boolean> {
	if (end - start > LINE_BYTES_MAX + 1) return false;
	const bytes = await file.read(start, end - start);
	return bytes.includes(QUOTED_FIELD) && isLate(bytes, start);
}

/** True for a line with an entry that has the field itself, and not within its `args`. */
function isLate(bytes: Buffer, offset: number): boolean {
	const line = trimmed({ offset, bytes, length: bytes.length, ended: true });
	return rowsOf(line, { exact: false }).some(
		({ parsed }) => 'object' in parsed && typeof parsed.object[FIELD] === 'string',
	);
}
