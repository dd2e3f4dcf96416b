import type { DamagedRow, EntryContent, Page, Row, ShapeName, Zone } from '@tool-audit/core';
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

/** The time of day in the log's zone, with the date if it is not the row's day; what is not a time, as recorded. */
function timeOf(row: ShownRow, day: string, zone: Zone): string {
	const instant = row.kind === 'entry' ? zone.parse(row.entry['ts']) : null;
	if (instant === null) return field(row, 'ts');
	const [date = '', time = ''] = zone.format(instant).split('T');
	const timeOfDay = time.slice(0, 'hh:mm:ss'.length);
	return date === day ? timeOfDay : `${date} ${timeOfDay}`;
}

/** As written. */
function statusOf(row: ShownRow): string {
	return row.kind === 'damaged' ? 'damaged' : field(row, 'status') || 'other';
}

function styleOf(row: ShownRow): Style | undefined {
	const status = row.kind === 'entry' ? (row.status ?? field(row, 'status')) : 'damaged';
	return Object.hasOwn(STYLES, status) ? STYLES[status] : undefined;
}

const SHAPES: Record<ShapeName, string> = {
	docker: 'read from a log of Docker',
	kubernetes: 'read as an audit event of Kubernetes',
	vault: 'read as an audit entry of Vault',
	mcp: 'read as an MCP request',
	'claude-code': 'read as a line of a transcript of Claude Code',
	'other-names': 'read by other names',
	unknown: 'line of another program',
};

/** What is unusual about a row, in words. What another program left out is not. */
function remarksOf({
	recovered,
	assembled,
	encoding,
	shape,
	problems = [],
}: EntryContent): string[] {
	return [
		...(recovered ? ['recovered'] : []),
		...(assembled ? ['assembled'] : []),
		...(encoding ? ['UTF-16'] : []),
		...(shape ? [SHAPES[shape]] : problems),
	];
}

function argsOf(row: ShownRow): string {
	if (row.kind === 'damaged') return `(${row.reason}, ${row.bytes} bytes)`;
	return field(row, 'args');
}

function resultOf(row: ShownRow): string {
	if (row.kind === 'damaged') return row.raw;
	const remarks = remarksOf(row);
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
	const { entry, status } = row;
	const fields = Object.entries(entry).map(([name, value]) => {
		const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
		// A line of a value must not look like a field.
		return `${/^[\w.-]+$/.test(name) ? name : JSON.stringify(name)}: ${text.replaceAll('\n', '\n  ')}`;
	});
	const remarks = [...(status ? [`counted as ${status}`] : []), ...remarksOf(row)];
	return [...fields, ...remarks.map((text) => `(${text})`)];
}

/** All columns except the time, which differs between the tables. */
const ROW_COLUMNS: Column<ShownRow>[] = [
	{ title: 'tool', cell: (row) => field(row, 'tool'), partMax: TOOL_PART_MAX },
	{
		title: 'status',
		cell: statusOf,
		style: styleOf,
		partMax: STATUS_PART_MAX,
	},
	{ title: 'args', cell: argsOf, flexible: true },
	{ title: 'result', cell: resultOf, flexible: true },
];

/** The columns for rows of one day. */
export function columnsOfDay(day: string, zone: Zone): Column<ShownRow>[] {
	return [{ title: 'time', cell: (row) => timeOf(row, day, zone) }, ...ROW_COLUMNS];
}

/** The columns for rows of several days. */
export function datedColumns(zone: Zone): Column<ShownRow & { day: string }>[] {
	return [
		{ title: 'day', cell: ({ day }) => day },
		{ title: 'time', cell: (row) => timeOf(row, row.day, zone) },
		...ROW_COLUMNS,
	];
}
