/** Literals by which places in a text are found where a secret may be, and how their characters are compared. */

/** A literal by which a place is found where a secret may be. Upper and lower case are equal. */
export interface Literal {
	text: string;
	/** Only in this case. */
	isExactCase?: boolean;
	/** Where it has a space, a text may also have `_` or `-`. */
	anyGap?: boolean;
	/** No letter or digit comes before. */
	startsWord?: boolean;
	/** No letter follows: a short name is also the beginning of other words. */
	endsWord?: boolean;
	/** At least so many letters, digits, underscores and hyphens follow. */
	run?: number;
	/** So many hexadecimal digits follow. */
	hex?: number;
}

/** A literal with all of its conditions: objects of one form are read several times as fast as objects of many. */
export type CompleteLiteral = Required<Literal>;

export function completed(literal: Literal): CompleteLiteral {
	const { text, isExactCase = false, anyGap = false, startsWord = false, ...rest } = literal;
	const { endsWord = false, run = 0, hex = 0 } = rest;
	return { text, isExactCase, anyGap, startsWord, endsWord, run, hex };
}

/** True when the literal ends at `end`, whose characters there have its classes: looks at them, and at those around it. */
export function isLiteralAt(
	text: string | Uint8Array,
	end: number,
	literal: CompleteLiteral,
): boolean {
	const { text: wanted, isExactCase, anyGap, startsWord, endsWord, run, hex } = literal;
	const start = end - wanted.length;
	// What excludes most comes first: no digits in text that is full of escapes, other characters elsewhere.
	for (let at = end; at < end + hex; at++) if (!isHex(codeAt(text, at))) return false;
	for (let at = 0; at < wanted.length; at++) {
		const code = codeAt(text, start + at);
		const own = wanted.charCodeAt(at);
		if (code === own || (!isExactCase && lower(code) === lower(own))) continue;
		if (!anyGap || !isGap(code) || !isGap(own)) return false;
	}
	if (startsWord && continuesWord(text, start)) return false;
	for (let at = end; at < end + run; at++) if (!isWord(codeAt(text, at))) return false;
	if (endsWord && isLetter(codeAt(text, end))) return false;
	return true;
}

/** The same for all spellings of a literal: in lower case, with one kind of gap. Other texts may be the same too. */
export function foldLiteral(text: string): string {
	return text.toLowerCase().replace(/[_-]/g, ' ');
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const LOWER_U = 0x75;

/** True when a letter or digit comes before that is not the end of an escape: `\n`, `%20`, `\u0026`. */
function continuesWord(text: string | Uint8Array, start: number): boolean {
	if (start === 0 || !isAlphanumeric(codeAt(text, start - 1))) return false;
	return !(
		codeAt(text, start - 2) === BACKSLASH ||
		codeAt(text, start - 3) === PERCENT ||
		(codeAt(text, start - 6) === BACKSLASH && codeAt(text, start - 5) === LOWER_U)
	);
}

/** 0 outside of the text. */
function codeAt(text: string | Uint8Array, at: number): number {
	return (typeof text === 'string' ? text.charCodeAt(at) : text[at]) || 0;
}

function lower(code: number): number {
	return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}

function isGap(code: number): boolean {
	return code === 0x20 || code === 0x5f || code === 0x2d;
}

export function isLetter(code: number): boolean {
	const lower = code | 0x20;
	return lower >= 0x61 && lower <= 0x7a;
}

function isAlphanumeric(code: number): boolean {
	return isLetter(code) || (code >= 0x30 && code <= 0x39);
}

function isHex(code: number): boolean {
	return (code >= 0x30 && code <= 0x39) || (lower(code) >= 0x61 && lower(code) <= 0x66);
}

function isWord(code: number): boolean {
	return isAlphanumeric(code) || code === 0x5f || code === 0x2d;
}
