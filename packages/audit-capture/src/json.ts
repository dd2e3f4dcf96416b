/** JSON of other programs, which may hold anything. */

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The empty text for what is none. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** Most numbers are shorter, and parsing with a reviver takes several times as long. */
const LONG_NUMBER = /\d{16}/;

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;
const parseExactly = JSON.parse as (text: string, reviver: Reviver) => unknown;

/**
 * Parses JSON; integers that a double can't hold keep their digits, as `bigint`, unless it is nested too deeply for that.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
	if (!LONG_NUMBER.test(text)) return JSON.parse(text);
	try {
		return parseExactly(text, keepDigits);
	} catch (error) {
		// A reviver is called from the inside out, which takes stack for each level.
		if (error instanceof RangeError) return JSON.parse(text);
		throw error;
	}
}

const keepDigits: Reviver = (_key, value, { source }) => {
	if (typeof value !== 'number' || source === undefined || Number.isSafeInteger(value))
		return value;
	return /^-?\d+$/.test(source) ? BigInt(source) : value;
};
