import { expect, it } from 'vitest';
import { BLOCK_LINES, lineBlocks, mayWrap } from './line-blocks.ts';

it.each([
	['', []],
	['a', ['a']],
	['a\n', ['a']],
	['a\n\n', ['a', '']],
	['a\r\nb\rc\nd', ['a', 'b', 'c', 'd']],
])('%j has the lines %j', (text, lines) => {
	expect(lineBlocks(text).flatMap((block) => block.lines)).toEqual(lines);
});

it('numbers blocks by their first line', () => {
	const text = 'x\n'.repeat(2 * BLOCK_LINES + 1);
	expect(lineBlocks(text).map(({ first }) => first)).toEqual([
		1,
		BLOCK_LINES + 1,
		2 * BLOCK_LINES + 1,
	]);
});

it('wraps lines up to a bound', () => {
	expect(mayWrap(`${'x'.repeat(50_000)}\n`.repeat(2))).toBe(true);
	expect(mayWrap('x'.repeat(50_001))).toBe(false);
});
