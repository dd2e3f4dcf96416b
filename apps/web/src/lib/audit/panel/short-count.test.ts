import { expect, test } from 'vitest';
import { shortCount } from './short-count.ts';

test.each([
	[0, 4, '0'],
	[842, 4, '842'],
	[1_204, 4, '1.2k'],
	[27_614, 6, '27,614'],
	[99_999, 4, '100k'],
	[276_140, 6, '276k'],
	[1_000_000, 6, '1M'],
])('%d in %d characters is %s', (count, charsMax, expected) => {
	expect(shortCount(count, charsMax)).toBe(expected);
});
