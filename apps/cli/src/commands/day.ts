import { type Page, PAGE_LIMIT_MAX } from '@tool-audit/core';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import {
	addFilter,
	addJson,
	addText,
	addUser,
	dayOf,
	filterOf,
	type FilterOptions,
	type JsonOption,
	wholeNumber,
} from '../options.ts';
import { chooseUser } from '../choose-user.ts';
import { ROW_COLUMNS, rowsOf, timeOf } from '../rows.ts';

const LIMIT = 200;

const EXAMPLES = `
Examples:
  $ tool-audit day today --status denied --status error
  $ tool-audit day 2026-11-22 --user alice --text invoice
  $ tool-audit day yesterday --reverse --limit 20
  $ tool-audit day yesterday --json | jq '.entries[].entry.tool'`;

interface Options extends FilterOptions, JsonOption {
	user?: string;
	from: number;
	limit: number;
	reverse?: true;
}

/** The note below the table; `null` when the page shows everything. */
function remark(page: Page, owner: string, from: number): string | null {
	const shown = page.entries.length + page.damaged.length;
	const all = page.matched ?? page.total;
	const matching = page.matched === undefined ? '' : 'matching ';
	if (shown === 0) {
		return `${owner} has no ${all > 0 ? 'more ' : ''}${matching}calls on ${page.day}.`;
	}
	const next = from + shown;
	if (next >= all && !page.estimated) return null;
	// Damaged lines are counted too.
	return `${shown} of ${page.estimated ? 'about ' : ''}${all} ${matching}rows. Use --from ${next} for more.`;
}

export function addDay(program: Command, context: Context): void {
	const { output, stopSignal, withLog } = context;
	const command = program
		.command('day')
		.argument('<date>', 'YYYY-MM-DD, today or yesterday')
		.summary('show the calls of one day')
		.description('Shows the calls of one day, in the order they were recorded.')
		.option('--limit <count>', 'maximum number of calls', wholeNumber(1, PAGE_LIMIT_MAX), LIMIT)
		.option('--from <count>', 'number of calls to skip', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
		.option('--reverse', 'newest first')
		.addHelpText('after', EXAMPLES)
		.action((date: string, { user, json, from, limit, reverse, ...filter }: Options) =>
			withLog(async (log) => {
				const signal = stopSignal();
				const day = dayOf(date, context);
				const owner = await chooseUser(log, user, context, { signal });
				const order = reverse ? 'desc' : 'asc';
				const page = await log.readDay(owner, day, {
					from,
					limit,
					order,
					filter: filterOf(filter),
					signal,
				});
				if (json) return output.json(page);
				const rows = rowsOf(page, Boolean(reverse));
				if (rows.length > 0) output.table([{ title: 'time', cell: timeOf }, ...ROW_COLUMNS])(rows);
				const said = remark(page, owner, from);
				if (said !== null) output.note(said);
			}),
		);
	addJson(addText(addFilter(addUser(command))));
}
