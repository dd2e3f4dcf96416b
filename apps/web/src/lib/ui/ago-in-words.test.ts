import { expect, test } from 'vitest';
import { agoInWords } from './ago-in-words.ts';

test.each([
	[-7_200_000, 'in 2 hours'],
	[-5_000, 'just now'],
	[2_900, '2 seconds ago'],
	[60_000, '1 minute ago'],
	[7_200_000, '2 hours ago'],
	[172_800_000, '2 days ago'],
])('%i ms is %s', (ms, words) => {
	expect(agoInWords(1_000_000, 1_000_000 + ms)).toBe(words);
});
