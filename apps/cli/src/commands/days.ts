import { BUDGET_MAX_MS, type Day } from '@tool-audit/core';
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { counted } from '../counted.ts';
import { addJson, addUser, type JsonOption } from '../options.ts';
import { chooseUser } from '../choose-user.ts';
import type { Style } from '../terminal/colour.ts';
import type { Column } from '../terminal/table.ts';

type CountName = keyof NonNullable<Day['counts']>;

function countColumn(title: string, name: CountName, style?: Style): Column<Day> {
	return {
		title,
		align: 'right',
		// A day that is not counted yet, or can't be, is not an empty day.
		cell: ({ counts }) => (counts ? String(counts[name]) : '?'),
		style: ({ counts }) => (counts && counts[name] > 0 ? style : undefined),
	};
}

const COLUMNS: Column<Day>[] = [
	{ title: 'day', cell: ({ day }) => day },
	countColumn('rows', 'total'),
	countColumn('ok', 'ok', 'green'),
	countColumn('error', 'error', 'red'),
	countColumn('denied', 'denied', 'yellow'),
	countColumn('other', 'other'),
	countColumn('damaged', 'damaged', 'red'),
	{ title: 'bytes', align: 'right', cell: ({ bytes }) => String(bytes) },
];

interface Options extends JsonOption {
	user?: string;
}

export function addDays(program: Command, context: Context): void {
	const { output, stopSignal, withLog } = context;
	const command = program
		.command('days')
		.summary('list the days of a log')
		.description('Lists the days of a log, newest first, with the number of calls in each.')
		.action(({ user, json }: Options) =>
			withLog(async (log) => {
				const signal = stopSignal();
				const owner = await chooseUser(log, user, context, { signal });
				const days = await log.listDays(owner, {
					budgetMs: BUDGET_MAX_MS,
					signal,
				});
				if (json) output.json(days);
				else if (days.length > 0) output.table(COLUMNS)(days);
				else output.note(`${owner} has no calls yet.`);
				const late = days.filter(({ counts, unreadable }) => !counts && !unreadable);
				if (late.length > 0) {
					output.note(
						`${counted(late.length, 'day')} could not be counted in time (?): try again.`,
					);
				}
				for (const { unreadable } of days) if (unreadable) output.note(unreadable.message);
				const { count, files } = await log.notDays(owner, { signal });
				for (const { message } of files) output.note(message);
				const more = count - files.length;
				if (more === 1) output.note('1 more file is not a day.');
				else if (more > 1) output.note(`${more} more files are not days.`);
			}),
		);
	addJson(addUser(command));
}
