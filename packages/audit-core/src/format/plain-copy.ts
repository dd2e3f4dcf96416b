/**
 * A fast path for plain entries. Most entries consist of short texts, numbers and plain objects under names that
 * are not secret. For these, `JSON.stringify` writes the same text as `encode-value.ts` in a third of the time. A
 * value is checked and copied in one pass if it is certainly of that kind, so that what was checked is what is
 * written. The slow path encodes all others.
 */
import { ARG_CHARS_MAX } from './chars.ts';
import type { SecretNames } from './redact/secret-names.ts';

export interface PlainCopies {
	/** A new budget for all values of one entry. */
	budget(): PlainBudget;
	/** A copy of the value; `NOT_PLAIN` when the slow path must encode it. */
	copy(value: unknown, budget: PlainBudget): unknown;
	/** True when a value under this name needs no special encoding. */
	isPlainName(name: string, budget: PlainBudget): boolean;
}

/** Spent well before any limit of an entry is reached, even if every character must be escaped. */
interface PlainBudget {
	chars: number;
}

export const NOT_PLAIN = Symbol('not plain');

const DEPTH_MAX = 16;
const NAME_CHARS_MAX = 100;
/** Most bytes that a character becomes, with some reserve for the recorder's own fields. */
const BYTES_PER_CHAR = 8;
/** What an item counts besides its text: the length of a number, a comma and the like. */
const ITEM_CHARS = 32;

export function createPlainCopies(
	names: SecretNames,
	limits: { depth: number; items: number; bytes: number },
): PlainCopies {
	const depthMax = Math.min(DEPTH_MAX, limits.depth);
	const charsMax = Math.min(limits.bytes / BYTES_PER_CHAR, limits.items * ITEM_CHARS);

	function copy(value: unknown, budget: PlainBudget, depth: number): unknown {
		budget.chars -= ITEM_CHARS;
		if (budget.chars <= 0) return NOT_PLAIN;
		switch (typeof value) {
			case 'string':
				budget.chars -= value.length;
				return value.length <= ARG_CHARS_MAX ? value : NOT_PLAIN;
			case 'number':
				return Number.isFinite(value) ? value : NOT_PLAIN;
			case 'boolean':
			case 'undefined':
				return value;
			case 'object':
				if (value === null) return null;
				return depth < depthMax ? copyObject(value, budget, depth + 1) : NOT_PLAIN;
			default:
				return NOT_PLAIN;
		}
	}

	function copyObject(object: object, budget: PlainBudget, depth: number): unknown {
		if ((object as { toJSON?: unknown }).toJSON !== undefined) return NOT_PLAIN;
		const prototype: unknown = Object.getPrototypeOf(object);
		if (prototype === Array.prototype) return copyArray(object as unknown[], budget, depth);
		if (prototype !== Object.prototype) return NOT_PLAIN;
		const copied: Record<string, unknown> = {};
		for (const name of Object.keys(object)) {
			if (!isPlainName(name, budget)) return NOT_PLAIN;
			const value = copy((object as Record<string, unknown>)[name], budget, depth);
			if (value === NOT_PLAIN) return NOT_PLAIN;
			copied[name] = value;
		}
		for (const name of Object.keys(copied)) {
			if (names.ofSibling(copied, name)) return NOT_PLAIN;
		}
		return copied;
	}

	/** Not for a name with its value behind it, as in the options of a command line. */
	function copyArray(array: unknown[], budget: PlainBudget, depth: number): unknown {
		const copied: unknown[] = [];
		for (let index = 0; index < array.length; index++) {
			const item = copy(array[index], budget, depth);
			if (item === NOT_PLAIN) return NOT_PLAIN;
			copied.push(item);
		}
		const isNamed = copied.some((_, index) => names.ofItem(copied, index));
		return isNamed ? NOT_PLAIN : copied;
	}

	/** An object that begins with `ts` is written differently, and the name of a `value` may be in its sibling. */
	function isPlainName(name: string, budget: PlainBudget): boolean {
		budget.chars -= name.length;
		if (name === 'ts' || name === '__proto__') return false;
		return name.length <= NAME_CHARS_MAX && !names.isSecret(name);
	}

	return {
		budget: () => ({ chars: charsMax }),
		copy: (value, budget) => copy(value, budget, 0),
		isPlainName,
	};
}
