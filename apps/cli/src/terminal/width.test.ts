import { expect, test } from 'vitest';
import { fit, pad, widthOf } from './width.ts';

test.each([
	['plain', 5],
	['温室', 4],
	['한글', 4],
	['ｆｕｌｌ', 8],
	['café', 4],
	['cafe\u0301', 4],
	['🎉', 2],
	['🇩🇪', 2],
	['👍🏽', 2],
	['…', 1],
	['〿', 1],
	['𖿢䷀', 4],
	['', 0],
])('%s takes %i cells', (text, cells) => {
	expect(widthOf(text)).toBe(cells);
});

test('leaves text that fits as it is', () => {
	expect(fit('abcde', 5)).toBe('abcde');
});

test('truncates text that does not fit, and marks it', () => {
	expect(fit('abcdef', 5)).toBe('abcd…');
});

test('never splits a wide character or a grapheme', () => {
	expect(fit('温室温室', 4)).toBe('温…');
	expect(fit('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
});

test('pads by cells, not by characters', () => {
	expect(pad('温', 4)).toBe('温  ');
	expect(pad('7', 3, 'right')).toBe('  7');
});
