import type { Filter, RowStatus } from '@tool-audit/core';
import { ROW_STATUSES } from '@tool-audit/core/format';
import { formatDuration, STATUS_WORDS } from '../row-view.ts';

/** Small steps from one filter to the next. Each gives a new filter, with nothing empty in it. */

export function toggleStatus(filter: Filter, status: RowStatus): Filter {
	const now = new Set(filter.status);
	if (!now.delete(status)) now.add(status);
	return clean({
		...filter,
		excludeStatus: [],
		status: ROW_STATUSES.filter((one) => now.has(one)),
	});
}

export function toggleTool(filter: Filter, tool: string): Filter {
	const has = filter.tool?.includes(tool) ?? false;
	return has ? without(filter, 'tool', tool) : includeTool(filter, tool);
}

export function includeTool(filter: Filter, tool: string): Filter {
	return add(without(filter, 'excludeTool', tool), 'tool', tool);
}

export function excludeTool(filter: Filter, tool: string): Filter {
	return add(without(filter, 'tool', tool), 'excludeTool', tool);
}

/** A value of a row that a filter can be about. */
export type FilterValue =
	| { part: 'tool' | 'session' | 'agent' | 'source' | 'deniedBy' | 'text'; value: string }
	| { part: 'duration'; value: number }
	| { part: 'status'; value: RowStatus };

/** Filters to the value, or excludes it. */
export type FilterStep = FilterValue & { exclude: boolean };

/** The steps for a value, in the words of the table and of the row's detail. */
export function stepsOf(value: FilterValue): { words: string; step: FilterStep }[] {
	const name = nameOf(value);
	const steps = [{ words: `Filter to ${name}`, step: { ...value, exclude: false } }];
	const canExclude = value.part === 'tool' || value.part === 'status' || value.part === 'text';
	if (!canExclude) return steps;
	return [...steps, { words: `Exclude ${name}`, step: { ...value, exclude: true } }];
}

/** Those that the format names (docs/format.md §3). Any other text is not repeated in a button. */
const DENIERS: ReadonlySet<string> = new Set([
	...['rule', 'hook', 'user', 'classifier', 'policy', 'permission'],
]);

function nameOf({ part, value }: FilterValue): string {
	switch (part) {
		case 'status':
			return STATUS_WORDS[value];
		case 'duration':
			return 'calls this long or longer';
		case 'deniedBy':
			return DENIERS.has(value) ? `denied by ${value}` : 'denied by the same';
		default:
			return `this ${part}`;
	}
}

export function applyStep(filter: Filter, { part, value, exclude }: FilterStep): Filter {
	switch (part) {
		case 'tool':
			return exclude
				? excludeTool(filter, value)
				: { ...without(filter, 'excludeTool', value), tool: [value] };
		case 'status':
			return exclude
				? add(without(filter, 'status', value), 'excludeStatus', value)
				: { ...without(filter, 'excludeStatus', value), status: [value] };
		case 'session':
		case 'agent':
		case 'source':
		case 'deniedBy':
			return withPart(filter, { [part]: [value] });
		case 'duration':
			return withPart(filter, { minDurationMs: value });
		case 'text':
			return withPart(filter, exclude ? { excludeText: value } : { text: value, regex: undefined });
	}
}

/** Sets a part, or removes it if it is empty. */
export function withPart(
	filter: Filter,
	change: { [Key in keyof Filter]: Filter[Key] | undefined },
): Filter {
	const { regex, ...next } = clean({ ...filter, ...change });
	return regex && next.text ? { ...next, regex } : next;
}

export interface FilterChip {
	/** The part of the filter: `tool`, `not tool`, `text`. */
	label: string;
	/** Comes from an entry or the user: shown as text only. */
	value: string;
	/** The filter without this part. */
	removed: Filter;
}

/** Every part of the filter, each with the filter that is left without it. */
export function chipsOf(
	filter: Filter,
	formatSpan: (since?: string, until?: string) => string,
): FilterChip[] {
	const each = (label: string, part: ListPart, words = (value: string) => value): FilterChip[] =>
		(filter[part] ?? []).map((value) => ({
			label,
			value: words(value),
			removed: without(filter, part, value),
		}));
	const chips: FilterChip[] = [
		...each('status', 'status', (status) => STATUS_WORDS[status as RowStatus]),
		...each('not status', 'excludeStatus', (status) => STATUS_WORDS[status as RowStatus]),
		...each('tool', 'tool'),
		...each('not tool', 'excludeTool'),
		...each('session', 'session'),
		...each('agent', 'agent'),
		...each('source', 'source'),
		...each('denied by', 'deniedBy'),
	];
	if (filter.minDurationMs !== undefined) {
		const removed = withPart(filter, { minDurationMs: undefined });
		const value = `at least ${formatDuration(filter.minDurationMs)}`;
		chips.push({ label: 'duration', value, removed });
	}
	if (filter.text) {
		const label = filter.regex ? 'matches' : 'text';
		chips.push({ label, value: filter.text, removed: withPart(filter, { text: undefined }) });
	}
	if (filter.excludeText) {
		const removed = withPart(filter, { excludeText: undefined });
		chips.push({ label: 'not text', value: filter.excludeText, removed });
	}
	if (filter.since || filter.until) {
		const removed = withPart(filter, { since: undefined, until: undefined });
		chips.push({ label: 'time', value: formatSpan(filter.since, filter.until), removed });
	}
	return chips;
}

type ListPart =
	'status' | 'excludeStatus' | 'tool' | 'excludeTool' | 'session' | 'agent' | 'source' | 'deniedBy';

function add(filter: Filter, part: ListPart, value: string): Filter {
	return { ...filter, [part]: [...new Set<string>([...(filter[part] ?? []), value])] };
}

function without(filter: Filter, part: ListPart, value: string): Filter {
	const values: string[] | undefined = filter[part];
	return clean({ ...filter, [part]: values?.filter((other) => other !== value) });
}

function clean(filter: Filter): Filter {
	const kept = Object.entries(filter).filter(([, value]) => {
		return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
	});
	return Object.fromEntries(kept);
}
