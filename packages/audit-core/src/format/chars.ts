/**
 * Counting and truncating in characters. A character is a Unicode code point, so that truncation never splits a
 * surrogate pair, and counts agree with those of other languages (docs/format.md §3).
 */

export const ARG_CHARS_MAX = 500;
export const SNIPPET_CHARS_MAX = 300;

const ANY_SURROGATE = /[\ud800-\udfff]/;
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/**
 * Number of characters (code points).
 *
 * @example
 * ```ts
 * countChars('a🦊'); // 2
 * ```
 */
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

/** The end of a truncated text. */
export function truncationMark(totalChars: number): string {
	return ` …[${totalChars} chars total]`;
}

/**
 * Length of a text before it was truncated, in characters; `undefined` for a text without a truncation mark.
 *
 * @example
 * ```ts
 * lengthBeforeTruncation('abc …[1200 chars total]'); // 1200
 * ```
 */
export function lengthBeforeTruncation(text: string): number | undefined {
	const total = TRUNCATION_MARK.exec(text)?.[1];
	return total === undefined ? undefined : Number(total);
}

/**
 * The text without a truncation mark at its end.
 *
 * @example
 * ```ts
 * withoutTruncationMark('abc …[1200 chars total]'); // 'abc'
 * ```
 */
export function withoutTruncationMark(text: string): string {
	return text.replace(TRUNCATION_MARK, '');
}
