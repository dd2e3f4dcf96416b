/**
 * Numbers that a double can't hold (docs/format.md §4): integers beyond 2^53, and the `NaN` and `Infinity` that
 * Python writes and JSON forbids. Callers get their source text.
 *
 * In a parsed line each is a `TextNumber`, which no text of the line can be. `JSON.parse` knows no such value, so it
 * gets strings in their place, with a mark that is random for each parse: the line was there before it.
 */
import { fillRandom } from '@tool-audit/safe-files';
import { ARG_CHARS_MAX } from './chars.ts';
import type { Json } from './entry.ts';
import { endOfString, isKey, replaceMarked } from './marked-numbers.ts';

const MARK_BYTES = 16;

/** A number of a line, by its source text. */
export class TextNumber {
	/** Its digits, `NaN`, `Infinity` or `-Infinity`. */
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

/** The value of such a number, by its source text. */
export type NumberValue = (source: string) => ParsedJson;

export const asTextNumber: NumberValue = (source) => new TextNumber(source);

/**
 * As a caller gives it to the recorder: a `bigint`, unless its digits are so many that they are truncated as a text. For
 * what looks at an entry as the recorder does.
 */
export const asRecorded: NumberValue = (source) => {
	const isWritable = source.length <= ARG_CHARS_MAX && INTEGER.test(source);
	return (isWritable ? BigInt(source) : source) as ParsedJson;
};

/** What a line holds, parsed. */
export type ParsedJson = Exclude<Json, object> | TextNumber | ParsedJson[] | ParsedObject;
export interface ParsedObject {
	[key: string]: ParsedJson;
}

/** Cheap test for text that may contain such a number. Most lines contain none. */
const SUSPECT = /NaN|Infinity|\d{16}|\d[eE]\+?\d{3}/;
const TOKEN_START = /["\dNI-]/g;
const NUMBER = /NaN|-?(?:Infinity|(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const INTEGER = /^-?\d+$/;

/**
 * Parses JSON with all its digits, and with `NaN` and `Infinity`.
 *
 * @throws SyntaxError for what is not JSON
 */
export function parseExactly(text: string, numberOf: NumberValue = asTextNumber): ParsedJson {
	const marked = SUSPECT.test(text) ? markNumbers(text) : null;
	if (!marked) return JSON.parse(text) as Json;
	const parsed = JSON.parse(marked.text) as ParsedJson;
	return replaceMarked(parsed, marked.mark, numberOf) as ParsedJson;
}

/** JSON text with each such number as a string with the mark; `null` when it has none, as most lines that may have one. */
function markNumbers(text: string): { text: string; mark: string } | null {
	let mark = '';
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
		mark ||= newMark();
		marked += `${text.slice(copied, start)}"${mark}${source}"`;
		copied = end;
	}
	return mark === '' ? null : { text: marked + text.slice(copied), mark };
}

/** Only for a line that needs it: the random bytes take as long as parsing ten lines. */
function newMark(): string {
	return `number-${fillRandom(Buffer.alloc(MARK_BYTES)).toString('hex')}:`;
}

function fitsDouble(source: string): boolean {
	const value = Number(source);
	if (!Number.isFinite(value)) return false;
	return /[.eE]/.test(source) || Number.isSafeInteger(value);
}

export function isObject(value: ParsedJson | undefined): value is ParsedObject {
	return (
		typeof value === 'object' &&
		value !== null &&
		!Array.isArray(value) &&
		!(value instanceof TextNumber)
	);
}
