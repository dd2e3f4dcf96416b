import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell } from './csv.ts';

test.each([
	['plain', 'plain'],
	['a,b', '"a,b"'],
	['a;b', '"a;b"'],
	['a\tb', '"a\tb"'],
	['a\u0001b', 'a\\u0001b'],
	['[1,-2]', '"[1,-2]"'],
	['a -b', 'a -b'],
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
	'\u200b=1',
	'"=1',
	'"\u200b =1',
	'\ufeff-1',
])('a spreadsheet reads %j as text', (text) => {
	expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
});

/** The cells of CSV (RFC 4180) as a program reads them that is told this separator. */
function cellsBy(separator: string, csv: string): string[] {
	const cells = [''];
	let isQuoted = false;
	for (let at = 0; at < csv.length; at++) {
		const char = csv[at]!;
		const cell = cells.at(-1)!;
		if (isQuoted && char === '"' && csv[at + 1] === '"') {
			cells[cells.length - 1] += char;
			at++;
		} else if (char === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
		else if (!isQuoted && [separator, '\n', '\r'].includes(char)) cells.push('');
		else cells[cells.length - 1] += char;
	}
	return cells;
}

test('no cell is a formula, whatever separator a program takes', () => {
	const pieces = fc.constantFrom(
		...[
			'=',
			'+',
			'-',
			'@',
			'＝',
			'"',
			"'",
			';',
			',',
			'\t',
			'\n',
			'\r',
			' ',
			'\u200b',
			'\0',
			'\ufeff',
			'a',
			'1',
		],
	);
	const text = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
	fc.assert(
		fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
			const csv = cells.map(csvCell).join(',');
			expect([...csv].filter((char) => char < ' ' && !'\t\n\r'.includes(char))).toEqual([]);
			for (const separator of [',', ';', '\t']) {
				for (const cell of cellsBy(separator, csv)) {
					expect(cell).not.toMatch(/^[\s"\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u);
				}
			}
		}),
		{ numRuns: 5_000 },
	);
});
