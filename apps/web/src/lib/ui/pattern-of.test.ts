import { expect, test } from 'vitest';
import { patternOf } from './mark-found.ts';

test.each([
	['caf\u00e9', 'Un CAFE\u0301.', 'CAFE\u0301'],
	['cafe\u0301', 'Un CAF\u00c9.', 'CAF\u00c9'],
	['a.b', 'axb a.b', 'a.b'],
	['(x|y)', 'x (x|y)', '(x|y)'],
])('%j is found in %j', (text, where, found) => {
	expect(patternOf(text).exec(where)?.[0]).toBe(found);
});
