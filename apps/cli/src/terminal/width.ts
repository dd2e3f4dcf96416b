/**
 * How many cells of a terminal a text takes, after {@link file://./visible.ts} has escaped it. Unicode defines which
 * characters are wide (UAX #11). Terminals differ on emoji; a wrong guess only affects the alignment.
 */
import { eastAsianWidth } from 'get-east-asian-width';

const EMOJI = /\p{Emoji_Presentation}/u;
const ONLY_MARKS = /^\p{M}*$/u;
const PRINTABLE_ASCII = /^[ -~]*$/;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function cellsOf(grapheme: string): number {
	if (ONLY_MARKS.test(grapheme)) return 0;
	return EMOJI.test(grapheme) ? 2 : eastAsianWidth(grapheme.codePointAt(0)!);
}

export function widthOf(text: string): number {
	if (PRINTABLE_ASCII.test(text)) return text.length;
	let width = 0;
	for (const { segment } of graphemes.segment(text)) width += cellsOf(segment);
	return width;
}

/** The text if it fits into the cells, else its start and `…`. Never splits a grapheme. */
export function fit(text: string, cells: number): string {
	if (widthOf(text) <= cells) return text;
	let head = '';
	let left = cells - 1;
	for (const { segment } of graphemes.segment(text)) {
		left -= cellsOf(segment);
		if (left < 0) break;
		head += segment;
	}
	return `${head}…`;
}

export function pad(text: string, cells: number, align: 'left' | 'right' = 'left'): string {
	const space = ' '.repeat(Math.max(0, cells - widthOf(text)));
	return align === 'left' ? text + space : space + text;
}
