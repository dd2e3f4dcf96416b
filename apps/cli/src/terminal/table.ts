import type { Paint, Style } from './colour.ts';
import { visible } from './visible.ts';
import { fit, pad, widthOf } from './width.ts';

const GAP = '  ';

export interface Column<Row> {
	title: string;
	/** The cell's text as it is in the data; the table escapes it. */
	cell: (row: Row) => string;
	style?: (row: Row) => Style | undefined;
	align?: 'right';
	/** Maximum width of the column, as a fraction of the terminal's width. */
	partMax?: number;
	/** Shares the width that the other columns leave. */
	flexible?: true;
}

interface Options {
	/** Width of the terminal in cells; `null` in a pipe. */
	cells: number | null;
	paint: Paint;
}

/**
 * Turns rows into lines, in parts. For a terminal: a header first, then aligned columns that fit its width and never
 * get narrower. For a pipe: no header, nothing truncated, and columns separated by one tab. No cell contains a tab,
 * because a tab in the data is shown as `\t`.
 */
export function createTable<Row>(
	columns: Column<Row>[],
	{ cells, paint }: Options,
): (rows: Row[]) => string[] {
	const textsOf = (rows: Row[]) =>
		rows.map((row) => columns.map((column) => visible(column.cell(row))));
	if (cells === null) return (rows) => textsOf(rows).map((texts) => texts.join('\t'));

	const widest = columns.map((column) => column.title.length);
	let header: string[] | null = columns.map((column) => column.title);
	return (rows) => {
		const texts = textsOf(rows);
		columns.forEach((_column, index) => {
			for (const line of texts) widest[index] = Math.max(widest[index]!, widthOf(line[index]!));
		});
		const widths = columnWidths(columns, widest, cells);
		const line = (texts: string[], styleOf: (column: Column<Row>) => Style | undefined) =>
			columns
				.map((column, index) => {
					const shown = pad(fit(texts[index]!, widths[index]!), widths[index]!, column.align);
					const style = styleOf(column);
					return style ? paint(style, shown) : shown;
				})
				.join(GAP)
				.trimEnd();

		const titles = header === null ? [] : [line(header, () => 'dim')];
		header = null;
		return [
			...titles,
			...rows.map((row, place) => line(texts[place]!, (column) => column.style?.(row))),
		];
	};
}

function columnWidths<Row>(columns: Column<Row>[], widest: number[], cells: number): number[] {
	const widths = columns.map(({ partMax = 1 }, index) =>
		Math.min(widest[index]!, Math.floor(cells * partMax)),
	);
	let left = cells - GAP.length * (columns.length - 1);
	columns.forEach((column, index) => (left -= column.flexible ? 0 : widths[index]!));

	// Narrow columns first, so that the width they don't need is left for the others.
	const flexible = columns
		.flatMap((column, index) => (column.flexible ? [index] : []))
		.sort((a, b) => widths[a]! - widths[b]!);
	flexible.forEach((index, place) => {
		const share = Math.floor(left / (flexible.length - place));
		widths[index] = Math.min(widths[index]!, Math.max(share, 1));
		left -= widths[index];
	});
	return widths;
}
