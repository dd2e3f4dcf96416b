import type { Command } from 'commander';
import type { Context } from '../context.ts';
import {
	addFilter,
	addText,
	addUser,
	filterOf,
	type FilterOptions,
	type JsonOption,
	parseSince,
	type Since,
} from '../options.ts';
import { chooseUser } from '../choose-user.ts';
import { datedColumns } from '../rows.ts';

const EXAMPLES = `
Examples:
  $ tool-audit tail
  $ tool-audit tail --since 1d
  $ tool-audit tail --status error --json | jq .entry.result_snippet`;

interface Options extends FilterOptions, JsonOption {
	user?: string;
	since?: Since;
}

export function addTail(program: Command, context: Context): void {
	const { output, stopSignal, withLog } = context;
	const command = program
		.command('tail')
		.summary('show calls as they are recorded')
		.description('Shows calls as they are recorded, after those since a time. Ctrl+C stops it.')
		.addHelpText('after', EXAMPLES)
		.action(({ user, json, since, ...filter }: Options) =>
			withLog(async (log) => {
				const owner = await chooseUser(log, user, context);
				const show = output.table(datedColumns(context.zone()));
				const options = {
					...{ filter: filterOf(filter), signal: stopSignal() },
					...(since && { since: new Date(since(context)) }),
				};
				for await (const event of log.tail(owner, options)) {
					if (event.type === 'start') output.note(`Watching ${owner}. Ctrl+C stops it.`);
					if (event.type === 'reset') {
						output.note(`The file of ${event.day} was ${event.reason}. Reading it from the start.`);
					}
					if (event.type !== 'rows') continue;
					const rows = event.rows.map((row) => ({ day: event.day, ...row }));
					if (json) rows.forEach((row) => output.jsonLine(row));
					else show(rows);
				}
			}),
		);
	addText(addFilter(addUser(command)))
		.option('--since <time>', 'first the calls from then on: 30d, or YYYY-MM-DD', parseSince)
		.option('--json', 'print each call as one line of JSON');
}
