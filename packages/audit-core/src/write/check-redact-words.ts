/**
 * Checks the content of a file of redaction words (docs/format.md §9). Without a library for schemas: a hook reads the file
 * while an agent waits for it.
 */
import { quote } from '../errors.ts';
import { ARG_CHARS_MAX } from '../format/chars.ts';
import { compileRe2 } from '../format/re2.ts';
import { UNSEARCHED } from '../format/redact/search-budget.ts';

/**
 * Returns the first thing that is wrong, as a sentence without its period; `null` when nothing is. `place` is the path of
 * the value: `.patterns[0].name`, or nothing for all of it.
 */
type Check = (value: unknown, place: string) => string | null;

/** What is wrong with a text, as the rest of a sentence; `null` when nothing is. */
type Flaw = (text: string) => string | null;

const NAMES_MAX = 200;
const NAME_CHARS_MAX = 100;
const PATTERNS_MAX = 100;
const PATTERN_CHARS_MAX = 1_000;
const RULE_CHARS_MAX = 40;
const ALLOW_MAX = 1_000;
/** A pattern that matches all of these matches about any text. */
const ORDINARY = ['the', 'plan', 'notes', 'of', 'Tuesday'];

const checkWords = objectOf({
	names: listOf(textOf(NAME_CHARS_MAX, flawOfName), NAMES_MAX),
	patterns: listOf(
		objectOf({
			name: textOf(RULE_CHARS_MAX, flawOfRule),
			pattern: textOf(PATTERN_CHARS_MAX, flawOfPattern),
		}),
		PATTERNS_MAX,
	),
	allow: listOf(textOf(ARG_CHARS_MAX), ALLOW_MAX),
});

/** What is wrong, as a sentence without its period; `null` when the value is `RedactOptions`. */
export function findProblem(value: unknown): string | null {
	return checkWords(value, '');
}

function flawOfName(name: string): string | null {
	if (!/[\p{L}\p{N}]/u.test(name)) return 'must contain a letter or a digit';
	return name.isWellFormed() ? null : 'must be valid Unicode';
}

function flawOfRule(rule: string): string | null {
	if (!/^[a-z0-9-]+$/.test(rule)) {
		return 'must consist of lower-case letters a to z, digits and hyphens, such as badge-number';
	}
	return rule === UNSEARCHED ? 'is the mark of text that was not searched' : null;
}

function flawOfPattern(pattern: string): string | null {
	const trouble = troubleWith(pattern);
	return trouble && `${quote(pattern)} ${trouble}`;
}

function troubleWith(pattern: string): string | null {
	if (/^\/.+\/[a-z]*$/.test(pattern)) {
		return 'has slashes around it: leave them out, and write a slash that belongs to the secret as [/]';
	}
	// JSON reads `\b` as a backspace, and no such mistake is an error of its own.
	if (/[\b\f\t\r\n]/.test(pattern)) {
		return 'has a control character: a backslash is written twice in JSON, as in "\\\\b"';
	}
	try {
		const expression = compileRe2(pattern);
		if (expression.test('')) return 'matches a text without any characters';
		const ordinary = ORDINARY.filter((word) => expression.test(word));
		return ordinary.length === ORDINARY.length
			? 'matches ordinary words: it would redact all'
			: null;
	} catch (error) {
		const { message } = error as Error;
		const isLookaround = /\(\?<?[=!]/.test(pattern);
		return isLookaround ? 'looks around, as by (?= or (?<!, which RE2 does not' : message;
	}
}

function sentence(place: string, message: string): string {
	return `${place.slice(1) || 'it'} ${message}`;
}

/** Only lists may be missing. */
function objectOf(shape: Record<string, Check>): Check {
	return (value, place) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			return sentence(place, 'must be an object in braces');
		}
		// First of all, because a misspelt key is also a missing one.
		const unknown = Object.keys(value).find((key) => !Object.hasOwn(shape, key));
		if (unknown !== undefined) {
			const known = Object.keys(shape).join(', ');
			return sentence(place, `has the unknown key ${quote(unknown)} (known: ${known})`);
		}
		return first(Object.entries(shape), ([key, check]) =>
			check((value as Record<string, unknown>)[key], `${place}.${key}`),
		);
	};
}

function listOf(check: Check, lengthMax: number): Check {
	return (value, place) => {
		if (value === undefined) return null;
		if (!Array.isArray(value)) return sentence(place, 'must be a list in brackets');
		if (value.length > lengthMax) return sentence(place, `must have at most ${lengthMax} entries`);
		return first([...value.entries()], ([at, item]) => check(item, `${place}[${at}]`));
	};
}

function textOf(charsMax: number, flawOf: Flaw = () => null): Check {
	return (value, place) => {
		if (typeof value !== 'string') return sentence(place, 'must be a string in quotes');
		if (value === '') return sentence(place, 'must not be empty');
		if (value.length > charsMax) {
			return sentence(place, `must have at most ${charsMax} characters`);
		}
		const flaw = flawOf(value);
		return flaw && sentence(place, flaw);
	};
}

function first<Item>(items: Item[], check: (item: Item) => string | null): string | null {
	for (const item of items) {
		const problem = check(item);
		if (problem !== null) return problem;
	}
	return null;
}
