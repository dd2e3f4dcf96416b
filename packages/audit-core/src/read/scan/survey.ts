/** Offsets of rows: a checkpoint every so many rows or bytes, always at the beginning of a line. */
import { ENTRY_START } from '../../format/merged-lines.ts';
import { rowsOf } from '../../format/row.ts';
import type { Kernels } from './kernels.ts';
import { hasBytesAt } from './texts.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt, type LineBlock } from './walk-lines.ts';

/** A kernel marks as often: kernels/survey.ts. */
const CHECKPOINT_ROWS = 128;
/** A walk from a checkpoint to a line reads fewer bytes than this, however long the lines are. */
export const CHECKPOINT_BYTES = 1024 * 1024;

export interface Survey {
	/** Number of rows in the range. */
	rows: number;
	/** The number of rows before each checkpoint in the range, and its offset. */
	rowsAt: number[];
	offsets: number[];
	/** Lines that don't begin like those of a recorder. */
	foreignLines: number;
}

/** Reads one line, and returns how many rows it has. */
export type ReadLine = (block: LineBlock, start: number, end: number) => number;

/** What is known of the lines of a range that were counted so far. */
export function createLineCount({ memory, words, addresses, lineEnd, result }: Kernels) {
	const rowsAt: number[] = [];
	const offsets: number[] = [];
	let rows = 0;
	let foreignLines = 0;
	let nextRow = 0;
	let nextOffset = 0;

	function mark(before: number, offset: number): void {
		rowsAt.push(before);
		offsets.push(offset);
		nextRow = before + CHECKPOINT_ROWS;
		nextOffset = offset + CHECKPOINT_BYTES;
	}

	function add(offset: number, more: number, isForeign: boolean): void {
		if (rows >= nextRow || offset >= nextOffset) mark(rows, offset);
		rows += more;
		if (isForeign) foreignLines++;
	}

	/** Runs a kernel, and adds what it has counted. */
	function run(kernel: Kernels['survey'], { end, base }: LineBlock, from: number): number {
		const row = Math.max(0, nextRow - rows);
		const stop = kernel(from, end, row, Math.max(0, nextOffset - base));
		const first = addresses.MARKS / 4;
		for (let at = first; at < first + 2 * result('marks'); at += 2) {
			mark(rows + words[at]!, base + words[at + 1]!);
		}
		rows += result('rows');
		foreignLines += result('foreign');
		return stop;
	}

	return {
		/** Adds a line that has so many rows. */
		addLine: (offset: number, more: number) => add(offset, more, true),
		/** Counts the lines of a block by a kernel. Those that it leaves are read; without a kernel, all of them. */
		addBlock(block: LineBlock, kernel: Kernels['survey'] | null, readLine: ReadLine): void {
			for (let from = block.start; from < block.end;) {
				// A file may begin with what is no row.
				const isSure = kernel && block.base + from > 0;
				const line = isSure ? run(kernel, block, from) : from;
				if (line === block.end) return;
				const end = lineEnd(line);
				const read = readLine(block, line, end);
				add(block.base + line, read, !hasBytesAt(memory, line, ENTRY_START));
				from = end + 1;
			}
		},
		result: (): Survey => ({ rows, rowsAt, offsets, foreignLines }),
	};
}

export function createSurvey(kernels: Kernels): LineVisitor & { result(): Survey } {
	const count = createLineCount(kernels);
	const readLine: ReadLine = (block, start, end) => rowsOf(lineAt(block, start, end)).length;
	return {
		block: (block) => count.addBlock(block, kernels.survey, readLine),
		line: (line) => count.addLine(line.offset, rowsOf(line).length),
		result: () => count.result(),
	};
}
