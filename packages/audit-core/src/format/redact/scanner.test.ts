import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completed, isLiteralAt, type Literal } from './literals.ts';
import { createScanner } from './scanner.ts';

/** Few characters, so that literals overlap, and some that share a class. */
const piece = fc.string({ unit: fc.constantFrom(...'abAB01 _-./:#!\\éü§€'), maxLength: 6 });
const literal: fc.Arbitrary<Literal> = fc.record(
	{
		text: piece.filter((text) => text !== ''),
		isExactCase: fc.boolean(),
		anyGap: fc.boolean(),
		startsWord: fc.boolean(),
		endsWord: fc.boolean(),
		run: fc.nat(2),
		hex: fc.nat(2),
	},
	{ requiredKeys: ['text'] },
);
const text = fc.string({ unit: fc.constantFrom(...'abAB01 _-./:#!\\éü§€'), maxLength: 40 });

test('finds the same before and after its automaton is built', () => {
	fc.assert(
		fc.property(fc.array(literal, { maxLength: 12 }), text, fc.nat(45), (literals, text, end) => {
			const scanner = createScanner(literals);
			const lookedUp = [...scanner.find(text, end)];
			scanner.prepare();
			expect(lookedUp).toEqual([...scanner.find(text, end)]);
		}),
		{ numRuns: 3_000 },
	);
});

test('reports what ends first, and of these what begins first', () => {
	const scanner = createScanner(['bcd', 'abc', 'c', 'abcd'].map((text) => ({ text })));
	const words = [...scanner.find('abcd', 4)].map(({ start, end }) => 'abcd'.slice(start, end));
	expect(words).toEqual(['abc', 'c', 'abcd', 'bcd']);
});

test('bytes have a literal where it is found in them, and not before or behind', () => {
	const place = fc.record({ at: fc.nat(100), chars: fc.integer({ min: 1, max: 6 }) });
	fc.assert(
		fc.property(
			fc.array(text, { maxLength: 3 }),
			literal,
			place,
			fc.nat(100),
			fc.nat(100),
			(parts, like, { at, chars }, start, length) => {
				const written = parts.join('é');
				const bytes = Buffer.from(written, 'latin1');
				const wanted = written.slice(at, at + chars) || like.text;
				const one = { ...like, text: Buffer.from(wanted, 'latin1').toString('latin1') };
				const from = Math.min(start, bytes.length);
				const to = Math.min(from + length, bytes.length);
				const ends = Array.from({ length: to - from }, (_, index) => from + index + 1);
				const isThere = ends.some(
					(end) => end - one.text.length >= from && isLiteralAt(bytes, end, completed(one)),
				);
				expect(createScanner([one]).has(bytes, from, to)).toBe(isThere);
			},
		),
		{ numRuns: 5_000 },
	);
});

test('long bytes have a literal wherever it is, among many places that only look like one', () => {
	const scanner = createScanner([
		{ text: 'secret' },
		{ text: 's', run: 4, isExactCase: true },
		{ text: '%', hex: 2 },
	]);
	// The bytes are read in windows of 1,024.
	const at = fc
		.record({ window: fc.integer({ min: 1, max: 4 }), before: fc.nat(20) })
		.map(({ window, before }) => window * 1_024 - before);
	const around = ['s ', '%', 'sec ', 'é'];
	fc.assert(
		fc.property(fc.constantFrom(...around), at, (filling, at) => {
			const bytes = Buffer.from(filling.repeat(6_000));
			expect(scanner.has(bytes, 0, bytes.length)).toBe(false);
			bytes.write('Secret', at);
			expect(scanner.has(bytes, 0, bytes.length)).toBe(true);
			expect(scanner.has(bytes, at, at + 'secret'.length)).toBe(true);
		}),
		{ numRuns: 500 },
	);
});
