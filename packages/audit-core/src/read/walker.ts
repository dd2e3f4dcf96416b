import { rowsOf, type Line, type RawRow } from '../format/row.ts';
import type { DayFile } from './day-file.ts';
import { lastNotAbove, type LineIndex } from './line-index.ts';
import { readLineAt } from './rows.ts';
import { createPlainTest, lineAt } from './scan/walk-lines.ts';

const WINDOW_BYTES_MIN = 16 * 1024;
const WINDOW_BYTES_MAX = 256 * 1024;
const LF = 0x0a;

export interface PlacedRow {
	raw: RawRow;
	position: number;
}

/** Walks over a file's lines from checkpoint to checkpoint, counting rows. It only goes forward. */
export interface Walker {
	/** The row that begins at an offset; `null` when none does. */
	rowAt(offset: number): Promise<PlacedRow | null>;
	/** How many rows begin before an offset. */
	rowsBefore(offset: number): Promise<number>;
	/** The beginning of the line that holds a position's row, and how many rows of that line come before it. */
	lineOf(position: number): Promise<{ offset: number; before: number }>;
}

export function createWalker(file: DayFile, { value: { rowsAt, offsets } }: LineIndex): Walker {
	/** Where the walk stands: the beginning of a line, and the rows before it. */
	let offset = 0;
	let position = 0;
	/** Whole lines, held in memory. */
	let held: Buffer = Buffer.alloc(0);
	let heldFrom = 0;
	let isPlain = createPlainTest(held, heldFrom);

	function jump(checkpoint: number): void {
		if ((offsets[checkpoint] ?? 0) <= offset) return;
		offset = offsets[checkpoint]!;
		position = rowsAt[checkpoint]!;
	}

	/** Walks to the first line that ends behind an offset, or holds a position's row; `null` at the end. */
	async function walk(toOffset: number, toPosition: number): Promise<Line | null> {
		for (;;) {
			for (let start = offset - heldFrom; start < held.length; start = offset - heldFrom) {
				const end = held.indexOf(LF, start);
				const next = heldFrom + end + 1;
				const rows = isPlain(start, end) ? 1 : rowsOf(lineAt(held, heldFrom, start, end)).length;
				if (toOffset < next || toPosition < position + rows) {
					return lineAt(held, heldFrom, start, end);
				}
				offset = next;
				position += rows;
			}
			if (offset >= file.size) return null;
			if (await hold(toOffset)) continue;
			const line = await readLineAt(file, offset);
			const rows = rowsOf(line).length;
			if (toOffset < line.next || toPosition < position + rows || !line.ended) return line;
			offset = line.next;
			position += rows;
		}
	}

	/** False when the next line is too long to be held, or has no end yet. */
	async function hold(toOffset: number): Promise<boolean> {
		const wanted = toOffset - offset + WINDOW_BYTES_MIN;
		const bytes = await file.read(offset, Math.min(WINDOW_BYTES_MAX, wanted));
		held = bytes.subarray(0, bytes.lastIndexOf(LF) + 1);
		heldFrom = offset;
		isPlain = createPlainTest(held, heldFrom);
		return held.length > 0;
	}

	return {
		async rowAt(target) {
			jump(lastNotAbove(offsets, target));
			const line = await walk(target, Infinity);
			const rows = line ? rowsOf(line) : [];
			const at = rows.findIndex((row) => row.offset === target);
			return at === -1 ? null : { raw: rows[at]!, position: position + at };
		},
		async rowsBefore(target) {
			jump(lastNotAbove(offsets, target));
			const line = await walk(target, Infinity);
			const rows = line && line.offset < target ? rowsOf(line) : [];
			return position + rows.filter((row) => row.offset < target).length;
		},
		async lineOf(target) {
			jump(lastNotAbove(rowsAt, target));
			await walk(Infinity, target);
			return { offset, before: target - position };
		},
	};
}
