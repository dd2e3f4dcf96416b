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

test('a key named __proto__ stays a key', () => {
	const parsed = parseExactJson('{"__proto__":{"n":12345678901234567890}}') as object;
	expect(Object.keys(parsed)).toEqual(['__proto__']);
	expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
});

test('what is nested too deeply for a reviver is parsed all the same', () => {
	const depth = 200_000;
	const text = '['.repeat(depth) + '12345678901234567890' + ']'.repeat(depth);
	let value = parseExactJson(text);
	for (let level = 0; level < depth; level++) [value] = value as unknown[];
	expect(value).toBe(Number('12345678901234567890'));
});

test.each(['', '{', '12345678901234567890,'])('%j is no JSON', (text) => {
	expect(() => parseExactJson(text)).toThrow(SyntaxError);
});
