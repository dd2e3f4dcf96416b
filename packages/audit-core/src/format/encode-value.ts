/**
 * A caller's value as JSON text. No JavaScript value makes it throw: a value that JSON can't hold is replaced by a
 * text that names it, and what exceeds a limit by a text with the number that was dropped (docs/format.md §8).
 */
import { ARG_CHARS_MAX, countChars, truncationMark } from './chars.ts';
import { errorText, foreignKind, isError, nameOf, unboxed } from './foreign.ts';
import type { WordPart } from './redact/commands.ts';
import type { SearchBudget } from './redact/search-budget.ts';
import type { TextPolicy } from './text-policy.ts';

/** What is left of an entry's limits while it is encoded. */
export interface Budget extends SearchBudget {
	/** Object keys and array items, taken together. */
	items: number;
	/** Length of the JSON text, in UTF-16 units. */
	chars: number;
}

export interface ValueEncoder {
	value(value: unknown, budget: Budget): string;
	/** Some properties of an object, without the braces. */
	members(object: Record<string, unknown>, names: string[], budget: Budget): string;
}

const KEYS_KEPT_MAX = 10_000;
const KEY_KEPT_CHARS_MAX = 100;

export function createValueEncoder(depthMax: number, policy: TextPolicy): ValueEncoder {
	const keys = new Map<string, string>();

	function encode(value: unknown, ancestors: object[], budget: Budget): string {
		switch (typeof value) {
			case 'string':
				return encodeText(value, budget);
			case 'number':
				return Number.isFinite(value) ? String(value) : unwritable(String(value));
			case 'boolean':
				return value ? 'true' : 'false';
			case 'bigint':
				return encodeBigint(value, budget);
			case 'object':
				return value === null ? 'null' : encodeObject(value, ancestors, budget);
			default:
				return unwritable(typeof value);
		}
	}

	function encodeText(text: string, budget: Budget): string {
		const { text: head, isTruncated } = policy.head(text, ARG_CHARS_MAX, budget);
		return JSON.stringify(isTruncated ? head + truncationMark(countChars(text)) : head);
	}

	/** A bigint as its digits: JSON has no largest integer. */
	function encodeBigint(value: bigint, budget: Budget): string {
		const digits = String(value);
		return digits.length <= ARG_CHARS_MAX ? digits : encodeText(digits, budget);
	}

	function encodeObject(object: object, ancestors: object[], budget: Budget): string {
		if (ancestors.length >= depthMax)
			return JSON.stringify(`[cut: deeper than ${depthMax} levels]`);
		if (ancestors.includes(object)) return unwritable('cycle');
		ancestors.push(object);
		try {
			if (Array.isArray(object)) return encodeArray(object, ancestors, budget);
			const kind = foreignKind(object);
			if (kind !== null) return encodeText(`[unwritable: ${kind}]`, budget);
			const { toJSON } = object as { toJSON?: unknown };
			if (typeof toJSON === 'function') return encode(toJSON.call(object, ''), ancestors, budget);
			if (isError(object)) return encodeText(errorText(object), budget);
			const value = unboxed(object);
			if (value !== object) return encode(value, ancestors, budget);
			return encodeProperties(object as Record<string, unknown>, ancestors, budget);
		} catch (error) {
			return encodeText(`[unwritable: threw ${nameOf(error)}]`, budget);
		} finally {
			ancestors.pop();
		}
	}

	function encodeArray(array: unknown[], ancestors: object[], budget: Budget): string {
		let json = '[';
		const { length } = array;
		const found = policy.names.inItems(array, parentIn(ancestors));
		const parts = new Map(found.map((part) => [part.word, part]));
		budget.steps -= found.length;
		for (let index = 0; index < length; index++) {
			if (index > 0) json += ',';
			if (isSpent(budget)) return `${json}"[cut: ${length - index} more items]"]`;
			budget.items--;
			const item = array[index];
			const rule = policy.names.ofItem(array, index);
			const part = parts.get(index);
			const text = rule
				? encodeSecret(item, rule, ancestors, budget)
				: part
					? encodePart(item as string, part, budget)
					: encodeItem(item, ancestors, budget);
			budget.chars -= text.length;
			json += text;
		}
		return json + ']';
	}

	/** `-p…`: what comes before the secret stays, and after it. */
	function encodePart(text: string, { from, to, rule }: WordPart, budget: Budget): string {
		const before = policy.head(text.slice(0, from), ARG_CHARS_MAX, budget);
		const after = policy.head(text.slice(to), ARG_CHARS_MAX, budget);
		const isTruncated = before.isTruncated || after.isTruncated;
		const head = before.text + policy.mark(rule, text.slice(from, to)) + after.text;
		return JSON.stringify(isTruncated ? head + truncationMark(countChars(text)) : head);
	}

	/** JSON has no undefined; an item keeps its place as null. */
	function encodeItem(item: unknown, ancestors: object[], budget: Budget): string {
		return item === undefined ? 'null' : encode(item, ancestors, budget);
	}

	function encodeProperties(object: Record<string, unknown>, ancestors: object[], budget: Budget) {
		const members = encodeMembers(object, Object.keys(object), ancestors, budget);
		// Only entries begin with `{"ts"`, so that they can be found after a torn line.
		return members.startsWith('"ts"') ? `{ ${members}}` : `{${members}}`;
	}

	function encodeMembers(
		object: Record<string, unknown>,
		names: string[],
		ancestors: object[],
		budget: Budget,
	): string {
		let json = '';
		for (let index = 0; index < names.length; index++) {
			const comma = json === '' ? '' : ',';
			if (isSpent(budget)) return `${json}${comma}"…":"[cut: ${names.length - index} more keys]"`;
			budget.items--;
			const member = encodeMember(object, names[index]!, ancestors, budget);
			if (member === '') continue;
			budget.chars -= member.length;
			json += comma + member;
		}
		return json;
	}

	/** `"name":value`, or nothing for `undefined`. */
	function encodeMember(
		object: Record<string, unknown>,
		name: string,
		ancestors: object[],
		budget: Budget,
	): string {
		const key = encodeKey(name, budget);
		try {
			const value = object[name];
			if (value === undefined) return '';
			const rule = policy.names.ofProperty(object, name, value);
			return (
				key +
				(rule ? encodeSecret(value, rule, ancestors, budget) : encode(value, ancestors, budget))
			);
		} catch (error) {
			return key + encodeText(`[unwritable: threw ${nameOf(error)}]`, budget);
		}
	}

	function encodeKey(name: string, budget: Budget): string {
		const known = keys.get(name);
		if (known !== undefined) return known;
		const key = encodeText(name, budget) + ':';
		if (keys.size >= KEYS_KEPT_MAX) keys.clear();
		// A name that was redacted because the search budget was spent may be kept the next time.
		if (name.length <= KEY_KEPT_CHARS_MAX && budget.steps > 0) keys.set(name, key);
		return key;
	}

	/** The value under a secret name, of any type. An empty value is not a secret. */
	function encodeSecret(value: unknown, rule: string, ancestors: object[], budget: Budget): string {
		if (value === null || value === undefined) return 'null';
		if (typeof value === 'string') {
			return JSON.stringify(value && policy.markValue(rule, value, budget));
		}
		const own: Budget = {
			items: Math.min(SECRET_BUDGET.items, budget.items),
			chars: Math.min(SECRET_BUDGET.chars, budget.chars),
			steps: Math.min(SECRET_BUDGET.steps, budget.steps),
		};
		const given = { ...own };
		const json = encode(value, ancestors, own);
		budget.items -= given.items - own.items;
		budget.steps -= given.steps - own.steps;
		const marked = policy.mark(rule, json);
		// An allowed number stays a number.
		return marked === json ? json : JSON.stringify(marked);
	}

	return {
		value: (value, budget) => encode(value, [], budget),
		members: (object, names, budget) => encodeMembers(object, names, [], budget),
	};
}

/** Limits for the text of a secret that is not a string: its mark is computed from this much. */
const SECRET_BUDGET: Budget = { items: 1_000, chars: 100_000, steps: 1_000 };

/** What contains the innermost of them. `toJSON` is called on an object that takes no part in it. */
function parentIn(ancestors: readonly object[]): object | undefined {
	const parent: { toJSON?: unknown } | undefined = ancestors.at(-2);
	return typeof parent?.toJSON === 'function' ? ancestors.at(-3) : parent;
}

function isSpent(budget: Budget): boolean {
	return budget.items <= 0 || budget.chars <= 0;
}

function unwritable(what: string): string {
	return JSON.stringify(`[unwritable: ${what}]`);
}
