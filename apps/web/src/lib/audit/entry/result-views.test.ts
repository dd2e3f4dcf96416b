import { expect, test } from 'vitest';
import { resultViews } from './result-views.ts';

const kinds = (text: string) => resultViews(text).map(({ kind }) => kind);

test.each([
	['plain text', ['recorded']],
	['{"a":1,"b":[2]}', ['json', 'recorded']],
	['{\n  "a": 1\n}', ['recorded']],
	['[1, 2', ['recorded']],
	['{"id":12345678901234567890}', ['recorded']],
	['"just a string"', ['recorded']],
	['--- a\n+++ b\n-x\n+y', ['diff', 'recorded']],
	['\u001b[31mred\u001b[0m', ['text', 'recorded']],
])('%j has the views %j', (text, expected) => {
	expect(kinds(text)).toEqual(expected);
});

test('only terminal colours are removed from the text', () => {
	expect(resultViews('\u001b[1;31mred\u001b[0m\nplain')[0]).toMatchObject({ text: 'red\nplain' });
});

test('the recorded text is always a view, unchanged', () => {
	const text = '{"a":1}\u001b[0m';
	expect(resultViews(text).at(-1)).toMatchObject({ kind: 'recorded', text });
});
