import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composed, placesOfComposed } from './compose.ts';
import { foldText } from './fold-case.ts';

test.each([
	['cafe\u0301', 'café'],
	['o\u0323\u0302 ô\u0323 o\u0302\u0323', 'ộ ộ ộ'],
	['\u1112\u1161\u11ab하\u11ab', '한한'],
	['x\u0301', 'x\u0301'],
	['\u0301', '\u0301'],
	['\u212a \u212b \u2126', '\u212a \u212b \u2126'],
	['plain', 'plain'],
])('%j is composed to %j', (text, expected) => {
	expect(composed(text)).toBe(expected);
});

test('a place in the composed text is that of the same letter in the text', () => {
	const piece = fc.constantFrom(
		'a',
		'é',
		'e\u0301',
		'o\u0323\u0302',
		'\u1112\u1161\u11ab',
		'🙂',
		'\u0301',
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 8 }), piece, fc.array(piece), (before, at, behind) => {
			// A mark belongs to the letter before it.
			fc.pre(at !== '\u0301' && behind[0] !== '\u0301');
			const text = [...before, at, ...behind].join('');
			const place = placesOfComposed(text)(composed(before.join('')).length);
			expect(text.slice(place).startsWith(at)).toBe(true);
		}),
	);
});

test.each([
	['Café', 'CAFE\u0301'],
	['ÉTÉ', 'e\u0301te\u0301'],
	['한국', '\u1112\u1161\u11ab\u1100\u116e\u11a8'],
])('%j and %j find each other', (one, other) => {
	expect(foldText(one)).toBe(foldText(other));
});

test('a letter with very many marks takes no longer than others', () => {
	const text = `e${'\u0301\u0323'.repeat(200_000)}`;
	expect(composed(text).length).toBeGreaterThan(300_000);
});
