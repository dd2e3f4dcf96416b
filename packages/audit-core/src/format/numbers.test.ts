import { expect, test } from 'vitest';
import { parseLine } from './line.ts';
import { PAGE_BOUNDS, truncate } from './truncate.ts';

function read(text: string) {
	const parsed = parseLine(Buffer.from(text));
	if (!('object' in parsed)) return parsed.damage;
	const { object, textNumbers } = truncate(parsed.object, PAGE_BOUNDS);
	return { object, textNumbers };
}

test.each([
	['{"n": 9007199254740993}', '9007199254740993'],
	['{"n":-12345678901234567890}', '-12345678901234567890'],
	['{"n": NaN}', 'NaN'],
	['{"n": Infinity}', 'Infinity'],
	['{"n": -Infinity}', '-Infinity'],
	['{"n": 1e999}', '1e999'],
])('%s is returned as its source text, with its JSON Pointer', (text, n) => {
	expect(read(text)).toEqual({ object: { n }, textNumbers: ['/n'] });
});

test.each([
	'{"n":9007199254740991}',
	'{"n":1e20}',
	'{"n":0.1234567890123456789}',
	'{"n":-0.5e-300}',
])('%s stays a number', (text) => {
	expect(read(text)).toEqual({ object: JSON.parse(text) as unknown, textNumbers: [] });
});

test('gives the JSON Pointer of each number', () => {
	const text = '{"a": [1, {"b/c~d": NaN}], "e": 10000000000000000}';
	expect(read(text)).toEqual({
		object: { a: [1, { 'b/c~d': 'NaN' }], e: '10000000000000000' },
		textNumbers: ['/e', '/a/1/b~1c~0d'],
	});
});

test('leaves digits and words inside strings unchanged', () => {
	const text = '{"a": "NaN 12345678901234567890 \\" Infinity", "NaN": 1, "n": NaN}';
	expect(read(text)).toMatchObject({ textNumbers: ['/n'] });
	expect(read(text)).toMatchObject({ object: { NaN: 1 } });
});

test.each(['{NaN: 1}', '{"n": +Infinity}', '{"n": 012345678901234567890}', '{"n": NaNaN}'])(
	'%s is not JSON',
	(text) => {
		expect(read(text)).toBe('not-json');
	},
);
