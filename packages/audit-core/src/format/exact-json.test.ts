import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExactJson } from './exact-json.ts';

test.each([
	['{"id":12345678901234567890}', { id: 12345678901234567890n }],
	['[-9007199254740993]', [-9007199254740993n]],
	['9007199254740991', 9007199254740991],
	['{"a":"12345678901234567890"}', { a: '12345678901234567890' }],
	['1234567890123456.5', 1234567890123456.5],
	['{"n":1}', { n: 1 }],
])('%s', (text, value) => expect(parseExactJson(text)).toEqual(value));

test.each(['1e-1234567890123456', '12345678901234567890.5', '12345678901234567890e1'])(
	'%s is no integer',
	(text) => expect(parseExactJson(text)).toBe(Number(text)),
);

test('a key named __proto__ stays a key', () => {
	const parsed = parseExactJson('{"__proto__":{"n":12345678901234567890}}') as object;
	expect(Object.keys(parsed)).toEqual(['__proto__']);
	expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
});

test('keeps the digits at any depth', () => {
	const depth = 200_000;
	const text = '['.repeat(depth) + '12345678901234567890' + ']'.repeat(depth);
	let value = parseExactJson(text);
	for (let level = 0; level < depth; level++) [value] = value as unknown[];
	expect(value).toBe(12345678901234567890n);
});

test('an integer that a log truncates is a text', () => {
	const digits = '1'.repeat(6_000_000);
	expect(parseExactJson(`[${digits},${digits.slice(0, 500)}]`)).toEqual([
		digits,
		BigInt(digits.slice(0, 500)),
	]);
});

/** Pieces that make JSON with and without long integers, and what only looks like it. */
const PIECES = [
	...[
		'12345678901234567890',
		'-9007199254740993',
		'9007199254740991',
		'1234567890123456',
		'0',
		'-',
	],
	...['.5', 'e9', 'e-1234567890123456', '"', '\\', '"a"', '"12345678901234567890"', '"\\""'],
	...['{', '}', '[', ']', ':', ',', ' ', 'null', 'NaN', '{"a":', '[1,'],
];

test('differs from JSON.parse in nothing else', () => {
	const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((some) => some.join(''));
	fc.assert(
		fc.property(text, (json) => {
			const rounded = (_: string, value: unknown) =>
				typeof value === 'bigint' ? Number(value) : value;
			const outcome = (parse: (text: string) => unknown) => {
				try {
					return JSON.stringify(parse(json), rounded);
				} catch (error) {
					return String(error);
				}
			};
			expect(outcome(parseExactJson)).toBe(outcome(JSON.parse));
		}),
		{ numRuns: 20_000 },
	);
});

test.each(['', '{', '12345678901234567890,'])('%j is no JSON', (text) => {
	expect(() => parseExactJson(text)).toThrow(SyntaxError);
});
