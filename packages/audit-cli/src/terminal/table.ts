import type { Paint, Style } from './colour.ts';
import { visible } from './visible.ts';
import { fit, pad, widthOf } from './width.ts';

const GAP = '  ';

export interface Column<Row> {
	title: string;
	/** The cell's text, as it stands in the data: the table makes it harmless. */
	cell: (row: Row) => string;
	style?: (row: Row) => Style | undefined;
	align?: 'right';
	/** Widest the column may be, as a part of the terminal's width. */
	partMax?: number;
	/** Takes a share of what the other columns leave. */
	flexible?: true;
}

interface Options {
	/** Width of the terminal in cells; `null` when a program reads along. */
	cells: number | null;
	paint: Paint;
}

/**
 * Rows as lines. For a terminal: a header and aligned columns, cut to its width. For a program: no header, nothing
 * cut, columns parted by one tab, which no cell can hold because a tab in the data is shown as `\t`.
 */
export function tableLines<Row>(
	columns: Column<Row>[],
	rows: Row[],
	{ cells, paint }: Options,
): string[] {
	const texts = rows.map((row) => columns.map((column) => visible(column.cell(row))));
	if (cells === null) return texts.map((line) => line.join('\t'));

	const widths = columnWidths(columns, texts, cells);
	const line = (line: string[], style: (index: number) => Style | undefined) =>
		line
			.map((text, index) => {
				const shown = pad(fit(text, widths[index] ?? 0), widths[index] ?? 0, columns[index]?.align);
				const chosen = style(index);
				return chosen ? paint(chosen, shown) : shown;
			})
			.join(GAP)
			.trimEnd();

	const titles = columns.map((column) => column.title);
	return [
		line(titles, () => 'dim'),
		...rows.map((row, place) => line(texts[place] ?? [], (index) => columns[index]?.style?.(row))),
	];
}

function columnWidths<Row>(columns: Column<Row>[], texts: string[][], cells: number): number[] {
	const natural = columns.map((column, index) => {
		const widest = texts.reduce((width, line) => Math.max(width, widthOf(line[index] ?? '')), 0);
		return Math.min(
			Math.max(widest, column.title.length),
			Math.floor(cells * (column.partMax ?? 1)),
		);
	});
	let left = cells - GAP.length * (columns.length - 1);
	columns.forEach((column, index) => (left -= column.flexible ? 0 : (natural[index] ?? 0)));

	// Narrow ones first, so that what they don't need goes to those that do.
	const flexible = columns
		.flatMap((column, index) => (column.flexible ? [{ index, wanted: natural[index] ?? 0 }] : []))
		.sort((a, b) => a.wanted - b.wanted);
	flexible.forEach(({ index, wanted }, place) => {
		const share = Math.floor(left / (flexible.length - place));
		const given = Math.min(wanted, Math.max(share, 1));
		natural[index] = given;
		left -= given;
	});
	return natural;
}
