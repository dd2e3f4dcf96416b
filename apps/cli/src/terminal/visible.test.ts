import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible, visibleJson, visibleLines } from './visible.ts';

const ESC = '\u001b';

test.each([
	['a colour', `${ESC}[31mred`, '\\u001b[31mred'],
	['a cleared screen', `${ESC}[2J${ESC}[H`, '\\u001b[2J\\u001b[H'],
	[
		'an OSC 8 link',
		`${ESC}]8;;https://evil.example\u0007bank${ESC}]8;;\u0007`,
		'\\u001b]8;;https://evil.example\\u0007bank\\u001b]8;;\\u0007',
	],
	['an OSC 52 clipboard write', `${ESC}]52;c;cm0=${ESC}\\`, '\\u001b]52;c;cm0=\\u001b\\'],
	['a C1 control sequence introducer', '\u009b31mred', '\\u009b31mred'],
	['line breaks and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
	['NUL, backspace and delete', 'a\0b\bc\u007f', 'a\\u0000b\\u0008c\\u007f'],
	['a bidi override', 'gpj.\u202eexe', 'gpj.\\u202eexe'],
	['bidi isolates and marks', '\u2066a\u2069\u200f', '\\u2066a\\u2069\\u200f'],
	['zero-width characters', 'pay\u200bpal\u200d\ufeff', 'pay\\u200bpal\\u200d\\ufeff'],
	['a soft hyphen', 'de\u00adlete', 'de\\u00adlete'],
	['Unicode line separators', 'a\u2028b\u2029c\u0085', 'a\\u2028b\\u2029c\\u0085'],
	['tag characters', `x\u{e0041}`, 'x\\u{e0041}'],
	['hidden data in variation selectors', 'x\u{e0100}\ufe00', 'x\\u{e0100}\\ufe00'],
	['Hangul fillers', '\u3164\u115f', '\\u3164\\u115f'],
	['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
	['a heap of marks', 'o\u0301\u0301\u0301\u0301\u0301', 'o\u0301\u0301\u0301\u0301\\u0301'],
])('shows %s as text', (_name, text, shown) => {
	expect(visible(text)).toBe(shown);
});

test.each(['plain text', 'naïve café', '温室 reports', 'مرحبا', '🎉', 'a\u00a0b', '…→✓'])(
	'leaves %s as it is',
	(text) => {
		expect(visible(text)).toBe(text);
	},
);

test('keeps the line breaks of a message', () => {
	expect(visibleLines(`first\nsecond${ESC}`)).toBe('first\nsecond\\u001b');
});

test('lets no control, format or separator character through, whatever the text', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(visible(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
		}),
	);
});

test('a JSON document stays the same document, and is harmless', () => {
	fc.assert(
		fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
			const shown = visibleJson(JSON.stringify(value, null, '\t').replaceAll('\t', ' '));
			expect(JSON.parse(shown)).toEqual(JSON.parse(JSON.stringify(value)));
			expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
		}),
	);
});
