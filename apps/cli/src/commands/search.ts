import { type AuditLog, type SearchPage, SEARCH_LIMIT_MAX } from '@tool-audit/core';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import {
	addFilter,
	addJson,
	addSpan,
	addUser,
	damagedRemark,
	filterOf,
	type FilterOptions,
	type JsonOption,
	type SpanOptions,
	spanOf,
	wholeNumber,
} from '../options.ts';
import { emptyRemark, chooseUser } from '../choose-user.ts';
import { datedColumns } from '../rows.ts';

const LIMIT = 100;

const EXAMPLES = `
Examples:
  $ tool-audit search invoice
  $ tool-audit search --status denied --from-day 2026-11-01 --to-day today`;

interface Options extends FilterOptions, JsonOption, SpanOptions {
	user?: string;
	limit: number;
}

/** A log returns results in parts, so that the page can show progress. A command prints all of them at once. */
async function searchWhole(
	log: AuditLog,
	user: string,
	{ limit, ...wanted }: Parameters<AuditLog['search']>[1] & { limit: number },
): Promise<SearchPage> {
	const entries: SearchPage['entries'] = [];
	const unreadable: SearchPage['unreadable'] = [];
	let cursor: string | undefined;
	for (;;) {
		const left = limit - entries.length;
		const page = await log.search(user, { ...wanted, cursor, limit: left });
		entries.push(...page.entries);
		unreadable.push(...page.unreadable);
		if (page.cursor === null || entries.length >= limit) return { ...page, entries, unreadable };
		cursor = page.cursor;
	}
}

export function addSearch(program: Command, context: Context): void {
	const { output, stopSignal, withLog } = context;
	const command = program
		.command('search')
		.argument('[text]', 'text anywhere in the call (ignores case)')
		.summary('find calls in all days')
		.description('Finds calls in all days, newest first.')
		.option('--limit <count>', 'maximum number of calls', wholeNumber(1, SEARCH_LIMIT_MAX), LIMIT)
		.addHelpText('after', EXAMPLES)
		.action((text: string | undefined, { user, json, fromDay, toDay, limit, ...filter }: Options) =>
			withLog(async (log) => {
				const signal = stopSignal();
				const span = spanOf({ fromDay, toDay }, context);
				const owner = await chooseUser(log, user, context, { signal });
				const page = await searchWhole(log, owner, {
					filter: filterOf(text === undefined ? filter : { ...filter, text }) ?? {},
					...span,
					limit,
					signal,
				});
				for (const { message } of page.unreadable) output.note(message);
				const remark = damagedRemark(filter);
				if (remark) output.note(remark);
				if (json) return output.json(page);
				if (page.entries.length === 0) {
					return output.note(await emptyRemark(log, owner, 'No calls found.'));
				}
				const rows = page.entries.map((row) => ({ kind: 'entry' as const, ...row }));
				output.table(datedColumns(context.zone()))(rows);
				if (page.cursor !== null) {
					output.note(`Showing the newest ${rows.length}. Use --limit or --to-day for more.`);
				}
			}),
		);
	addJson(addFilter(addSpan(addUser(command))));
}
