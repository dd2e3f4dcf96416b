import { ARG_CHARS_MAX } from './chars.ts';
import { endOfString, isKey, replaceMarked } from './marked-numbers.ts';

/** Most numbers are shorter. */
const LONG_NUMBER = /\d{16}/;
/** Of a long integer the beginning: a pattern for all of it takes stack for each digit. */
const STRING_OR_LONG_INTEGER = /"|-?[1-9]\d{15}/g;
/** Before or after such digits: they are a part of another number, or not JSON. */
const OTHER_NUMBER = /[-+.\deE]/;
const DIGIT = /\d/;
const MARK_BYTES = 16;

/**
 * Parses JSON like `JSON.parse`, but gives integers beyond ±2^53 as `bigint`, which a log writes with all their digits.
 * Use it for the arguments of a call that arrive as text: `JSON.parse` rounds such integers, and they are often names. An
 * integer of more than 500 characters is given as a string: a log truncates it like one.
 *
 * @returns What the text holds: an object, an array, a string, a number, a bigint, a boolean or `null`.
 * @throws SyntaxError for what is not JSON.
 *
 * @example
 * parseExactJson('{"id":12345678901234567890}'); // { id: 12345678901234567890n }
 */
export function parseExactJson(text: string): unknown {
	if (!LONG_NUMBER.test(text)) return JSON.parse(text);
	const mark = `number-${randomHex()}:`;
	const marked = markLongIntegers(text, mark);
	if (marked === text) return JSON.parse(text);
	let parsed: unknown;
	try {
		parsed = JSON.parse(marked);
	} catch {
		// The error is about the text, and not about the mark.
		return JSON.parse(text);
	}
	return replaceMarked(parsed, mark, valueOf);
}

function markLongIntegers(text: string, mark: string): string {
	let marked = '';
	let copied = 0;
	STRING_OR_LONG_INTEGER.lastIndex = 0;
	let token;
	while ((token = STRING_OR_LONG_INTEGER.exec(text))) {
		const start = token.index;
		if (text[start] === '"') {
			STRING_OR_LONG_INTEGER.lastIndex = endOfString(text, start);
			continue;
		}
		const end = endOfDigits(text, STRING_OR_LONG_INTEGER.lastIndex);
		STRING_OR_LONG_INTEGER.lastIndex = end;
		const source = text.slice(start, end);
		if (Number.isSafeInteger(Number(source)) || isKey(text, end)) continue;
		if ([text[start - 1], text[end]].some((char) => char && OTHER_NUMBER.test(char))) continue;
		marked += `${text.slice(copied, start)}"${mark}${source}"`;
		copied = end;
	}
	return marked + text.slice(copied);
}

function endOfDigits(text: string, start: number): number {
	let end = start;
	while (DIGIT.test(text[end] ?? '')) end++;
	return end;
}

function valueOf(source: string): bigint | string {
	return source.length > ARG_CHARS_MAX ? source : BigInt(source);
}

function randomHex(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(MARK_BYTES));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
