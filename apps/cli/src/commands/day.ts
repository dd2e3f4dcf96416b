import { type Page, PAGE_LIMIT_MAX } from '@tool-audit/core';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { Failure, UsageError } from '../failure.ts';
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
import { columnsOfDay, rowsOf, wholeRow } from '../rows.ts';

const LIMIT = 200;

const EXAMPLES = `
Examples:
  $ tool-audit day today --status denied --status error
  $ tool-audit day 2026-11-22 --user alice --text invoice
  $ tool-audit day yesterday --reverse --limit 20
  $ tool-audit day 2026-11-22 --row 43
  $ tool-audit day yesterday --json | jq '.entries[].entry.tool'`;

interface Options extends FilterOptions, JsonOption {
	user?: string;
	row?: number;
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

const parseRow = wholeNumber(1, Number.MAX_SAFE_INTEGER);

/** A part of the day's rows. */
function part({ user: _, json: _json, row: _row, from, limit, reverse, ...filter }: Options) {
	return {
		...{ from, limit, filter: filterOf(filter) },
		order: reverse ? ('desc' as const) : ('asc' as const),
	};
}

/** A single row, whose number depends on no filter and no order. */
function one(row: number, options: Options): ReturnType<typeof part> {
	const { filter, from, limit } = part(options);
	if (filter || options.reverse || from !== 0 || limit !== LIMIT) {
		throw new UsageError('Use --row alone: it shows one row of the whole day.');
	}
	return { from: row - 1, limit: 1, filter: undefined, order: 'asc' };
}

export function addDay(program: Command, context: Context): void {
	const { output, stopSignal, withLog, zone } = context;
	const command = program
		.command('day')
		.argument('<date>', 'YYYY-MM-DD, today or yesterday')
		.summary('show the calls of one day')
		.description('Shows the calls of one day, in the order they were recorded.')
		.option('--row <number>', 'all of one row, counted from 1 as on the page', parseRow)
		.option('--limit <count>', 'maximum number of calls', wholeNumber(1, PAGE_LIMIT_MAX), LIMIT)
		.option('--from <count>', 'number of calls to skip', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
		.option('--reverse', 'newest first')
		.addHelpText('after', EXAMPLES)
		.action((date: string, options: Options) =>
			withLog(async (log) => {
				const signal = stopSignal();
				const { row, json, reverse } = options;
				const { from, filter, ...wanted } = row === undefined ? part(options) : one(row, options);
				const day = dayOf(date, context);
				const owner = await chooseUser(log, options.user, context, { signal });
				const page = await log.readDay(owner, day, { from, filter, ...wanted, signal });
				if (json) return output.json(page);
				const rows = rowsOf(page, Boolean(reverse));
				if (row !== undefined) {
					const [shown] = rows;
					if (!shown) throw new Failure(`${day} has ${page.total} rows, and no row ${row}.`);
					for (const line of wholeRow(shown)) output.line(line);
					return;
				}
				if (rows.length > 0) output.table(columnsOfDay(day, zone()))(rows);
				const said = remark(page, owner, from);
				if (said !== null) output.note(said);
			}),
		);
	addJson(addText(addFilter(addUser(command))));
}
