/**
 * The procedures that a key may call, as plain addresses. Permissions, the access audit and errors are those of the
 * procedures: an endpoint names one of them, and nothing is done a second time.
 */
import type { Scope } from '@tool-audit/accounts';
import type { Filter } from '@tool-audit/core';
import type * as z from 'zod';
import { type appRouter } from '../router.ts';
import { filterOf, type FilterQuery, isFilterName } from './filter-query.ts';
import { answers } from './openapi/answer-schemas.ts';
import { queries } from './queries.ts';

export type Caller = ReturnType<(typeof appRouter)['createCaller']>;

type Camel<Name> = Name extends `${infer Head}-${infer Tail}`
	? `${Head}${Capitalize<Camel<Tail> & string>}`
	: Name;
/** The input of a procedure: `from-day` is `fromDay`, and the parts of a filter are one. */
type InputOf<Query> = {
	[Name in keyof Query as Name extends keyof FilterQuery ? never : Camel<Name>]: Query[Name];
} & { filter?: Filter | undefined };

export interface Endpoint {
	path: string;
	/** `null` for what needs no key. */
	scope: Scope | null;
	operationId: string;
	tag: 'Read' | 'Live' | 'Server';
	summary: string;
	description?: string;
	query: z.ZodObject;
	answer: z.ZodType;
	/** What can go wrong besides what can go wrong everywhere. */
	errors?: (404 | 408 | 409 | 429)[];
	/** Calls the procedure. */
	call: (caller: Caller, query: Record<string, unknown>) => Promise<unknown>;
}

function endpoint<Query extends z.ZodObject>({
	call,
	...rest
}: Omit<Endpoint, 'call' | 'query'> & {
	query: Query;
	call: (caller: Caller, input: InputOf<z.output<Query>>) => Promise<unknown>;
}): Endpoint {
	return { ...rest, call: (caller, query) => call(caller, inputOf(query)) };
}

function inputOf<Query>(query: Record<string, unknown>): InputOf<Query> {
	const filter = filterOf(query);
	const others = Object.entries(query)
		.filter(([name]) => !isFilterName(name))
		.map(([name, value]) => [
			name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
			value,
		]);
	return { ...Object.fromEntries(others), ...(filter && { filter }) } as InputOf<Query>;
}

/** Of one log, which may not exist for the caller, and of a day, which may be unreadable. */
const OF_A_LOG = [404, 408, 409] as const;

export const endpoints: Endpoint[] = [
	endpoint({
		...{ path: '/api/health', scope: null, operationId: 'health', tag: 'Server' },
		summary: 'Check that the server runs',
		...{ query: queries.none, answer: answers.health },
		call: (caller) => caller.health(),
	}),
	endpoint({
		...{ path: '/api/audit/users', scope: 'audit:read', operationId: 'listUsers', tag: 'Read' },
		summary: 'List the users whose logs you may read',
		description: 'Only for admins: others can read their own log alone.',
		...{ query: queries.none, answer: answers.users },
		call: ({ audit }) => audit.listUsers(),
	}),
	endpoint({
		path: '/api/audit/days',
		...{ scope: 'audit:read', operationId: 'listDaysWithCounts', tag: 'Read' },
		summary: 'List the days of a log with their counts, newest first',
		...{ query: queries.days, answer: answers.days, errors: [...OF_A_LOG] },
		call: ({ audit }, input) => audit.listDays(input),
	}),
	endpoint({
		path: '/api/audit/page',
		...{ scope: 'audit:read', operationId: 'readPage', tag: 'Read' },
		summary: 'Read a page of a day, with damaged lines',
		description: 'All rows of the day in the order of its file, or those that match a filter.',
		...{ query: queries.page, answer: answers.page, errors: [...OF_A_LOG] },
		call: ({ audit }, input) => audit.readDay(input),
	}),
	endpoint({
		path: '/api/audit/recent',
		...{ scope: 'audit:read', operationId: 'readRecent', tag: 'Read' },
		summary: 'Read the newest calls of a log',
		...{ query: queries.recent, answer: answers.recent, errors: [...OF_A_LOG] },
		call: ({ audit }, input) => audit.recent(input),
	}),
	endpoint({
		path: '/api/audit/recent-all-users',
		...{ scope: 'audit:read', operationId: 'readRecentAllUsers', tag: 'Read' },
		summary: 'Read the newest calls of all logs',
		description: 'Only for admins. Recorded in their own log.',
		...{ query: queries.recentAllUsers, answer: answers.recent, errors: [408] },
		call: ({ audit }, input) => audit.recentAllUsers(input),
	}),
	endpoint({
		path: '/api/audit/search',
		...{ scope: 'audit:read', operationId: 'search', tag: 'Read' },
		summary: 'Search all days of a log, a page at a time',
		description:
			'Ask again with the `cursor` of the answer until it is null. A page may have fewer calls than `limit`, or none, when the time is over.',
		...{ query: queries.search, answer: answers.search, errors: [...OF_A_LOG] },
		call: ({ audit }, { filter = {}, ...input }) => audit.search({ ...input, filter }),
	}),
	endpoint({
		path: '/api/audit/entry',
		...{ scope: 'audit:read', operationId: 'readEntry', tag: 'Read' },
		summary: 'Read one row in full',
		...{ query: queries.entry, answer: answers.entry, errors: [...OF_A_LOG] },
		call: ({ audit }, input) => audit.entry(input),
	}),
	endpoint({
		path: '/api/audit/summary',
		...{ scope: 'audit:read', operationId: 'readSummary', tag: 'Read' },
		summary: 'Count the rows of a day by status, tool and time',
		...{ query: queries.summary, answer: answers.summary, errors: [...OF_A_LOG] },
		call: ({ audit }, input) => audit.summary(input),
	}),
	endpoint({
		path: '/api/audit/summary-over-days',
		...{ scope: 'audit:read', operationId: 'readSummaryOverDays', tag: 'Read' },
		summary: 'Count the rows of many days',
		...{ query: queries.summaryOverDays, answer: answers.daysSummary, errors: [...OF_A_LOG] },
		call: ({ audit }, input) => audit.summaryOverDays(input),
	}),
	endpoint({
		path: '/api/audit/summary-all-users',
		...{ scope: 'audit:read', operationId: 'readSummaryAllUsers', tag: 'Read' },
		summary: 'Count the rows of all logs',
		description: 'Only for admins. Recorded in their own log.',
		...{ query: queries.summaryAllUsers, answer: answers.daysSummary, errors: [408] },
		call: ({ audit }, input) => audit.summaryAllUsers(input),
	}),
	endpoint({
		path: '/api/audit/secrets',
		...{ scope: 'audit:read', operationId: 'readSecrets', tag: 'Read' },
		summary: 'See where secrets stand in your own log',
		description: 'What is counted already; counting goes on in the background.',
		...{ query: queries.secrets, answer: answers.secrets },
		call: ({ audit }, input) => audit.secrets(input),
	}),
];

/** Endpoints that answer with events, for as long as the client listens. */
export const streams: Endpoint[] = [
	endpoint({
		path: '/api/audit/tail',
		...{ scope: 'audit:read', operationId: 'tail', tag: 'Live' },
		summary: 'Get the rows of a log as they are appended',
		description:
			'With `since` the stream begins with the rows since that instant which are there already.',
		...{ query: queries.tail, answer: answers.tail, errors: [404, 409, 429] },
		call: async ({ audit }, input) => audit.tail({ ...input, since: input.filter?.since }),
	}),
	endpoint({
		path: '/api/audit/changes',
		...{ scope: 'audit:read', operationId: 'changes', tag: 'Live' },
		summary: 'Learn which days of which logs change',
		description: 'Without rows, for all logs that you may read: at most twenty events a second.',
		...{ query: queries.none, answer: answers.changes, errors: [429] },
		call: async ({ audit }) => audit.changes(),
	}),
];
