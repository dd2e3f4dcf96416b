import { expect, test } from 'vitest';
import { truncationMark, lengthBeforeTruncation, withoutTruncationMark } from './chars.ts';

test.each([
	[`aaa${truncationMark(4120)}`, 4120],
	['aaa', undefined],
	['aaa …[12 chars total] in the middle', undefined],
])('%j was truncated from %s characters', (text, expected) => {
	expect(lengthBeforeTruncation(text)).toBe(expected);
});

test('removes the truncation mark', () => {
	expect(withoutTruncationMark(`aaa${truncationMark(4120)}`)).toBe('aaa');
	expect(withoutTruncationMark('aaa')).toBe('aaa');
});
