/** Most numbers are shorter, and parsing with a reviver takes several times as long. */
const LONG_NUMBER = /\d{16}/;
const INTEGER = /^-?\d+$/;

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => unknown;

/**
 * Parses JSON like `JSON.parse`, but gives integers beyond ±2^53 as `bigint`, which a log writes with all their digits.
 * Use it for the arguments of a call that arrive as text: `JSON.parse` rounds such integers, and they are often names.
 *
 * Where the JavaScript engine doesn't tell the source of a number (Node.js does since version 21), and in JSON that is
 * nested thousands of levels deep, they are rounded.
 *
 * @returns What the text holds: an object, an array, a string, a number, a bigint, a boolean or `null`.
 * @throws SyntaxError for what is not JSON.
 *
 * @example
 * parseExactJson('{"id":12345678901234567890}'); // { id: 12345678901234567890n }
 */
export function parseExactJson(text: string): unknown {
	if (!LONG_NUMBER.test(text)) return JSON.parse(text);
	try {
		return parseWithSource(text, keepDigits);
	} catch {
		// It is no JSON, or has too many levels: a reviver takes stack for each.
		return JSON.parse(text);
	}
}

const keepDigits: Reviver = (_key, value, { source } = {}) => {
	if (typeof value !== 'number' || source === undefined || Number.isSafeInteger(value))
		return value;
	return INTEGER.test(source) ? BigInt(source) : value;
};
