import type { DamagedRow, EntryContent, Page, Row } from '@tool-audit/core';
import type { Style } from './terminal/colour.ts';
import type { Column } from './terminal/table.ts';

/** A row as it is shown: an entry, with or without its position, or a damaged line. */
export type ShownRow =
	({ kind: 'entry' } & EntryContent) | ({ kind: 'damaged' } & Omit<DamagedRow, 'position'>);

const STYLES: Record<string, Style> = {
	ok: 'green',
	error: 'red',
	denied: 'yellow',
	damaged: 'red',
};

/** An agent can choose tool and status freely: long ones are truncated, so that the other columns keep their room. */
const TOOL_PART_MAX = 0.3;
const STATUS_PART_MAX = 0.15;

/** A page's entries and damaged lines in one list, in the requested order. */
export function rowsOf({ entries, damaged }: Page, reverse: boolean): Row[] {
	const rows: Row[] = [
		...entries.map((row) => ({ kind: 'entry' as const, ...row })),
		...damaged.map((row) => ({ kind: 'damaged' as const, ...row })),
	];
	return rows.sort((a, b) => (a.position - b.position) * (reverse ? -1 : 1));
}

/** A field as text, whatever its type. */
function field(row: ShownRow, name: string): string {
	if (row.kind === 'damaged' || !Object.hasOwn(row.entry, name)) return '';
	const value = row.entry[name];
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The time of day in a `ts`, as recorded; all of a `ts` that has another form. */
export function timeOf(row: ShownRow): string {
	const ts = field(row, 'ts');
	return /^\d{4}-\d{2}-\d{2}[T ](\d{2}:\d{2}(?::\d{2})?)/.exec(ts)?.[1] ?? ts;
}

function statusOf(row: ShownRow): string {
	return row.kind === 'damaged' ? 'damaged' : field(row, 'status') || 'other';
}

function argsOf(row: ShownRow): string {
	if (row.kind === 'damaged') return `(${row.reason}, ${row.bytes} bytes)`;
	return field(row, 'args');
}

function resultOf(row: ShownRow): string {
	if (row.kind === 'damaged') return row.raw;
	const remarks = [...(row.recovered ? ['recovered'] : []), ...(row.problems ?? [])];
	const remark = remarks.length > 0 ? `(${remarks.join('; ')}) ` : '';
	const snippet = field(row, 'result_snippet');
	const chars = Object.hasOwn(row.entry, 'result_chars') ? row.entry['result_chars'] : null;
	const more = typeof chars === 'number' && chars > [...snippet].length;
	return `${remark}${snippet}${more ? ` …[${chars} chars]` : ''}`;
}

/** All fields of a row, in the order of its line. */
export function wholeRow(row: ShownRow): string[] {
	if (row.kind === 'damaged') {
		const { reason, bytes, raw } = row;
		return [`damaged: ${reason}, ${bytes} bytes`, raw];
	}
	const { entry, recovered, problems = [] } = row;
	const fields = Object.entries(entry).map(([name, value]) => {
		const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
		// A line of a value must not look like a field.
		return `${/^[\w.-]+$/.test(name) ? name : JSON.stringify(name)}: ${text.replaceAll('\n', '\n  ')}`;
	});
	return [...fields, ...(recovered ? ['(recovered)'] : []), ...problems.map((text) => `(${text})`)];
}

/** All columns except the time, which differs between the tables. */
export const ROW_COLUMNS: Column<ShownRow>[] = [
	{ title: 'tool', cell: (row) => field(row, 'tool'), partMax: TOOL_PART_MAX },
	{
		title: 'status',
		cell: statusOf,
		style: (row) => STYLES[statusOf(row)],
		partMax: STATUS_PART_MAX,
	},
	{ title: 'args', cell: argsOf, flexible: true },
	{ title: 'result', cell: resultOf, flexible: true },
];

/** The columns for rows of several days. */
export const DATED_COLUMNS: Column<ShownRow & { day: string }>[] = [
	{ title: 'day', cell: ({ day }) => day },
	{ title: 'time', cell: timeOf },
	...ROW_COLUMNS,
];
