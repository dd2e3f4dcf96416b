import { expect, test } from 'vitest';
import { paperPages } from './paper-pages.ts';

test.each([
	['a few calls', { width: 718, height: 300 }, 1],
	['as much as three sheets hold', { width: 718, height: 3 * 1_046 }, 3],
	['the same on a screen half as wide', { width: 359, height: 6 * 1_046 }, 3],
])('%s', (_what, size, pages) => {
	expect(paperPages(size)).toBe(pages);
});
