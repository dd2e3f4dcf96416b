import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AuditError } from '../errors.ts';
import { readRedactFile } from './redact-file.ts';

function tempPath(): string {
	const folder = mkdtempSync(join(tmpdir(), 'tool-audit-words-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return join(folder, 'words.json');
}

function fileWith(content: unknown): string {
	const path = tempPath();
	const isRaw = typeof content === 'string' || Buffer.isBuffer(content);
	writeFileSync(path, isRaw ? content : JSON.stringify(content));
	return path;
}

/** What is said about a file, without its path. */
function saidOf(path: string): string {
	try {
		readRedactFile(path);
	} catch (error) {
		if (!(error instanceof AuditError)) throw error;
		expect(error.code).toBe('bad-redaction');
		expect(error.what).toMatch(/^[^\n]*\.$/);
		expect(error.what.startsWith(path)).toBe(true);
		return error.what.slice(path.length);
	}
	throw new Error('The file was read.');
}

/** `count` different texts of `chars` letters. */
const texts = (count: number, chars: number, first = 'a'): string[] =>
	Array.from({ length: count }, (_, n) => {
		const letter = (at: number) =>
			String.fromCodePoint(first.codePointAt(0)! + ((n * (at + 3) + at * at + (n >> 5)) % 24));
		return Array.from({ length: chars }, (_, at) => letter(at)).join('');
	});

test('reads names, patterns and allowed values', () => {
	const words = {
		names: ['badge number', '社員番号'],
		patterns: [{ name: 'badge', pattern: 'B-\\d{4}' }],
		allow: ['pk_test_example', 'guest'],
	};
	expect(readRedactFile(fileWith(words))).toEqual(words);
	expect(readRedactFile(fileWith('\uFEFF{}'))).toEqual({});
});

test.each([
	['{', ' is not JSON (line 1 column 2).'],
	[
		'{"patterns":["\\d"]}',
		' is not JSON (line 1 column 16). A backslash in a pattern is written twice.',
	],
	['{"names":["a",]}', ' is not JSON.'],
	[Buffer.from('{"names":["\xe9"]}', 'latin1'), ' is not UTF-8.'],
	[[], ': it must be an object in braces.'],
	[{ name: ['a'] }, ': it has the unknown key "name" (known: names, patterns, allow).'],
	['{"__proto__":[]}', ': it has the unknown key "__proto__" (known: names, patterns, allow).'],
	[{ names: 'pin' }, ': names must be a list in brackets.'],
	[{ names: ['a', 5] }, ': names[1] must be a string in quotes.'],
	[{ names: [''] }, ': names[0] must not be empty.'],
	[{ names: ['--'] }, ': names[0] must contain a letter or a digit.'],
	['{"names":["a\\ud800"]}', ': names[0] must be valid Unicode.'],
	[{ names: ['a'.repeat(101)] }, ': names[0] must have at most 100 characters.'],
	[{ names: texts(201, 3) }, ': names must have at most 200 entries.'],
	[{ names: texts(200, 100, 'а') }, ': names are too many, or too long together.'],
	[{ patterns: [{ name: 'a' }] }, ': patterns[0].pattern must be a string in quotes.'],
	[
		{ patterns: [{ name: 'a', regex: 'B-1' }] },
		': patterns[0] has the unknown key "regex" (known: name, pattern).',
	],
	[
		{ patterns: [{ name: 'a', pattern: '/B-\\d{4}/i' }] },
		': patterns[0].pattern "/B-\\\\d{4}/i" has slashes around it: leave them out, and write a slash that belongs to the secret as [/].',
	],
	[
		{ patterns: [{ name: 'a', pattern: '.*' }] },
		': patterns[0].pattern ".*" matches a text without any characters.',
	],
	[
		'{"patterns":[{"name":"a","pattern":"\\bB-1"}]}',
		': patterns[0].pattern "\\bB-1" has a control character: a backslash is written twice in JSON, as in "\\\\b".',
	],
	[
		{ patterns: [{ name: 'a', pattern: '\\w+' }] },
		': patterns[0].pattern "\\\\w+" matches ordinary words: it would redact all.',
	],
	[
		{ patterns: [{ name: 'unsearched', pattern: 'a' }] },
		': patterns[0].name is the mark of text that was not searched.',
	],
	[
		{ patterns: [{ name: 'a', pattern: 'a', flags: 'i' }] },
		': patterns[0] has the unknown key "flags" (known: name, pattern).',
	],
	[
		{ patterns: [{ name: 'Badge No', pattern: 'a' }] },
		': patterns[0].name must consist of lower-case letters a to z, digits and hyphens, such as badge-number.',
	],
	[
		{ patterns: [{ name: 'a'.repeat(41), pattern: 'a' }] },
		': patterns[0].name must have at most 40 characters.',
	],
	[
		{
			patterns: [
				{ name: 'a', pattern: 'a' },
				{ name: 'b', pattern: '(' },
			],
		},
		': patterns[1].pattern "(" is not a valid regular expression (missing closing parenthesis).',
	],
	[
		{ patterns: [{ name: 'a', pattern: '(?<=a)b' }] },
		': patterns[0].pattern "(?<=a)b" looks around, as by (?= or (?<!, which RE2 does not.',
	],
	[
		{ patterns: [{ name: 'a', pattern: 'a{900}b{900}' }] },
		': patterns[0].pattern "a{900}b{900}" is not a valid regular expression (more than 1000 counted repetitions).',
	],
	[
		{ patterns: [{ name: 'a', pattern: 'a'.repeat(1_001) }] },
		': patterns[0].pattern must have at most 1000 characters.',
	],
	[
		{ patterns: texts(101, 3).map((name) => ({ name, pattern: name })) },
		': patterns must have at most 100 entries.',
	],
	[{ allow: [true] }, ': allow[0] must be a string in quotes.'],
	[{ allow: ['a'.repeat(501)] }, ': allow[0] must have at most 500 characters.'],
	[{ allow: texts(1_001, 3) }, ': allow must have at most 1000 entries.'],
])('rejects %j with one sentence', (content, sentence) => {
	expect(saidOf(fileWith(content))).toBe(sentence);
});

test('rejects what is not a readable file of its size with one sentence', () => {
	const path = tempPath();
	expect(saidOf(path)).toBe(' does not exist.');
	expect(saidOf(join(fileWith({}), 'below'))).toBe(" can't be read (ENOTDIR).");
	mkdirSync(path);
	expect(saidOf(path)).toBe(' is not a file.');
	const large = fileWith({});
	truncateSync(large, 2 ** 40);
	expect(saidOf(large)).toBe(' has more than 1048576 bytes.');
});

test('accepts as many words as it says', () => {
	const words = {
		names: texts(200, 40),
		patterns: texts(100, 40).map((name) => ({ name, pattern: name })),
		allow: texts(1_000, 100),
	};
	expect(readRedactFile(fileWith(words))).toEqual(words);
});
