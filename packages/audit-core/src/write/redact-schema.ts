import type { z as Zod } from 'zod';
import { quote } from '../errors.ts';
import { ARG_CHARS_MAX } from '../format/chars.ts';
import { compileRe2 } from '../format/re2.ts';
import { UNSEARCHED } from '../format/redact/search-budget.ts';

const NAMES_MAX = 200;
const NAME_CHARS_MAX = 100;
const PATTERNS_MAX = 100;
const PATTERN_CHARS_MAX = 1_000;
const RULE_CHARS_MAX = 40;
const ALLOW_MAX = 1_000;

/**
 * The schema of a file of redaction words (docs/format.md §9). Each message continues a sentence that begins with the place
 * in the file. zod is an argument, because it takes long to load.
 */
export function createRedactSchema(z: typeof Zod) {
	const objectOf = <Shape extends Zod.ZodRawShape>(shape: Shape) =>
		z.strictObject(shape, {
			error: (issue) =>
				issue.code === 'unrecognized_keys'
					? `has the unknown key ${quote(issue.keys[0]!)} (known: ${Object.keys(shape).join(', ')})`
					: 'must be an object in braces',
		});

	const listOf = <Item extends Zod.ZodType>(item: Item, max: number) =>
		z
			.array(item, 'must be a list in brackets')
			.max(max, `must have at most ${max} entries`)
			.optional();

	const text = (charsMax: number) =>
		z
			.string('must be a string in quotes')
			.min(1, 'must not be empty')
			.max(charsMax, `must have at most ${charsMax} characters`);

	const name = text(NAME_CHARS_MAX)
		.regex(/[\p{L}\p{N}]/u, 'must contain a letter or a digit')
		.refine((name) => name.isWellFormed(), 'must be valid Unicode');

	const pattern = text(PATTERN_CHARS_MAX).check(({ value, issues }) => {
		const trouble = troubleWith(value);
		if (trouble !== null) {
			issues.push({ code: 'custom', input: value, message: `${quote(value)} ${trouble}` });
		}
	});

	const rule = text(RULE_CHARS_MAX)
		.regex(
			/^[a-z0-9-]+$/,
			'must consist of lower-case letters a to z, digits and hyphens, such as badge-number',
		)
		.refine((name) => name !== UNSEARCHED, 'is the mark of text that was not searched');

	return objectOf({
		names: listOf(name, NAMES_MAX),
		patterns: listOf(objectOf({ name: rule, pattern }), PATTERNS_MAX),
		allow: listOf(text(ARG_CHARS_MAX), ALLOW_MAX),
	});
}

/** What is wrong with a pattern; `null` when nothing is. */
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

/** A pattern that matches all of these matches about any text. */
const ORDINARY = ['the', 'plan', 'notes', 'of', 'Tuesday'];
