import { expect, test } from 'vitest';
import { type Column, createTable } from './table.ts';
import { widthOf } from './width.ts';

interface Thing {
	name: string;
	size: number;
	text: string;
}

const columns: Column<Thing>[] = [
	{ title: 'name', cell: (thing) => thing.name, partMax: 0.2 },
	{ title: 'size', cell: (thing) => String(thing.size), align: 'right' },
	{ title: 'text', cell: (thing) => thing.text, flexible: true },
];
const things: Thing[] = [
	{ name: 'ab', size: 7, text: 'short' },
	{ name: '温室温室温室', size: 123456, text: 'x'.repeat(100) },
];
const tableLines = <Row>(
	columns: Column<Row>[],
	rows: Row[],
	options: Parameters<typeof createTable>[1],
) => createTable(columns, options)(rows);

const plain = (_style: string, text: string) => text;

test('aligns columns and truncates to the width of the terminal', () => {
	expect(tableLines(columns, things, { cells: 40, paint: plain })).toEqual([
		'name        size  text',
		'ab             7  short',
		`温室温…   123456  ${'x'.repeat(21)}…`,
	]);
});

test('prints everything to a pipe, separated by tabs', () => {
	expect(tableLines(columns, things, { cells: null, paint: plain })).toEqual([
		'ab\t7\tshort',
		`温室温室温室\t123456\t${'x'.repeat(100)}`,
	]);
});

test('a cell can’t forge a row, a column or a colour', () => {
	const forged = { name: 'a\nb', size: 1, text: 'c\td\u001b[32m' };
	expect(tableLines(columns, [forged], { cells: null, paint: plain })).toEqual([
		'a\\nb\t1\tc\\td\\u001b[32m',
	]);
});

test('gives the other flexible column the width that one does not need', () => {
	const two: Column<Thing>[] = [
		{ title: 'n', cell: (thing) => thing.name, flexible: true },
		{ title: 't', cell: (thing) => thing.text, flexible: true },
	];
	const [, line] = tableLines(two, [{ name: 'ab', size: 0, text: 'y'.repeat(50) }], {
		cells: 30,
		paint: plain,
	});
	expect(line).toBe(`ab  ${'y'.repeat(25)}…`);
});

test('paints after truncating, so that colours take no width', () => {
	const painted: Column<Thing>[] = [
		{ title: 'name', cell: (thing) => thing.name, style: () => 'red' },
	];
	const lines = tableLines(painted, [{ name: 'ab', size: 0, text: '' }], {
		cells: 20,
		paint: (style, text) => `<${style}>${text}</>`,
	});
	expect(lines).toEqual(['<dim>name</>', '<red>ab  </>']);
});

test('no line is wider than the terminal, whatever its width', () => {
	for (let cells = 24; cells < 60; cells++) {
		const lines = tableLines(columns, things, { cells, paint: plain });
		expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(cells);
	}
});

test('prints later rows under the same header, and no column gets narrower', () => {
	const lines = createTable(columns, { cells: 40, paint: plain });
	expect(lines([{ name: 'abcd', size: 100, text: 'first' }])).toEqual([
		'name  size  text',
		'abcd   100  first',
	]);
	expect(lines([{ name: 'a', size: 1, text: 'next' }])).toEqual(['a        1  next']);
});
