import { ENTRY_START } from '../../format/merged-lines.ts';
import type { Line } from '../../format/row.ts';
import { trimmed } from '../io/lines.ts';

const LF = 0x0a;
const SPACE = 0x20;

export type VisitLine = (start: number, end: number) => void;

/** Calls back for every line of a block of complete lines. */
export function walkLines(block: Buffer, visit: VisitLine): void {
	for (let start = 0; start < block.length;) {
		const end = block.indexOf(LF, start);
		visit(start, end);
		start = end + 1;
	}
}

/**
 * Tests consecutive lines: true when a line is certainly one row. Any other line has to be parsed: it may be
 * blank, or contain merged entries (docs/format.md §5).
 */
export function createOneRowTest(block: Buffer, offset: number) {
	let merged = block.indexOf(ENTRY_START, 1);
	return (start: number, end: number): boolean => {
		if (merged !== -1 && merged <= start) merged = block.indexOf(ENTRY_START, start + 1);
		return (merged === -1 || merged >= end) && block[start]! > SPACE && offset + start > 0;
	};
}

export function lineAt(block: Buffer, offset: number, start: number, end: number): Line {
	const bytes = block.subarray(start, end);
	return trimmed({ offset: offset + start, bytes, length: end - start, ended: true });
}
