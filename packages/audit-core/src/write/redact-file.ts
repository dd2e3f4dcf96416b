import { codeOf, readWhole, SafeFileError } from '@tool-audit/safe-files';
import * as z from 'zod';
import { AuditError, quote } from '../errors.ts';
import { ARG_CHARS_MAX } from '../format/chars.ts';
import { compileRe2 } from '../format/re2.ts';
import { createRedactor, type RedactOptions } from '../format/redact/redactor.ts';
import { UNSEARCHED } from '../format/redact/search-budget.ts';

const FILE_BYTES_MAX = 1_048_576;
const NAMES_MAX = 200;
const NAME_CHARS_MAX = 100;
const PATTERNS_MAX = 100;
const PATTERN_CHARS_MAX = 1_000;
const RULE_CHARS_MAX = 40;
const ALLOW_MAX = 1_000;

/** Each message continues a sentence that begins with the place in the file. */
const objectOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.strictObject(shape, {
		error: (issue) =>
			issue.code === 'unrecognized_keys'
				? `has the unknown key ${quote(issue.keys[0]!)} (known: ${Object.keys(shape).join(', ')})`
				: 'must be an object in braces',
	});

const listOf = <Item extends z.ZodType>(item: Item, max: number) =>
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

const rule = text(RULE_CHARS_MAX)
	.regex(
		/^[a-z0-9-]+$/,
		'must consist of lower-case letters a to z, digits and hyphens, such as badge-number',
	)
	.refine((name) => name !== UNSEARCHED, 'is the mark of text that was not searched');

const schema = objectOf({
	names: listOf(name, NAMES_MAX),
	patterns: listOf(objectOf({ name: rule, pattern }), PATTERNS_MAX),
	allow: listOf(text(ARG_CHARS_MAX), ALLOW_MAX),
});

/**
 * Reads a file of redaction words: further names of secrets, shapes (RE2 syntax) and allowed values, as JSON in UTF-8
 * (docs/format.md §9).
 *
 * @throws AuditError `bad-redaction` for a file that can't be read or used, with the file, the entry and what is wrong
 *
 * @example
 * ```ts
 * // { "names": ["badge number"], "patterns": [{ "name": "badge", "pattern": "B-\\d{4}" }], "allow": ["guest"] }
 * const log = openAuditLog({ home: './home', redact: readRedactFile('./redact.json') });
 * ```
 */
export function readRedactFile(path: string): RedactOptions {
	const parsed = schema.safeParse(parseJson(path, readBytes(path)));
	if (!parsed.success) {
		const { issues } = parsed.error;
		// A misspelt key is also a missing one.
		const unknown = issues.find(({ code }) => code === 'unrecognized_keys');
		const { path: place, message } = unknown ?? issues[0]!;
		throw new AuditError('bad-redaction', `${path}: ${nameOf(place)} ${message}.`);
	}
	const { names } = parsed.data;
	try {
		createRedactor({ names });
	} catch (cause) {
		const what = `${path}: names are too many, or too long together.`;
		throw new AuditError('bad-redaction', what, { cause });
	}
	return parsed.data;
}

function readBytes(path: string): Buffer {
	let bytes: Buffer | null;
	try {
		bytes = readWhole(path, FILE_BYTES_MAX);
	} catch (cause) {
		const reason =
			cause instanceof SafeFileError
				? cause.code === 'too-large'
					? `has more than ${FILE_BYTES_MAX} bytes`
					: 'is not a file'
				: `can't be read (${codeOf(cause)})`;
		throw new AuditError('bad-redaction', `${path} ${reason}.`, { cause });
	}
	if (bytes === null) throw new AuditError('bad-redaction', `${path} does not exist.`);
	return bytes;
}

function parseJson(path: string, bytes: Buffer): unknown {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (cause) {
		throw new AuditError('bad-redaction', `${path} is not UTF-8.`, { cause });
	}
	try {
		return JSON.parse(text);
	} catch (cause) {
		const place = /\(line \d+ column \d+\)/.exec((cause as Error).message)?.[0];
		const hint = text.replaceAll('\\\\', '').includes('\\')
			? '. A backslash in a pattern is written twice'
			: '';
		const what = `${path} is not JSON${place ? ` ${place}` : ''}${hint}.`;
		throw new AuditError('bad-redaction', what, { cause });
	}
}

/** `patterns[0].name` */
function nameOf(place: readonly PropertyKey[]): string {
	const name = place.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
	return name.join('').slice(1) || 'it';
}
