/** Offsets of rows: a checkpoint every so many rows or bytes, always at the beginning of a line. */
import { ENTRY_START } from '../../format/merged-lines.ts';
import { rowsOf } from '../../format/row.ts';
import type { Kernels } from './kernels.ts';
import { hasBytesAt } from './texts.ts';
import type { LineVisitor } from './visit-lines.ts';
import { lineAt, type KnownLines, type LineBlock } from './walk-lines.ts';

/** A kernel marks as often: kernels/survey.ts. */
const CHECKPOINT_ROWS = 128;
/** A walk from a checkpoint to a line reads fewer bytes than this, however long the lines are. */
export const CHECKPOINT_BYTES = 1024 * 1024;

export interface Survey extends KnownLines {
	/** Number of rows in the range. */
	rows: number;
	/** The number of rows before each checkpoint in the range, and its offset. */
	rowsAt: number[];
	offsets: number[];
}

/** Reads one line, and returns how many rows it has. */
export type ReadLine = (block: LineBlock, start: number, end: number) => number;

type CountingKernel = 'survey' | 'surveyOdd' | 'aggregate';

/** Counts the lines of a range by a kernel. Those that it leaves are read. */
export function createLineCount(kernels: Kernels, kernel: CountingKernel, readLine: ReadLine) {
	const { memory, words, addresses, result } = kernels;
	const countsOdd = kernel === 'surveyOdd';
	const rowsAt: number[] = [];
	const offsets: number[] = [];
	const known = { foreignLines: 0, oddPlaces: 0 };
	let rows = 0;
	let nextRow = 0;
	let nextOffset = 0;

	function mark(before: number, offset: number): void {
		rowsAt.push(before);
		offsets.push(offset);
		nextRow = before + CHECKPOINT_ROWS;
		nextOffset = offset + CHECKPOINT_BYTES;
	}

	/** Adds a line that has so many rows. */
	function addLine(offset: number, more: number): void {
		if (rows >= nextRow || offset >= nextOffset) mark(rows, offset);
		rows += more;
	}

	/** Runs the kernel, and adds what it has counted. Returns the line that it has left. */
	function run({ end, base }: LineBlock, from: number): number {
		const row = Math.max(0, nextRow - rows);
		const stop = kernels[kernel](from, end, row, Math.max(0, nextOffset - base));
		const first = addresses.MARKS / 4;
		for (let at = first; at < first + 2 * result('marks'); at += 2) {
			mark(rows + words[at]!, base + words[at + 1]!);
		}
		rows += result('rows');
		known.foreignLines += result('foreign');
		known.oddPlaces += result('odd');
		return stop;
	}

	return {
		/** A line that is no line of a block. */
		addLine(offset: number, more: number): void {
			addLine(offset, more);
			known.foreignLines++;
		},
		/** `isSure` is false for lines that no kernel may look at. */
		addBlock(block: LineBlock, isSure = true): void {
			for (let from = block.start; from < block.end;) {
				// A file may begin with what is no row.
				const line = isSure && block.base + from > 0 ? run(block, from) : from;
				if (line === block.end) return;
				const end = kernels.lineEnd(line);
				addLine(block.base + line, readLine(block, line, end));
				if (!hasBytesAt(memory, line, ENTRY_START)) known.foreignLines++;
				if (countsOdd && kernels.findOdd(line, end + 1, 0) !== -1) known.oddPlaces++;
				from = end + 1;
			}
		},
		/** What is known of the lines so far. */
		known: (): KnownLines => ({ ...known, oddPlaces: countsOdd ? known.oddPlaces : null }),
		rows: () => ({ rows, rowsAt, offsets }),
	};
}

/** With other visitors behind it, a survey tells them what it knows of the lines of a block. */
export function createSurvey(kernels: Kernels, isAlone = true): LineVisitor & { result(): Survey } {
	const readLine: ReadLine = (block, start, end) => rowsOf(lineAt(block, start, end)).length;
	const count = createLineCount(kernels, isAlone ? 'survey' : 'surveyOdd', readLine);
	return {
		block(block) {
			count.addBlock(block);
			block.known = count.known();
		},
		line: (line) => count.addLine(line.offset, rowsOf(line).length),
		result: () => ({ ...count.rows(), ...count.known() }),
	};
}
