import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnsi } from './ansi.ts';

const ESC = '\u001b';
const RED = 'rgb(205 0 0)';

test('a colour lasts until it is reset', () => {
	expect(readAnsi(`a${ESC}[31mred${ESC}[0mb`)).toEqual([
		{ text: 'a', style: {} },
		{ text: 'red', style: { foreground: RED } },
		{ text: 'b', style: {} },
	]);
});

test.each([
	['1;31', { bold: true, foreground: RED }],
	['3;4;9;7', { italic: true, underline: true, strike: true, inverse: true }],
	['42', { background: 'rgb(0 205 0)' }],
	['94', { foreground: 'rgb(92 92 255)' }],
	['103', { background: 'rgb(255 255 0)' }],
	['38;5;1', { foreground: RED }],
	['38;5;208', { foreground: 'rgb(255 135 0)' }],
	['48;5;244', { background: 'rgb(128 128 128)' }],
	['38;2;1;2;3;1', { foreground: 'rgb(1 2 3)', bold: true }],
	['38:2:1:2:3', { foreground: 'rgb(1 2 3)' }],
	['38:2::1:2:3', { foreground: 'rgb(1 2 3)' }],
	['38:5:1', { foreground: RED }],
	['31;39', {}],
	['1;22', { bold: false }],
	['31;', {}],
	['38;2;999;0;0', {}],
	['38;5', {}],
	['38', {}],
	['8', {}],
	['777', {}],
])('%s is %j', (codes, style) => {
	expect(readAnsi(`${ESC}[${codes}mx`)).toEqual([{ text: 'x', style }]);
});

test('other escapes stay in the text', () => {
	const text = `${ESC}[2J${ESC}]8;;http://x\u0007link${ESC}[1;`;
	expect(readAnsi(text)).toEqual([{ text, style: {} }]);
});

test('no character is lost but the colours', () => {
	const piece = fc.constantFrom(ESC, `${ESC}[`, '3', '38;5;', ';', ':', 'm', 'x', '\n', '\u0007');
	fc.assert(
		fc.property(fc.array(piece), (pieces) => {
			const text = pieces.join('');
			const shown = readAnsi(text).map((part) => part.text);
			// eslint-disable-next-line no-control-regex -- as above
			expect(shown.join('')).toBe(text.replace(/\u001b\[[\d;:]*m/g, ''));
		}),
	);
});

test('a text of nothing but escapes is read once, and has a bound', () => {
	expect(readAnsi(`${ESC}[${'1;'.repeat(500_000)}`)).toHaveLength(1);
	expect(readAnsi(`${ESC}[${'1;'.repeat(500_000)}mx`)).toHaveLength(1);
	expect(readAnsi(`${ESC}[1mx`.repeat(100_000)).length).toBeLessThan(11_000);
});
