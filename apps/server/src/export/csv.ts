import type { Row, StoredRow } from '@tool-audit/core';
import { withDigits } from '../audit/entry-json.ts';

/** Programs that guess the encoding only recognize UTF-8 by this mark. */
const BYTE_ORDER_MARK = '\uFEFF';
const COLUMNS = [
	...['position', 'ts', 'user', 'tool', 'status'],
	...['args', 'result_chars', 'result_snippet', 'more'],
];
const NAMED = new Set(COLUMNS);

/**
 * What spreadsheets read as the beginning of a formula, including full-width forms, after characters that they or a reader
 * may skip. A program that is told another separator begins a cell behind it, wherever this file has quotes.
 */
const FORMULA =
	/(?<=^|[;\t\r\n])(?=[\s"'\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])/gu;
/** Control characters that no cell needs. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f]/g;
/** A separator of any of these kinds, a quote, or a line end. */
const QUOTED = /[",;\t\r\n]/;

/** A cell (RFC 4180 §2). An apostrophe makes a spreadsheet read a formula as text. */
export function csvCell(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number') return String(value);
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const safe = text.replace(CONTROLS, escaped).replace(FORMULA, "'");
	return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function escaped(control: string): string {
	return `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function cellsOf(row: Row): unknown[] {
	// A spreadsheet is read beside the page, which counts rows from 1. Only programs count positions from 0.
	const number = row.position + 1;
	if (row.kind === 'damaged') {
		const { reason, raw } = row;
		return [number, '', '', '', 'damaged', '', '', raw, { damaged: reason }];
	}
	const fields = withDigits(row);
	const more = Object.entries(fields).filter(([name]) => !NAMED.has(name));
	const named = COLUMNS.slice(1, -1).map((name) =>
		Object.hasOwn(fields, name) ? fields[name] : '',
	);
	return [number, ...named, more.length > 0 ? Object.fromEntries(more) : ''];
}

const toLine = (cells: unknown[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** Rows as CSV with a header line. Rows are counted and long values truncated as on the page. */
export async function* toCsv(batches: AsyncIterable<StoredRow[]>): AsyncGenerator<string> {
	yield BYTE_ORDER_MARK + toLine(COLUMNS);
	for await (const batch of batches) {
		yield batch.map((row) => toLine(cellsOf(row.read()))).join('');
	}
}
