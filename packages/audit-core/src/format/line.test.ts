import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isObject, parseExactly } from './numbers.ts';
import { parseLine } from './line.ts';

const TOKENS = [
	...['{', '}', '[', ']', '"', '"a"', ':', ',', '\\', '\\"', ' ', '\t', '\u00a0', '\ufeff'],
	...['1', '-0', '1e999', 'true', 'null', 'NaN', '-Infinity', 'Infinity', '"NaN"', 'x', '{}', '[]'],
];
const values = fc.oneof(
	fc.jsonValue(),
	fc.dictionary(fc.string(), fc.constantFrom(NaN, Infinity, -Infinity, 1)),
);
/** Of a program that writes `NaN`, as Python does. */
const written = values.map((value) =>
	JSON.stringify(value, (_, part: unknown) =>
		typeof part === 'number' && !Number.isFinite(part) ? `<${part}>` : part,
	).replaceAll(/"<(NaN|-?Infinity)>"/g, '$1'),
);
const texts = fc.oneof(
	written,
	fc.array(fc.constantFrom(...TOKENS), { maxLength: 12 }).map((tokens) => tokens.join('')),
	fc.tuple(written, fc.nat(), fc.nat(), fc.constantFrom(...TOKENS)).map(([text, from, to, put]) => {
		const [start, end] = [from % (text.length + 1), to % (text.length + 1)];
		return text.slice(0, start) + put + text.slice(end);
	}),
);

/** What a line is, when all of it is parsed. */
function parsedAll(text: string): unknown {
	try {
		return isObject(parseExactly(text)) ? 'object' : 'not-object';
	} catch {
		return 'no JSON';
	}
}

test.each([true, false])('a line is what a parse of all of it says: exact %j', (exact) => {
	fc.assert(
		fc.property(texts, (text) => {
			const parsed = parseLine(Buffer.from(text), { exact });
			const isJson = 'object' in parsed || parsed.damage === 'not-object';
			const kind = !isJson ? 'no JSON' : 'object' in parsed ? 'object' : 'not-object';
			expect(kind).toBe(parsedAll(text));
		}),
		{ numRuns: 3_000 },
	);
});
