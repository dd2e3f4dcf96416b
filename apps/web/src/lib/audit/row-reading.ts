import type { Json, RowStatus, ShapeName } from '@tool-audit/core';
import { statusNamed, timeFault } from '@tool-audit/core/format';
import type { ListedRow } from './listed-row.ts';

type Entry = Extract<ListedRow, { kind: 'entry' }>;

/** What a row is counted and filtered as. */
export function statusOf(row: ListedRow): RowStatus {
	if (row.kind === 'damaged') return 'damaged';
	return row.status ?? statusNamed(row.entry.status);
}

export function isDenied(row: ListedRow): boolean {
	return statusOf(row) === 'denied';
}

export function isError(row: ListedRow): boolean {
	return statusOf(row) === 'error';
}

/** A status as it is written, when it is another word than those of the format. */
export function otherStatus({ entry: { status } }: Entry): string | undefined {
	const value: Json | undefined = status;
	if (value === undefined || value === null || statusNamed(value) === value) return undefined;
	return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, STATUS_CHARS_MAX);
}
/** A status can be any text. */
const STATUS_CHARS_MAX = 40;

const SHAPES: Record<ShapeName, string> = {
	docker: 'Read from a log of Docker',
	kubernetes: 'Read as a Kubernetes audit event',
	vault: 'Read as a Vault audit entry',
	mcp: 'Read as an MCP request',
	'claude-code': 'Read as a line of a Claude Code transcript',
	'other-names': 'Read by the field names of another program',
	unknown: 'Line of another program: all of it is in Args',
};

/** How a row was read, when its line is not one of the format. */
export function readingsOf(row: ListedRow): string[] {
	const utf16 = row.encoding ? ['Written in UTF-16'] : [];
	if (row.kind === 'damaged') return utf16;
	return [
		...(row.shape ? [SHAPES[row.shape]] : []),
		...(row.assembled ? ['Assembled from several lines'] : []),
		...utf16,
	];
}

/** What is wrong in an entry, without what only another program does in its way. */
export function problemsOf({ entry, shape, status, problems = [] }: Entry): string[] {
	// A time or a status in another form is shown as what it means.
	return problems.filter((problem) => {
		if (shape) return problem.startsWith('ts is ') && timeFault(entry.ts) !== null;
		if (problem.startsWith('status is ')) return status === undefined;
		return !/^ts is (?!missing)/.test(problem) || timeFault(entry.ts) !== null;
	});
}
