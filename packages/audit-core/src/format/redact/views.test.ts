import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodedViews } from './views.ts';

const views = (text: string) => [...decodedViews(text, text.length)];
const texts = (text: string) => views(text).map((view) => view.text);

test.each([
	['JSON', String.raw`{\"a\":\"b\\n\"}`, '{"a":"b\\n"}'],
	['percent-encoding', 'a%3Db%26%C3%BC', 'a=b&ü'],
	['HTML entities', '&quot;a&#34; &#x26; &AMP;', '"a" & &'],
	['code units', '\\u0022a\\x22', '"a"'],
])('resolves %s', (_kind, text, decoded) => {
	expect(texts(text)[0]).toBe(decoded);
});

test('resolves one level after the other', () => {
	const json = JSON.stringify({ a: 'b' });
	const text = JSON.stringify(JSON.stringify(json).slice(1, -1)).slice(1, -1);
	expect(texts(text)).toEqual([String.raw`{\"a\":\"b\"}`, '{"a":"b"}']);
});

test('gives no views of a text without escapes', () => {
	expect(texts('50 % of a\\c & d')).toEqual([]);
});

const encoders = [
	(text: string) => JSON.stringify(text).slice(1, -1),
	(text: string) => encodeURIComponent(text),
	(text: string) => text.replace(/["'&<>]/g, (char) => `&#${char.charCodeAt(0)};`),
];

test('knows where each character of a view is in the text', () => {
	const pieces = fc.array(fc.constantFrom('a', 'ü', '語', '🦊', '"', '\n', '&', '%', '\\', '='), {
		maxLength: 12,
	});
	fc.assert(
		fc.property(
			pieces,
			pieces,
			fc.array(fc.constantFrom(...encoders), { maxLength: 3 }),
			(before, after, levels) => {
				const encode = (text: string) => levels.reduce((coded, level) => level(coded), text);
				const start = encode(before.join('')).length;
				const end = start + encode('here').length;
				const text = encode(before.join('') + 'here' + after.join(''));
				for (const view of views(text)) {
					const at = view.text.indexOf('here');
					expect([view.originOf(at), view.originOf(at + 4)]).toEqual([start, end]);
				}
			},
		),
	);
});
