/**
 * A caller's value as JSON text. Nothing that JavaScript can hold makes it throw: what JSON can't hold is
 * replaced by a text that says so, and what is beyond a limit by one that says how much (docs/format.md §8).
 */
import { ARG_CHARS_MAX } from './cut.ts';
import { cutText, quoteText, type TextRedactor } from './encode-text.ts';

export interface EntryLimits {
	/** Levels of nesting below `args`. */
	depth: number;
	/** Object keys and array items of an entry, taken together. */
	items: number;
	/** Length of an entry's line, in UTF-16 units, before a last cut of at most one string. */
	chars: number;
}

export const ENTRY_LIMITS: EntryLimits = { depth: 64, items: 10_000, chars: 4_194_304 };

/** What is left of an entry's limits while it is encoded. */
export interface Budget {
	items: number;
	chars: number;
}

export type ValueEncoder = (value: unknown, budget: Budget) => string;

export function createValueEncoder(limits: EntryLimits, redactor: TextRedactor): ValueEncoder {
	function encode(value: unknown, ancestors: object[], budget: Budget): string {
		switch (typeof value) {
			case 'string':
				return encodeText(value);
			case 'number':
				return Number.isFinite(value) ? String(value) : unwritable(String(value));
			case 'boolean':
				return value ? 'true' : 'false';
			case 'bigint':
				return encodeBigint(value);
			case 'object':
				return value === null ? 'null' : encodeObject(value, ancestors, budget);
			default:
				return unwritable(typeof value);
		}
	}

	function encodeText(text: string): string {
		return quoteText(cutText(text, ARG_CHARS_MAX, redactor));
	}

	/** JSON has no largest integer; only the number of digits is limited. */
	function encodeBigint(value: bigint): string {
		const digits = String(value);
		return digits.length <= ARG_CHARS_MAX ? digits : encodeText(digits);
	}

	function encodeObject(object: object, ancestors: object[], budget: Budget): string {
		if (ancestors.includes(object)) return unwritable('cycle');
		if (ancestors.length >= limits.depth)
			return quoteText(`[cut: deeper than ${limits.depth} levels]`);
		try {
			ancestors.push(object);
			const kind = foreignKind(object);
			if (kind) return unwritable(kind);
			const plain = 'toJSON' in object && typeof object.toJSON === 'function';
			if (plain) return encode((object.toJSON as () => unknown)(), ancestors, budget);
			return Array.isArray(object)
				? encodeArray(object, ancestors, budget)
				: encodeProperties(object as Record<string, unknown>, ancestors, budget);
		} catch (error) {
			return unwritable(`threw ${errorName(error)}`);
		} finally {
			ancestors.pop();
		}
	}

	function encodeArray(array: unknown[], ancestors: object[], budget: Budget): string {
		let json = '[';
		const { length } = array;
		for (let index = 0; index < length; index++) {
			const separator = index === 0 ? '' : ',';
			if (isSpent(budget)) return `${json}${separator}"[cut: ${length - index} more items]"]`;
			budget.items--;
			// JSON has no undefined; in an array it keeps its place as null.
			const item = array[index];
			const text = item === undefined ? 'null' : encode(item, ancestors, budget);
			budget.chars -= text.length;
			json += separator + text;
		}
		return json + ']';
	}

	function encodeProperties(
		object: Record<string, unknown>,
		ancestors: object[],
		budget: Budget,
	): string {
		const keys = Object.keys(object);
		let json = '{';
		for (const [index, key] of keys.entries()) {
			const separator = json === '{' ? '' : ',';
			if (isSpent(budget)) {
				return `${json}${separator}"…":"[cut: ${keys.length - index} more keys]"}`;
			}
			budget.items--;
			const property = encodeProperty(object, key, ancestors, budget);
			if (property === '') continue;
			budget.chars -= property.length;
			// `{"ts"` begins an entry and nothing else in a line, so that entries can be found behind a torn one.
			json += json === '{' && key === 'ts' ? ' ' + property : separator + property;
		}
		return json + '}';
	}

	/** `"key":value`, or nothing for `undefined`. */
	function encodeProperty(
		object: Record<string, unknown>,
		key: string,
		ancestors: object[],
		budget: Budget,
	): string {
		let value: unknown;
		try {
			value = object[key];
		} catch (error) {
			return `${encodeText(key)}:${unwritable(`threw ${errorName(error)}`)}`;
		}
		if (value === undefined) return '';
		return `${encodeText(key)}:${encode(value, ancestors, budget)}`;
	}

	return (value, budget) => encode(value, [], budget);
}

function isSpent(budget: Budget): boolean {
	return budget.items <= 0 || budget.chars <= 0;
}

function unwritable(what: string): string {
	return quoteText(`[unwritable: ${what}]`);
}

/** Objects whose properties say nothing of what is in them. */
function foreignKind(object: object): string | null {
	if (ArrayBuffer.isView(object)) return `${object.constructor.name} of ${object.byteLength} bytes`;
	if (object instanceof ArrayBuffer) return `ArrayBuffer of ${object.byteLength} bytes`;
	if (object instanceof Map) return `Map of ${object.size} items`;
	if (object instanceof Set) return `Set of ${object.size} items`;
	if (object instanceof Promise) return 'Promise';
	return null;
}

function errorName(error: unknown): string {
	try {
		return error instanceof Error ? error.name : typeof error;
	} catch {
		return 'something';
	}
}
