import { ENTRY_START } from '../../format/merged-lines.ts';
import { beginsRow, type Line } from '../../format/row.ts';
import { trimmed } from '../io/lines.ts';

const LF = 0x0a;

export type VisitLine = (start: number, end: number) => void;

/** Complete lines, each with its newline, in a memory that has other bytes too: those from `start` to `end`. */
export interface LineBlock {
	bytes: Buffer;
	start: number;
	end: number;
	/** What is added to the place of a byte to give its offset in the file. */
	base: number;
	/** What a survey has found in these lines and those before them. */
	known?: KnownLines;
}

/** What makes lines easy to look through. */
export interface KnownLines {
	/** Lines that don't begin like those of a recorder. */
	foreignLines: number;
	/** Places where any text may be, whatever the bytes are (kernels/bytes.ts); `null` when they were not looked for. */
	oddPlaces: number | null;
}

/** Calls back for every line of a block. */
export function walkLines({ bytes, start, end }: LineBlock, visit: VisitLine): void {
	for (let line = start; line < end;) {
		const newline = bytes.indexOf(LF, line);
		visit(line, newline);
		line = newline + 1;
	}
}

/** Tests consecutive lines: true when a line is certainly one row. Any other line has to be parsed. */
export function createOneRowTest({ bytes, start, end, base }: LineBlock) {
	const lines = bytes.subarray(0, end);
	let merged = lines.indexOf(ENTRY_START, start + 1);
	return (line: number, lineEnd: number): boolean => {
		if (merged !== -1 && merged <= line) merged = lines.indexOf(ENTRY_START, line + 1);
		return (merged === -1 || merged >= lineEnd) && beginsRow(bytes[line]!) && base + line > 0;
	};
}

export function lineAt({ bytes, base }: LineBlock, start: number, end: number): Line {
	const line = bytes.subarray(start, end);
	return trimmed({ offset: base + start, bytes: line, length: end - start, ended: true });
}
