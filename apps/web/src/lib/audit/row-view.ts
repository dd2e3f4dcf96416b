import type { Json, RowStatus } from '@tool-audit/core';
import { isDenier } from './call-fields.ts';
import { isLate, type ListedRow } from './listed-row.ts';
import { otherStatus, problemsOf, readingsOf, statusOf } from './row-reading.ts';

/** No more of a cell's text is rendered than any screen can show. */
export const CELL_CHARS_MAX = 400;

export interface ShownArg {
	name?: string;
	value: string;
	/** Its index among the args; omitted for a text that is none of them. */
	place?: number;
}

/** The content of a row of the table. */
export interface RowView {
	ts: string;
	/** What the row is counted as. */
	status: RowStatus;
	/** The status as it is written, if that is another word. */
	otherStatus?: string | undefined;
	tool: string;
	/** Name and value pairs on one line; a value alone has no name. */
	args: ShownArg[];
	result: string;
	/** What a reader wants to know of it in one line: why a call was denied, or else the result. */
	outcome: string;
	/** Who denied the call, if it is one of those that the format names: `rule`. */
	denier: string;
	resultChars: number | undefined;
	duration: string;
	/** The call was made by a subagent. */
	isNested: boolean;
	/** What is unusual about the line, in words. */
	marks: string[];
	/** What is worth knowing about the line, though nothing is wrong with it. */
	notes: string[];
	/** How the line was read, if it is not one of the format. */
	readings: string[];
}

export function viewRow(row: ListedRow, charsMax = CELL_CHARS_MAX): RowView {
	if (row.kind === 'damaged') {
		return {
			ts: '',
			status: 'damaged',
			tool: DAMAGE_WORDS[row.reason],
			args: [{ value: row.raw.slice(0, charsMax) }],
			result: '',
			outcome: '',
			denier: '',
			resultChars: undefined,
			duration: '',
			isNested: false,
			marks: [],
			notes: [],
			readings: readingsOf(row),
		};
	}
	const { ts, tool, args, result_snippet, result_chars } = row.entry;
	const { duration_ms, reason, agent_id } = row.entry;
	const denied_by = asText(row.entry.denied_by);
	const status = statusOf(row);
	const isReason = typeof reason === 'string' && (status === 'denied' || !result_snippet);
	return {
		ts: asText(ts),
		status,
		otherStatus: otherStatus(row),
		tool: asText(tool),
		args: previewArgs(args, charsMax),
		result: asText(result_snippet).slice(0, charsMax),
		outcome: asText(isReason ? reason : result_snippet).slice(0, charsMax),
		denier: status === 'denied' && isDenier(denied_by) ? denied_by : '',
		resultChars: typeof result_chars === 'number' ? result_chars : undefined,
		duration: typeof duration_ms === 'number' ? formatDuration(duration_ms) : '',
		isNested: typeof agent_id === 'string' && agent_id !== '',
		marks: marksOf(row),
		notes: isLate(row) ? ['Recorded later'] : [],
		readings: readingsOf(row),
	};
}

export const DAMAGE_WORDS = {
	torn: 'Torn line',
	'not-json': 'Not JSON',
	'not-object': 'Not an entry',
	'invalid-utf8': 'Not UTF-8 text',
	oversize: 'Line too long',
} as const;

/** The reason why a line is damaged, as a sentence. */
export const DAMAGE_SENTENCES = {
	torn: 'The line was not written to its end: the program that wrote it stopped half-way.',
	'not-json': 'The line is not JSON.',
	'not-object': 'The line is JSON and not an object with the fields of an entry.',
	'invalid-utf8': 'The line holds bytes that are not UTF-8; they are shown as \\xNN.',
	oversize: 'The line is longer than an entry may be; its beginning is shown.',
} as const;

export const STATUS_WORDS: Record<RowStatus, string> = {
	ok: 'ok',
	error: 'error',
	denied: 'denied',
	other: 'unknown',
	damaged: 'damaged',
};

/**
 * A tool's name as the server that has it and its method: `mcp__github__` and `create_issue`, `filesystem.` and
 * `read_file`. A name without a server is a method alone.
 */
export function splitToolName(tool: string): { server: string; method: string } {
	const [, server = '', method = tool] = /^(.+(?:__|[./:]))(.*[^_./:].*)$/s.exec(tool) ?? [];
	return { server, method };
}

function marksOf(row: Extract<ListedRow, { kind: 'entry' }>): string[] {
	const marks = problemsOf(row);
	if (row.recovered) marks.push('Recovered: it shares its line with other text');
	if (row.textNumbers) marks.push('Holds numbers too large to be exact; shown digit by digit');
	return marks;
}

/** A field of a row for a cell of the table; empty for a damaged line, and for `null`, by which some writers say none. */
export function fieldText(row: ListedRow, name: string): string {
	return row.kind === 'damaged'
		? ''
		: asText(row.entry[name] ?? undefined).slice(0, CELL_CHARS_MAX);
}

function asText(value: Json | undefined): string {
	if (typeof value === 'string') return value;
	return value === undefined ? '' : compact(value);
}

export function previewArgs(args: Json | undefined, charsMax = CELL_CHARS_MAX): RowView['args'] {
	if (args === undefined) return [];
	if (typeof args !== 'object' || args === null || Array.isArray(args)) {
		return [{ value: compact(args), place: 0 }];
	}
	// Each takes at least a character.
	const pairs = Object.entries(args)
		.slice(0, charsMax)
		.map(([name, value], place) => ({
			name: visible(name),
			value: typeof value === 'string' ? visible(value) : compact(value),
			place,
		}));
	return shortened(pairs, charsMax);
}

/** An empty name or value as JSON writes it: nothing would look like a mistake of the page. */
export const visible = (text: string): string => (text === '' ? '""' : text);

/** No more of the args than this many characters. */
export function shortened(args: ShownArg[], charsMax: number): ShownArg[] {
	const shown: ShownArg[] = [];
	let left = charsMax;
	for (const arg of args) {
		if (left <= 0) break;
		const value = arg.value.slice(0, left);
		shown.push({ ...arg, value });
		left -= (arg.name?.length ?? 0) + value.length;
	}
	return shown;
}

/** JSON of the beginning of a value: a large one need not be written as a whole for one line. */
function compact(value: Json): string {
	if (typeof value !== 'object' || value === null)
		return JSON.stringify(value).slice(0, CELL_CHARS_MAX);
	const isList = Array.isArray(value);
	let text = isList ? '[' : '{';
	for (const [name, inner] of Object.entries(value)) {
		if (text.length > 1) text += ', ';
		if (text.length > CELL_CHARS_MAX) return `${text}…`;
		text += isList ? compact(inner) : `${visible(name)}: ${compact(inner)}`;
	}
	return text + (isList ? ']' : '}');
}

const DAY_MS = 86_400_000;
const DURATION_DAYS_MAX = 9_999;

/** `12 ms`, `3.4 s`, `2 min 5 s`, `3 days` */
export function formatDuration(ms: number): string {
	const days = Math.floor(ms / DAY_MS);
	if (days > DURATION_DAYS_MAX) return `over ${plural(DURATION_DAYS_MAX, 'day')}`;
	if (days > 0) return plural(days, 'day');
	if (ms < 1_000) return `${Math.round(ms)} ms`;
	if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
	return `${formatCount(Math.floor(ms / 60_000))} min ${Math.floor((ms % 60_000) / 1_000)} s`;
}

const counts = new Intl.NumberFormat('en-GB');
/** A number that no one has counted, such as 1e300, stays as it is written. */
export const formatCount = (count: number): string =>
	Math.abs(count) > Number.MAX_SAFE_INTEGER ? String(count) : counts.format(count);

export function plural(count: number, one: string, many = `${one}s`): string {
	return `${formatCount(count)} ${count === 1 ? one : many}`;
}
