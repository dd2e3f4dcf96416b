/** Consecutive lines that the browser may skip while they are out of sight. */
export interface LineBlock {
	/** Number of the first line, from 1. */
	first: number;
	lines: string[];
}

export const BLOCK_LINES = 200;

/** Wrapping a longer line takes a browser seconds, at every keystroke. */
const WRAPPED_LINE_CHARS_MAX = 50_000;

export function mayWrap(text: string): boolean {
	return text.split('\n').every((line) => line.length <= WRAPPED_LINE_CHARS_MAX);
}

/** The lines of a text; a newline at the very end does not begin another line. */
export function lineBlocks(text: string): LineBlock[] {
	const lines = text.split(/\r\n|\n|\r/);
	if (lines.at(-1) === '') lines.pop();
	const blocks: LineBlock[] = [];
	for (let at = 0; at < lines.length; at += BLOCK_LINES) {
		blocks.push({ first: at + 1, lines: lines.slice(at, at + BLOCK_LINES) });
	}
	return blocks;
}
