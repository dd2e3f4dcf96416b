/**
 * How many cells of a terminal a text takes, after {@link file://./visible.ts} has made it harmless. Unicode's
 * rules for wide characters (UAX #11) come down to these blocks and to what is an emoji by default; terminals
 * differ about the rest, and a wrong guess costs alignment, nothing else.
 */
const WIDE =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const ONLY_MARKS = /^\p{M}*$/u;
const PRINTABLE_ASCII = /^[ -~]*$/;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function cellsOf(grapheme: string): number {
	if (WIDE.test(grapheme)) return 2;
	return ONLY_MARKS.test(grapheme) ? 0 : 1;
}

export function widthOf(text: string): number {
	if (PRINTABLE_ASCII.test(text)) return text.length;
	let width = 0;
	for (const { segment } of graphemes.segment(text)) width += cellsOf(segment);
	return width;
}

/** The text if it fits into so many cells, else its head with `…` as the last one. Never splits a grapheme. */
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
