/**
 * Numbers that a double can't hold (docs/format.md §4): integers beyond 2^53, and the `NaN` and `Infinity` that
 * Python writes and JSON forbids. Callers get their source text.
 *
 * Each is replaced in the text by a string with a random prefix that no log can contain, and recognized after
 * parsing.
 */
import { fillRandom } from '@tool-audit/safe-files';
import type { Json } from './entry.ts';

const MARK_BYTES = 16;
const MARK = `number-${fillRandom(Buffer.alloc(MARK_BYTES)).toString('hex')}:`;

/** Cheap test for text that may contain such a number. Most lines contain none. */
const SUSPECT = /NaN|Infinity|\d{16}|\d[eE]\+?\d{3}/;
const TOKEN_START = /["\dNI-]/g;
const NUMBER = /NaN|-?(?:Infinity|(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const KEY_FOLLOWS = /[ \t\r\n]*:/y;

export function mayHoldTextNumbers(text: string): boolean {
	return SUSPECT.test(text);
}

/** JSON text with each such number as a marked string. */
export function markTextNumbers(text: string): string {
	let marked = '';
	let copied = 0;
	TOKEN_START.lastIndex = 0;
	for (let token = TOKEN_START.exec(text); token; token = TOKEN_START.exec(text)) {
		const start = token.index;
		if (text[start] === '"') {
			TOKEN_START.lastIndex = endOfString(text, start);
			continue;
		}
		NUMBER.lastIndex = start;
		const source = NUMBER.exec(text)?.[0];
		if (!source) continue;
		const end = start + source.length;
		TOKEN_START.lastIndex = end;
		if (fitsDouble(source) || isKey(text, end)) continue;
		marked += `${text.slice(copied, start)}"${MARK}${source}"`;
		copied = end;
	}
	return marked + text.slice(copied);
}

/** The source text of a marked number; `null` for any other value. */
export function textNumber(value: Json): string | null {
	return typeof value === 'string' && value.startsWith(MARK) ? value.slice(MARK.length) : null;
}

/** Index after the closing quote; the end of the text when there is none. */
function endOfString(text: string, start: number): number {
	let quote = start;
	do {
		quote = text.indexOf('"', quote + 1);
		if (quote === -1) return text.length;
	} while (isEscaped(text, quote));
	return quote + 1;
}

function isEscaped(text: string, quote: number): boolean {
	let backslashes = 0;
	while (text[quote - 1 - backslashes] === '\\') backslashes++;
	return backslashes % 2 === 1;
}

function fitsDouble(source: string): boolean {
	const value = Number(source);
	if (!Number.isFinite(value)) return false;
	return /[.eE]/.test(source) || Number.isSafeInteger(value);
}

function isKey(text: string, end: number): boolean {
	KEY_FOLLOWS.lastIndex = end;
	return KEY_FOLLOWS.test(text);
}
