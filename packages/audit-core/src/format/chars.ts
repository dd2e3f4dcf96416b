/**
 * Lengths and cuts in characters. A character is a Unicode code point, so that a cut never splits a
 * surrogate pair and a count agrees with what other languages say of the same text (docs/format.md §3).
 */

export const ARG_CHARS_MAX = 500;
export const SNIPPET_CHARS_MAX = 300;

const ANY_SURROGATE = /[\ud800-\udfff]/;
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

export function countChars(text: string): number {
	if (!ANY_SURROGATE.test(text)) return text.length;
	let pairs = 0;
	SURROGATE_PAIR.lastIndex = 0;
	while (SURROGATE_PAIR.test(text)) pairs++;
	return text.length - pairs;
}

/** The first `chars` characters. */
export function headChars(text: string, chars: number): string {
	if (text.length <= chars) return text;
	const units = text.slice(0, chars * 2);
	if (!ANY_SURROGATE.test(units)) return units.slice(0, chars);
	let end = 0;
	for (let taken = 0; taken < chars && end < text.length; taken++) {
		end += text.codePointAt(end)! > 0xffff ? 2 : 1;
	}
	return text.slice(0, end);
}

const TRUNCATION_MARK = / …\[(\d+) chars total\]$/;

/** What stands behind a text that was cut. */
export function truncationMark(totalChars: number): string {
	return ` …[${totalChars} chars total]`;
}

/** The length that a truncated text had; `undefined` when nothing says that it was truncated. */
export function lengthBeforeTruncation(text: string): number | undefined {
	const total = TRUNCATION_MARK.exec(text)?.[1];
	return total === undefined ? undefined : Number(total);
}

export function withoutTruncationMark(text: string): string {
	return text.replace(TRUNCATION_MARK, '');
}
