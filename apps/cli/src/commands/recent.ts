import { BUDGET_MAX_MS, RECENT_DAYS_MAX, RECENT_LIMIT_MAX } from '@tool-audit/core';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { UsageError } from '../failure.ts';
import {
	addFilter,
	addJson,
	addText,
	addUser,
	dayOf,
	damagedRemark,
	filterOf,
	type FilterOptions,
	type JsonOption,
	wholeNumber,
} from '../options.ts';
import { emptyRemark, chooseUser } from '../choose-user.ts';
import { datedColumns, type ShownRow } from '../rows.ts';
import type { Column } from '../terminal/table.ts';

const DAYS = 7;
const LIMIT = 200;

const EXAMPLES = `
Examples:
  $ tool-audit recent --days 30 --tool shell.run
  $ tool-audit recent --all-users --status denied
  $ tool-audit recent --to-day 2026-11-30 --days 7`;

type RecentRow = ShownRow & { day: string; user: string };

const USER: Column<RecentRow> = { title: 'user', cell: ({ user }) => user };

interface Options extends FilterOptions, JsonOption {
	user?: string;
	allUsers?: true;
	days: number;
	toDay?: string;
	limit: number;
}

export function addRecent(program: Command, context: Context): void {
	const { output, stopSignal, withLog } = context;
	const command = program
		.command('recent')
		.summary('show the newest calls over several days')
		.description('Shows the newest calls over several days, newest first.')
		.option('--all-users', 'show the logs of all users')
		.option('--days <days>', 'days to look back', wholeNumber(1, RECENT_DAYS_MAX), DAYS)
		.option('--to-day <date>', 'newest day: YYYY-MM-DD, today or yesterday (default: today)')
		.option('--limit <count>', 'maximum number of calls', wholeNumber(1, RECENT_LIMIT_MAX), LIMIT)
		.addHelpText('after', EXAMPLES)
		.action(({ user, allUsers, json, days, toDay: newest, limit, ...filter }: Options) =>
			withLog(async (log) => {
				const signal = stopSignal();
				if (allUsers && user !== undefined) {
					throw new UsageError('Use either --user or --all-users, not both.');
				}
				const toDay = newest === undefined ? undefined : dayOf(newest, context);
				const options = {
					...{ days, toDay, limit, filter: filterOf(filter) },
					...{ budgetMs: BUDGET_MAX_MS, signal },
				};
				const owner = allUsers ? undefined : await chooseUser(log, user, context, { signal });
				const recent =
					owner === undefined
						? await log.recentAllUsers(options)
						: await log.recent(owner, options);
				for (const { message } of recent.unreadable) output.note(message);
				const ofDamaged = damagedRemark(filter);
				if (ofDamaged) output.note(ofDamaged);
				if (!recent.complete) output.note('Not everything was searched. Use fewer --days.');
				if (recent.entries.length >= limit) {
					output.note(`Showing the newest ${limit}. Use --limit or --to-day for more.`);
				}
				if (json) return output.json(recent);
				if (recent.entries.length === 0) {
					const which = options.filter ? 'No matching calls' : 'No calls';
					const when = toDay === undefined ? `the last ${days} days` : `${days} days to ${toDay}`;
					const remark = `${which} in ${when}. Use --days to look further back.`;
					return output.note(owner ? await emptyRemark(log, owner, remark) : remark);
				}
				const rows = recent.entries.map((row) => ({ kind: 'entry' as const, ...row }));
				const columns = datedColumns(context.zone());
				output.table<RecentRow>(allUsers ? [USER, ...columns] : columns)(rows);
			}),
		);
	addJson(addText(addFilter(addUser(command))));
}
