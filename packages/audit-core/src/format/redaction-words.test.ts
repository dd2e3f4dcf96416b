/** Redaction by a person's own names, patterns and allowed values. */
import { expect, test } from 'vitest';
import { encodeOne } from './encode.fixture.ts';
import { withRe2 } from './redact/re2-patterns.ts';
import type { RedactOptions } from './redact/redact-options.ts';
import { createRedactor } from './redact/redactor.ts';

/** Assembled from parts, so that secret scanners do not report this file. */
const KEY = ['sk', 'live', '7fQ2zKp9LmXw4RtYb8NvCs1D'].join('_');

const withPatterns = (...patterns: string[]): RedactOptions => ({
	patterns: patterns.map((pattern) => ({ name: 'own', pattern })),
});

function snippetOf(result: string, redact: RedactOptions) {
	return encodeOne({ result }, { redact }).entry.result_snippet;
}

test('redacts what an expression in RE2 syntax matches', () => {
	expect(snippetOf('badge B-1234 and 🦊 b-9876.', withPatterns('(?i)b-\\d{4}'))).toMatch(
		/^badge \[redacted:own:\w{8}\] and 🦊 \[redacted:own:\w{8}\]\.$/,
	);
});

test('runs each pattern over the text that those before it left', () => {
	const redact = withPatterns('B-\\d{4}', '\\bpoint \\w+');
	expect(snippetOf('B-1234 at point blue', redact)).toMatch(
		/^\[redacted:own:\w{8}\] at \[redacted:own:\w{8}\]$/,
	);
});

test('redacts nothing for an empty match', () => {
	expect(snippetOf('a12b', withPatterns('\\d*'))).toMatch(/^a\[redacted:own:\w{8}\]b$/);
	expect(snippetOf('ab', withPatterns('\\d*|^|$'))).toBe('ab');
});

test('writes nothing of a text that a pattern matches as a whole, however long', () => {
	for (const length of [1, 70_000, 1_000_000]) {
		const { text, entry } = encodeOne(
			{ tool: 'x', args: { long: 'x'.repeat(length) }, result: 'x'.repeat(length) },
			{ redact: withPatterns('(?s).*') },
		);
		expect(text).not.toContain('xx');
		expect(entry.result_snippet).toMatch(
			/^\[redacted:own:\w{8}\](\[redacted:unsearched:\w{8}\])?$/,
		);
		expect(entry.result_chars).toBe(length);
	}
});

test('writes no text after more matches than the search budget covers', () => {
	const list = Array.from({ length: 3_000 }, (_, n) => `at B-${n} here`);
	const { entry } = encodeOne({ args: { list } }, { redact: withPatterns('B-\\d+') });
	const written = (entry.args as { list: string[] }).list;
	expect(written[0]).toMatch(/^at \[redacted:own:\w{8}\] here$/);
	expect(written.at(-1)).toMatch(/^at \[redacted:unsearched:\w{8}\]$/);
});

test.each(['(', 'a{1001}', '(a{100}){100}', '(?=a)', '\\1'])(
	'rejects the pattern %s',
	(pattern) => {
		expect(() => withRe2(withPatterns(pattern))).toThrow(
			expect.objectContaining({ code: 'bad-redaction', what: expect.stringContaining(pattern) }),
		);
	},
);

test.each([
	['by its shape', { text: `the key ${KEY}.` }],
	['as a whole text', { text: KEY }],
	['under a secret name', { api_key: KEY }],
	['beside a secret name', { headers: [{ name: 'Authorization', value: KEY }] }],
	['after an option', { argv: ['deploy', '--token', KEY] }],
	['inside an option', { argv: ['mysql', `-p${KEY}`] }],
	['in a command', { command: `mysql --password ${KEY} -u me` }],
	['in an environment', { text: `A=1\nDB_PASSWORD=${KEY}\nB=2` }],
	['in JSON', { text: JSON.stringify({ password: KEY }) }],
	['in JSON in JSON', { text: JSON.stringify(JSON.stringify({ password: KEY })) }],
	['in a query', { url: `https://host/?a=1&access_token=${KEY}&b=2` }],
	['in a URL', { url: `postgres://app:${KEY}@db/main` }],
	['by an own pattern', { text: 'B-1234' }],
	['as a number', { password: 1234 }],
	['as a list', { password: [1, 'two'] }],
])('keeps an allowed value that is found %s', (_, args) => {
	const patterns = [{ name: 'badge', pattern: 'B-\\d{4}' }];
	const allow = [KEY, 'B-1234', '1234', '[1,"two"]'];
	expect(encodeOne({ args }, { redact: { patterns } }).text).toContain('[redacted:');
	expect(encodeOne({ args }, { redact: { patterns, allow } }).entry.args).toEqual(args);
});

test('allows the exact value only', () => {
	const redact = { allow: ['guest', KEY] };
	const args = { password: 'Guest', token: `${KEY}E`, text: `password="guest1" or ${KEY}E` };
	const { text } = encodeOne({ args }, { redact });
	expect(text).not.toMatch(/guest|7fQ2/i);
});

test('redacts a value that is longer than any text that is kept, allowed or not', () => {
	const password = 'x'.repeat(501);
	const { text } = encodeOne({ args: { password } }, { redact: { allow: [password] } });
	expect(text).not.toContain('xx');
});

test('names that are too many for the search are refused when it is made, not by a call', () => {
	const names = Array.from(
		{ length: 400 },
		(_, n) => `name ${n.toString(36)} ${'слово'.repeat(9)} ${n}`,
	);
	const problem = { code: 'bad-redaction', message: expect.stringMatching(/too many/) as string };
	expect(() => createRedactor({ names })).toThrow(expect.objectContaining(problem));
	expect(() => createRedactor({ names: names.slice(0, 20) })).not.toThrow();
});
