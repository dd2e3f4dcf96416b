import fc from 'fast-check';
import { expect, test } from 'vitest';
import { append, between, countOf, everyNth, halved, type Slices } from './slices.ts';

const lengths = fc.array(fc.oneof(fc.nat(5), fc.integer({ min: 1, max: 9_000 })), {
	maxLength: 8,
});

/** Consecutive numbers, added in parts of these lengths. */
function added(lengths: number[], n = 1): { slices: Slices; count: number } {
	let count = 0;
	let slices: Slices = [];
	for (const length of lengths) {
		const part = new Float64Array(length);
		for (let at = 0; at < length; at++) part[at] = count + at;
		slices = append(slices, everyNth(part, n, count));
		count += length;
	}
	return { slices, count };
}

test('finds numbers that were added in parts at their indexes', () => {
	fc.assert(
		fc.property(lengths, fc.nat(40_000), fc.nat(300), (lengths, from, limit) => {
			const { slices, count } = added(lengths);
			const length = Math.max(0, Math.min(count - from, limit));
			const expected = Array.from({ length }, (_, index) => from + index);
			expect(between(slices, from, from + limit)).toEqual(expected);
			expect(countOf(slices)).toBe(count);
		}),
	);
});

test('halving keeps every second number, and every fourth when repeated', () => {
	fc.assert(
		fc.property(lengths, (lengths) => {
			const numbersOf = (slices: Slices) =>
				Buffer.concat(slices.map((part) => Buffer.from(part.buffer)));
			const twice = halved(halved(added(lengths).slices));
			expect(numbersOf(twice).equals(numbersOf(added(lengths, 4).slices))).toBe(true);
			expect(countOf(twice)).toBe(Math.ceil(added(lengths).count / 4));
		}),
	);
});

test('many small additions result in few slices', () => {
	const { slices } = added(new Array<number>(500).fill(50));
	expect(slices.length).toBeLessThan(8);
});
