import { type Filter, filterSchema } from '@tool-audit/core/filter-schema';
import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { instantIn, listIn, numberIn, switchIn } from './address-values.ts';

const parts = filterSchema.shape;
/** Node accepts addresses of 16 KiB. */
const FILTER_CHARS_MAX = 10_000;
const byComma = (text: string) => text.split(',');

/** The parts of a filter as parameters of an address. `filter` has all of them as JSON. */
export const filterQuery = {
	status: listIn(parts.status.unwrap(), 'Only calls with this status.', byComma),
	'exclude-status': listIn(parts.excludeStatus.unwrap(), 'No calls with this status.', byComma),
	tool: listIn(parts.tool.unwrap(), 'Only calls of this tool.'),
	'exclude-tool': listIn(parts.excludeTool.unwrap(), 'No calls of this tool.'),
	session: listIn(parts.session.unwrap(), 'Only calls of this conversation.'),
	agent: listIn(parts.agent.unwrap(), 'Only calls of this agent, such as claude-code.'),
	source: listIn(parts.source.unwrap(), 'Only calls that this source recorded.'),
	'denied-by': listIn(parts.deniedBy.unwrap(), 'Only calls denied by this: rule, hook, user, …'),
	'min-duration': numberIn(
		z.number('Give a number of milliseconds.').pipe(parts.minDurationMs.unwrap()),
		'Only calls that took at least this long, in milliseconds.',
	),
	text: parts.text.meta({
		description:
			'Only rows with this text: in the tool, the arguments, the result or any other field. Case is ignored.',
	}),
	'exclude-text': parts.excludeText.meta({ description: 'No rows with this text.' }),
	regex: switchIn('`text` is a regular expression (RE2 syntax).'),
	since: instantIn(
		parts.since.unwrap(),
		'Only calls from this instant on: ISO 8601 with an offset.',
	),
	until: instantIn(parts.until.unwrap(), 'Only calls before this instant.'),
	filter: filterText('A whole filter, as JSON, such as {"status":["error","denied"]}.'),
};

/** The part of a filter that each parameter gives. */
const PARTS = {
	status: 'status',
	'exclude-status': 'excludeStatus',
	tool: 'tool',
	'exclude-tool': 'excludeTool',
	session: 'session',
	agent: 'agent',
	source: 'source',
	'denied-by': 'deniedBy',
	'min-duration': 'minDurationMs',
	text: 'text',
	'exclude-text': 'excludeText',
	regex: 'regex',
	since: 'since',
	until: 'until',
} as const satisfies Record<Exclude<keyof typeof filterQuery, 'filter'>, keyof Filter>;

export type FilterQuery = {
	[Name in keyof typeof filterQuery]?: z.output<(typeof filterQuery)[Name]>;
};

export function isFilterName(name: string): name is keyof typeof filterQuery {
	return Object.hasOwn(filterQuery, name);
}

/** The filter of an address; `undefined` when it names no part. */
export function filterOf(query: FilterQuery): Filter | undefined {
	const named = Object.entries(PARTS).flatMap(([name, part]) => {
		const value = query[name as keyof typeof PARTS];
		return value === undefined ? [] : [[part, value] as const];
	});
	if (named.length === 0) return query.filter;
	return joined(query.filter, Object.fromEntries(named) as Filter);
}

/** Both filters must match, so a part that both have would be ambiguous. */
function joined(one: Filter | undefined, other: Filter): Filter {
	const twice = Object.keys(other).find((part) => Object.hasOwn(one ?? {}, part));
	if (twice === undefined) return { ...one, ...other };
	throw new Refusal('BAD_REQUEST', `Give ${twice} in the filter or as a parameter, not in both.`);
}

/** A filter as JSON. What is wrong in it is named like in a query of tRPC: `filter.status[0]`. */
function filterText(description: string) {
	return z
		.string()
		.max(FILTER_CHARS_MAX)
		.transform((text, context): unknown => {
			try {
				return JSON.parse(text);
			} catch {
				const message = 'This is not JSON. Give a filter such as {"status":["error"]}.';
				context.addIssue({ code: 'custom', message });
				return z.NEVER;
			}
		})
		.pipe(filterSchema)
		.optional()
		.meta({ description });
}
