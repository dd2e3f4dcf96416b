import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanJson, valueOf, type JsonNode } from './json-scan.ts';

/** Texts of characters that JSON is made of: most are nearly JSON. */
const nearlyJson = fc
	.array(
		fc.constantFrom(
			...['{', '}', '[', ']', ':', ',', '"a"', '"b"', '"\\u0061"', '"\\x"', '"', '\\', '\u0001'],
			...['1', '-', '0', '01', '.5', '1e400', 'true', 'nul', ' ', '\n', '\t', '\v', '\u00a0', '//'],
		),
		{ maxLength: 8 },
	)
	.map((parts) => parts.join(''));

function isAccepted(read: (text: string) => unknown, text: string): boolean {
	try {
		read(text);
		return true;
	} catch {
		return false;
	}
}

test('accepts what JSON.parse accepts, except a name that stands twice', () => {
	fc.assert(
		fc.property(fc.oneof(nearlyJson, fc.json(), fc.string()), (text) => {
			const read = (candidate: string) => {
				try {
					scanJson(candidate);
				} catch (error) {
					if (!(error instanceof Error) || !/stands twice/.test(error.message)) throw error;
					JSON.parse(candidate);
				}
			};
			expect(isAccepted(read, text)).toBe(isAccepted(JSON.parse, text));
		}),
		{ numRuns: 5_000 },
	);
});

test('knows where each value stands', () => {
	const rebuild = (text: string, node: JsonNode): unknown => {
		if (node.kind === 'scalar') return valueOf(text, node);
		const children = node.children.map(({ name, node }) => [name, rebuild(text, node)] as const);
		return node.kind === 'object' ? Object.fromEntries(children) : children.map(([, item]) => item);
	};
	fc.assert(
		fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
			const text = JSON.stringify(value, null, indent);
			expect(rebuild(text, scanJson(text))).toEqual(JSON.parse(text));
		}),
	);
});

test.each([
	['{\n  "a": 1,\n}', 'a comma with nothing after it, line 2, column 9'],
	['{\r\n\t// why\r\n}', 'a comment, line 2, column 2'],
	['\ufeff{"a": tru}', '"t", line 1, column 7'],
	['{"a" 1}', '"1" instead of a colon, line 1, column 6'],
	['{"a": "b', 'a string without its closing quote, line 1, column 7'],
	['{"a": "\t"}', 'a line break or control character inside a string, line 1, column 8'],
	['{"a": 1', 'it ends too early, line 1, column 8'],
	['', 'it is empty, line 1, column 1'],
])('says what is wrong in %j, and where', (text, what) => {
	expect(() => scanJson(text)).toThrow(
		expect.objectContaining({
			code: 'not-json',
			message: `It is not valid JSON: ${what}. Correct it first.`,
		}),
	);
});

test('refuses a name that stands twice, however it is spelt', () => {
	expect(() => scanJson('{"env": {\n"a": 1, "\\u0061": 2}}')).toThrow(
		expect.objectContaining({
			code: 'name-twice',
			message:
				'The name "a" stands twice in one object, the second time, line 2, column 9. Correct it first.',
		}),
	);
});

test('refuses nesting that would exhaust the stack', () => {
	expect(() => scanJson('['.repeat(100_000))).toThrow('nested more than 200 levels deep');
});
