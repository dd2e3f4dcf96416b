/** Consecutive lines that the browser may leave out of its work while they are out of sight. */
export interface LineBlock {
	/** Number of the first line, from 1. */
	first: number;
	lines: string[];
}

export const BLOCK_LINES = 200;

/** Wrapping a longer line takes a browser seconds, at every stroke. */
const WRAPPED_LINE_CHARS_MAX = 50_000;

export function mayWrap(text: string): boolean {
	return text.split('\n').every((line) => line.length <= WRAPPED_LINE_CHARS_MAX);
}

/** A text in its lines; a newline at the very end begins no line. */
export function lineBlocks(text: string): LineBlock[] {
	const lines = text.split(/\r\n|\n|\r/);
	if (lines.at(-1) === '') lines.pop();
	const blocks: LineBlock[] = [];
	for (let at = 0; at < lines.length; at += BLOCK_LINES) {
		blocks.push({ first: at + 1, lines: lines.slice(at, at + BLOCK_LINES) });
	}
	return blocks;
}
