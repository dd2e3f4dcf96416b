import { rowsOf, type Line, type RawRow } from '../../format/row.ts';
import type { DayReader } from '../io/day-reader.ts';
import { lastNotAbove, type LineIndex } from './line-index.ts';
import { readLineAt } from '../io/rows.ts';
import { countRows } from '../scan/count-rows.ts';
import { createOneRowTest, lineAt, type LineBlock } from '../scan/walk-lines.ts';

const WINDOW_BYTES_MIN = 16 * 1024;
const WINDOW_BYTES_MAX = 1024 * 1024;
/** A row this near to the previous one is read together with it, which costs less than a separate read. */
const NEAR_BYTES = 256 * 1024;
const LF = 0x0a;

export interface PositionedRow {
	raw: RawRow;
	position: number;
}

/** Walks over a file's lines from checkpoint to checkpoint and counts rows. It only moves forward. */
export interface Walker {
	/** The rows that begin at ascending offsets. An offset at which no row begins is skipped. */
	rowsAt(offsets: number[]): AsyncGenerator<PositionedRow>;
	/** Number of rows that begin before an offset. */
	rowsBefore(offset: number): Promise<number>;
	/** Offset of the line that contains the row at a position, and the number of rows before it on this line. */
	lineOf(position: number): Promise<{ offset: number; before: number }>;
}

export function createWalker(file: DayReader, { value: { rowsAt, offsets } }: LineIndex): Walker {
	/** Current offset, the beginning of a line, and the number of rows before it. */
	let offset = 0;
	let position = 0;
	/** Complete lines, in memory that is reused for the next ones: new memory costs more than reading. */
	let held: Buffer = Buffer.alloc(0);
	let heldFrom = 0;
	let window = Buffer.alloc(0);
	let block: LineBlock = { bytes: held, start: 0, end: 0, base: 0 };
	let isPlain = createOneRowTest(block);

	function jump(checkpoint: number): void {
		if ((offsets[checkpoint] ?? 0) <= offset) return;
		offset = offsets[checkpoint]!;
		position = rowsAt[checkpoint]!;
	}

	/**
	 * Walks to the first line that ends after an offset or contains the row at a position; `null` at the end of the
	 * file. It reads up to `reach`, for the following walks.
	 */
	async function walk(
		toOffset: number,
		toPosition: number,
		reach = toOffset,
	): Promise<Line | null> {
		for (;;) {
			if (toOffset < Infinity) skipTo(toOffset);
			for (let start = offset - heldFrom; start < held.length; start = offset - heldFrom) {
				const end = held.indexOf(LF, start);
				const next = heldFrom + end + 1;
				const rows = isPlain(start, end) ? 1 : rowsOf(lineAt(block, start, end)).length;
				if (toOffset < next || toPosition < position + rows) {
					return lineAt(block, start, end);
				}
				offset = next;
				position += rows;
			}
			if (offset >= file.size) return null;
			if (await hold(reach)) continue;
			const line = await readLineAt(file, offset);
			// The file was truncated after it was opened.
			if (line.next <= offset) return null;
			const rows = rowsOf(line).length;
			// In a file of objects several rows may go on, and not only the last one.
			const isLast = line.next >= file.size;
			if (toOffset < line.next || toPosition < position + rows || isLast) return line;
			offset = line.next;
			position += rows;
		}
	}

	/** Counts the rows of the lines in memory that end before an offset. */
	function skipTo(toOffset: number): void {
		const start = offset - heldFrom;
		const last = Math.min(toOffset - heldFrom, held.length);
		const end = held.subarray(0, Math.max(0, last)).lastIndexOf(LF) + 1;
		if (end <= start || start < 0) return;
		position += countRows({ ...block, start, end });
		offset = heldFrom + end;
	}

	/** Reads complete lines into memory. False when the next line is too long for that, or not ended yet. */
	async function hold(reach: number): Promise<boolean> {
		if (await file.layout()) return false;
		const wanted = Math.min(
			reach - offset + WINDOW_BYTES_MIN,
			file.size - offset,
			WINDOW_BYTES_MAX,
		);
		if (window.length < wanted) window = Buffer.allocUnsafeSlow(wanted);
		const bytesRead = await file.readInto(window.subarray(0, wanted), offset);
		held = window.subarray(0, window.subarray(0, bytesRead).lastIndexOf(LF) + 1);
		heldFrom = offset;
		block = { bytes: held, start: 0, end: held.length, base: heldFrom };
		isPlain = createOneRowTest(block);
		return held.length > 0;
	}

	return {
		async *rowsAt(targets) {
			const reaches = reachesOf(targets);
			for (const [number, target] of targets.entries()) {
				jump(lastNotAbove(offsets, target));
				const line = await walk(target, Infinity, reaches[number]);
				const rows = line ? rowsOf(line) : [];
				const at = rows.findIndex((row) => row.offset === target);
				if (at === -1) continue;
				const raw = rows[at]!;
				yield { raw: { ...raw, bytes: Buffer.from(raw.bytes) }, position: position + at };
			}
		},
		async rowsBefore(target) {
			jump(lastNotAbove(offsets, target));
			const line = await walk(target, Infinity);
			const rows = line && line.offset < target ? rowsOf(line) : [];
			return position + rows.filter((row) => row.offset < target).length;
		},
		async lineOf(target) {
			const checkpoint = lastNotAbove(rowsAt, target);
			jump(checkpoint);
			await walk(Infinity, target, offsets[checkpoint + 1]);
			return { offset, before: target - position };
		},
	};
}

/** For each of ascending offsets, the last of those that follow it closely. */
function reachesOf(offsets: number[]): number[] {
	const reaches = [...offsets];
	for (let at = offsets.length - 2; at >= 0; at--) {
		if (offsets[at + 1]! - offsets[at]! <= NEAR_BYTES) reaches[at] = reaches[at + 1]!;
	}
	return reaches;
}
