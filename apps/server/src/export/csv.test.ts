import { expect, test } from 'vitest';
import { csvCell } from './csv.ts';

test.each([
	['plain', 'plain'],
	['a,b', '"a,b"'],
	['say "hi"', '"say ""hi"""'],
	['two\nlines', '"two\nlines"'],
	['', ''],
	[undefined, ''],
	[null, ''],
	[0, '0'],
	[-5, '-5'],
	[{ a: 1 }, '"{""a"":1}"'],
	['温室', '温室'],
])('%j is written as %j', (value, cell) => {
	expect(csvCell(value)).toBe(cell);
});

test.each([
	'=cmd()',
	'+1',
	'-1',
	'@SUM(A1)',
	'\t=1',
	'\r=1',
	'\n=1',
	'  =1',
	'＝cmd()',
	'＋1',
	'－1',
	'＠x',
	'\u00a0=1',
])('a spreadsheet reads %j as text', (text) => {
	expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
});
