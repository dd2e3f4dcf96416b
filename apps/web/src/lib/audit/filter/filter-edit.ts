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

export function toggleExcludedStatus(filter: Filter, status: RowStatus): Filter {
	const has = filter.excludeStatus?.includes(status) ?? false;
	if (has) return without(filter, 'excludeStatus', status);
	return add(without(filter, 'status', status), 'excludeStatus', status);
}

export function toggleValue(filter: Filter, part: ValuePart, value: string): Filter {
	const has = filter[part]?.includes(value) ?? false;
	return has ? without(filter, part, value) : add(filter, part, value);
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

/** What the counts of each status are about. */
export function withoutStatus(filter: Filter): Filter {
	return withPart(filter, { status: undefined, excludeStatus: undefined });
}

/** A part of a filter whose values are texts of the calls. */
export type ValuePart = 'agent' | 'session' | 'source' | 'deniedBy';
/** The parts that a menu offers, in its order. */
export const CHOSEN_PARTS = [
	...(['tool', 'agent', 'session', 'source', 'deniedBy', 'duration', 'status', 'text'] as const),
];
export type ChosenPart = (typeof CHOSEN_PARTS)[number];

export const PART_LABELS: Record<ChosenPart | 'time', string> = {
	tool: 'Tool',
	agent: 'Agent',
	session: 'Session',
	source: 'Source',
	deniedBy: 'Denied by',
	duration: 'Duration',
	status: 'Status',
	text: 'Text',
	time: 'Time',
};

export interface FilterChip {
	part: ChosenPart | 'time';
	label: string;
	/** `is not`, `contains`: together with the part and the values a sentence. */
	operator: string;
	/** Come from an entry or the user: shown as text only. */
	values: readonly string[];
	/** The filter without this part. */
	removed: Filter;
	/** The filter with the opposite of this part, where there is one. */
	opposite?: Filter;
}

/** Every part of the filter, each with the filter that is left without it. */
export function chipsOf(
	filter: Filter,
	formatSpan: (since?: string, until?: string) => string,
): FilterChip[] {
	const { minDurationMs, text, regex, excludeText, since, until } = filter;
	const chip = (
		part: FilterChip['part'],
		operator: string,
		values: readonly string[],
		removed: Parameters<typeof withPart>[1],
		opposite?: Parameters<typeof withPart>[1],
	): FilterChip[] => {
		if (values.length === 0) return [];
		const left = withPart(filter, removed);
		const label = part === 'deniedBy' ? 'Denied' : PART_LABELS[part];
		const chip = { part, label, operator, values, removed: left };
		return [opposite ? { ...chip, opposite: withPart(left, opposite) } : chip];
	};
	const words = (statuses: readonly RowStatus[] = []) =>
		statuses.map((status) => STATUS_WORDS[status]);
	const { status, excludeStatus, tool = [], excludeTool = [] } = filter;
	return [
		...chip('status', 'is', words(status), { status: undefined }, { excludeStatus: status }),
		...chip(
			...(['status', 'is not', words(excludeStatus)] as const),
			...([{ excludeStatus: undefined }, { status: excludeStatus }] as const),
		),
		...chip('tool', 'is', tool, { tool: undefined }, { excludeTool: tool }),
		...chip('tool', 'is not', excludeTool, { excludeTool: undefined }, { tool: excludeTool }),
		...(['agent', 'session', 'source', 'deniedBy'] as const).flatMap((part) =>
			chip(part, part === 'deniedBy' ? 'by' : 'is', filter[part] ?? [], { [part]: undefined }),
		),
		...chip(
			...(['duration', 'is at least'] as const),
			minDurationMs === undefined ? [] : [formatDuration(minDurationMs)],
			{ minDurationMs: undefined },
		),
		...chip(
			...(['text', regex ? 'matches' : 'contains'] as const),
			...([text ? [text] : [], { text: undefined }] as const),
		),
		...chip(
			...(['text', 'does not contain'] as const),
			...([excludeText ? [excludeText] : [], { excludeText: undefined }] as const),
		),
		...chip(...(['time', 'is'] as const), since || until ? [formatSpan(since, until)] : [], {
			since: undefined,
			until: undefined,
		}),
	];
}

/** `Tool is not Bash, Read` */
export function chipInWords({ label, operator, values }: FilterChip): string {
	return `${label} ${operator} ${values.join(', ')}`;
}

/** Only the part of a filter that a chip stands for. */
export function alone(filter: Filter, { removed }: FilterChip): Filter {
	return Object.fromEntries(Object.entries(filter).filter(([name]) => !(name in removed)));
}

type ListPart =
	'status' | 'excludeStatus' | 'tool' | 'excludeTool' | 'session' | 'agent' | 'source' | 'deniedBy';

function add(filter: Filter, part: ListPart, value: string): Filter {
	return { ...filter, [part]: [...new Set<string>([...(filter[part] ?? []), value])] };
}

function without(filter: Filter, part: ListPart, value: string): Filter {
	const values: readonly string[] | undefined = filter[part];
	return clean({ ...filter, [part]: values?.filter((other) => other !== value) });
}

function clean(filter: Filter): Filter {
	const kept = Object.entries(filter).filter(([, value]) => {
		return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
	});
	return Object.fromEntries(kept);
}
