import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Literal } from './literals.ts';
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
