import { ENTRY_START } from '../../format/merged-lines.ts';
import { beginsRow, type Line } from '../../format/row.ts';
import { trimmed } from '../io/lines.ts';

const LF = 0x0a;

export type VisitLine = (start: number, end: number) => void;

/** Complete lines of a file, each with its newline. */
export interface LineBlock {
	bytes: Buffer;
	/** Where they begin in the file. */
	offset: number;
	/** What is told by their bytes alone. */
	lines: () => BlockLines;
}

/** What the bytes of the lines of a block tell without parsing them. Valid until the lines of the next block are asked for. */
export interface BlockLines {
	count: number;
	/** The index of each line's newline. */
	ends: Int32Array;
	/**
	 * Lines that may have no row or several, in ascending order, by their numbers in the block: they are blank, or entries
	 * are merged into them (docs/format.md §5). All others are one row.
	 */
	unclear: number[];
	/** Lines that don't begin like those of a recorder, by the index of their first byte: other programs may have written them. */
	foreign: number[];
}

export function createBlock(bytes: Buffer, offset: number): LineBlock {
	let known: BlockLines | null = null;
	return { bytes, offset, lines: () => (known ??= linesOf(bytes, offset)) };
}

/** Used for one block after the other: numbers of their own would cost as much as finding the lines. */
let ends = new Int32Array(8 * 1024);

function linesOf(bytes: Buffer, offset: number): BlockLines {
	const unclear: number[] = [];
	const foreign: number[] = [];
	let count = 0;
	let entry = bytes.indexOf(ENTRY_START);
	for (let start = 0; start < bytes.length;) {
		const end = bytes.indexOf(LF, start);
		if (entry === start) entry = bytes.indexOf(ENTRY_START, start + 1);
		else foreign.push(start);
		const isOne = (entry === -1 || entry >= end) && beginsRow(bytes[start]!);
		if (!isOne || offset + start === 0) {
			unclear.push(count);
			while (entry !== -1 && entry < end) entry = bytes.indexOf(ENTRY_START, entry + 1);
		}
		if (count === ends.length) ends = grown(ends);
		ends[count++] = end;
		start = end + 1;
	}
	return { count, ends, unclear, foreign };
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const larger = new Int32Array(numbers.length * 2);
	larger.set(numbers);
	return larger;
}

/** Calls back for every line of a block. */
export function walkLines({ bytes }: LineBlock, visit: VisitLine): void {
	for (let start = 0; start < bytes.length;) {
		const end = bytes.indexOf(LF, start);
		visit(start, end);
		start = end + 1;
	}
}

/** Tests consecutive lines: true when a line is certainly one row. Any other line has to be parsed. */
export function createOneRowTest(block: Buffer, offset: number) {
	let merged = block.indexOf(ENTRY_START, 1);
	return (start: number, end: number): boolean => {
		if (merged !== -1 && merged <= start) merged = block.indexOf(ENTRY_START, start + 1);
		return (merged === -1 || merged >= end) && beginsRow(block[start]!) && offset + start > 0;
	};
}

export function lineAt(block: Buffer, offset: number, start: number, end: number): Line {
	const bytes = block.subarray(start, end);
	return trimmed({ offset: offset + start, bytes, length: end - start, ended: true });
}
