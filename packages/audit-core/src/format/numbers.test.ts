import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseLine } from './line.ts';
import { rowsOf, toRow } from './row.ts';
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

test('a number that is longer than a text may be is truncated, and is none then', () => {
	const digits = '9'.repeat(3_000);
	const parsed = parseLine(Buffer.from(`{"n":${digits}}`));
	if (!('object' in parsed)) throw new Error(parsed.damage);
	const { object, textNumbers, clipped } = truncate(parsed.object, PAGE_BOUNDS);
	expect(object.n).toBe(`${digits.slice(0, 2_000)} …[3000 chars total]`);
	expect([textNumbers, clipped]).toEqual([[], ['/n']]);
});

test('a number stays one however deep it is nested', () => {
	const depth = 50_000;
	const parsed = parseLine(Buffer.from(`${'{"a":'.repeat(depth)}NaN${'}'.repeat(depth)}`));
	expect(parsed).toHaveProperty('object');
});

/** The row of a line as a reader gets it. */
function rowOf(text: string) {
	const bytes = Buffer.from(text);
	const [raw] = rowsOf({ offset: 0, bytes, length: bytes.length, ended: true, next: bytes.length });
	const row = toRow(raw!, 0, PAGE_BOUNDS);
	if (row.kind === 'damaged') throw new Error(row.reason);
	return row;
}

/** All that a reader of an answer has seen: what could be learned from it to forge a number. */
const seen: string[] = ['number-'];

/** A value as it is in a line, and as a reader gets it. */
interface Written {
	json: string;
	/** With a text for each number that a double can't hold. */
	value: unknown;
	/** The pointers of these numbers, below the value. */
	numbers: string[];
}

const bigNumber = fc.oneof(
	fc.bigInt({ min: 2n ** 53n }).map(String),
	fc.bigInt({ max: -(2n ** 53n) }).map(String),
	fc.constantFrom('NaN', 'Infinity', '-Infinity', '1e999', '-2E+400'),
);
const escaped = (text: string) =>
	`"${[...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
const text = fc
	.tuple(fc.nat(), fc.oneof(bigNumber, fc.string({ unit: 'grapheme-ascii' })), fc.boolean())
	.map(([at, rest, isEscaped]): Written => {
		const value = `${seen[at % seen.length]!}${rest}`;
		return { json: isEscaped ? escaped(value) : JSON.stringify(value), value, numbers: [] };
	});
const leaf = fc.oneof(
	bigNumber.map((source): Written => ({ json: source, value: source, numbers: [''] })),
	text,
	fc.constantFrom(0, 1.5, true, null).map((value): Written => {
		return { json: String(value), value, numbers: [] };
	}),
);
const { tree } = fc.letrec<{ tree: Written }>((tie) => ({
	tree: fc.oneof(
		{ maxDepth: 4 },
		leaf,
		fc.array(tie('tree'), { maxLength: 4 }).map((items) => ({
			json: `[${items.map(({ json }) => json).join()}]`,
			value: items.map(({ value }) => value),
			numbers: items.flatMap(({ numbers }, at) => numbers.map((pointer) => `/${at}${pointer}`)),
		})),
		fc
			.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie('tree'), { maxKeys: 4 })
			.map((members) => ({
				json: `{${Object.entries(members)
					.map(([name, { json }]) => `"${name}":${json}`)
					.join()}}`,
				value: Object.fromEntries(
					Object.entries(members).map(([name, { value }]) => [name, value]),
				),
				numbers: Object.entries(members).flatMap(([name, { numbers }]) =>
					numbers.map((pointer) => `/${name}${pointer}`),
				),
			})),
	),
}));

test('exactly the numbers are numbers: no text passes as one, whatever it has learned from answers', () => {
	fc.assert(
		fc.property(tree, leaf, ({ json, value, numbers }, wrong) => {
			const row = rowOf(
				`{"ts":${wrong.json},"tool":"t","duration_ms":${wrong.json},"args":${json}}`,
			);
			expect(row.entry.args).toEqual(value);
			const inArgs = (row.textNumbers ?? []).filter((pointer) => pointer.startsWith('/args'));
			expect(inArgs.sort()).toEqual(numbers.map((pointer) => `/args${pointer}`).sort());
			const told = JSON.stringify(row);
			if (!JSON.stringify([value, wrong.value]).includes('number-'))
				expect(told).not.toContain('number-');
			seen.push(...(told.match(/number-[\da-f-]+:/g) ?? []));
		}),
		{ numRuns: 1_000 },
	);
});
