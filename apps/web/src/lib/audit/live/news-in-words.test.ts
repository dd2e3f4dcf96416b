import { expect, test } from 'vitest';
import { bothNews, newsInWords } from './news-in-words.ts';

test.each([
	[3, 0, '3 new calls'],
	[1, 0, '1 new call'],
	[1_970, 1_970, '1,970 calls imported'],
	[1, 1, '1 call imported'],
	[200, 197, '3 new calls, 197 imported'],
	[2, 1, '1 new call, 1 imported'],
	[200, undefined, '200 calls added'],
	[1, undefined, '1 call added'],
])('%i calls, %s of them late: %s', (calls, late, words) => {
	expect(newsInWords({ calls, late })).toBe(words);
});

test('what is not known of a part is not known of the sum', () => {
	expect(bothNews({ calls: 1, late: 1 }, { calls: 5, late: 2 })).toEqual({ calls: 6, late: 3 });
	expect(bothNews({ calls: 1, late: 1 }, { calls: 5, late: undefined }).late).toBeUndefined();
});
