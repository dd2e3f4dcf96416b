import {
	type AuditLog,
	AuditError,
	type CountedSecrets,
	type DaySecrets,
	type SecretsInField,
} from '@tool-audit/core';
import type { Command } from 'commander';
import { chooseUser, emptyRemark } from '../choose-user.ts';
import type { Context } from '../context.ts';
import { addJson, addUser, dayOf, type JsonOption } from '../options.ts';
import type { Column } from '../terminal/table.ts';

/** How often long work says how far it is. */
const PROGRESS_INTERVAL_MS = 5_000;

const HELP = `
For each call: its day, its row (tool-audit day <day> --from <row> --limit 1 shows it), where
in the call the secret is, the rule that found it, and how many there are. Secrets are not shown.

What to do: change each secret at the vendor that issued it, as if it had been published.
Nothing takes it out of the log, because a log is never rewritten. Calls that Tool Audit
records now have their secrets redacted.

Not every find is a secret, and not every secret is found. "unsearched" stands for the rest
of a call that has more text than is searched.

Examples:
  $ tool-audit secrets
  $ tool-audit secrets --user alice --from-day 2026-11-01 --to-day yesterday
  $ tool-audit secrets --json | jq '.days[] | select(.secrets > 0) | {day, rules}'`;

interface Options extends JsonOption {
	user?: string;
	fromDay?: string;
	toDay?: string;
}

interface Found extends SecretsInField {
	day: string;
	position: number;
}

const FIELDS = { tool: 'tool', args: 'args', result_snippet: 'result', other: 'other' } as const;

const COLUMNS: Column<Found>[] = [
	{ title: 'day', cell: ({ day }) => day },
	{ title: 'row', align: 'right', cell: ({ position }) => String(position) },
	{ title: 'in', cell: ({ field }) => FIELDS[field] },
	{ title: 'rule', cell: ({ rule }) => rule, flexible: true },
	{ title: 'secrets', align: 'right', cell: ({ count }) => String(count) },
];

function foundIn({ day, rows }: DaySecrets): Found[] {
	return rows.flatMap(({ position, secrets }) =>
		secrets.map((secret) => ({ day, position, ...secret })),
	);
}

interface Counting {
	span: { fromDay: string | undefined; toDay: string | undefined };
	signal: AbortSignal;
	onDay: (counted: DaySecrets, progress: { days: number; of: number }) => void;
}

/** Counts the days that are not counted yet. A day that can't be read is noted, and hides no other. */
async function countAll(
	log: AuditLog,
	user: string,
	{ span: { fromDay = '', toDay = '9999-12-31' }, signal, onDay }: Counting,
): Promise<CountedSecrets> {
	const isWanted = (day: string | null) => day === null || (day >= fromDay && day <= toDay);
	const known = await log.countedSecrets(user, { signal });
	const names = [...known.days.map(({ day }) => day), ...known.missing];
	const wanted = names.filter(isWanted).sort().reverse();
	const unreadable = known.unreadable.filter(({ day }) => isWanted(day));
	const days: DaySecrets[] = [];
	for (const [index, day] of wanted.entries()) {
		try {
			const counted = await log.countSecrets(user, day, { signal });
			days.push(counted);
			onDay(counted, { days: index + 1, of: wanted.length });
		} catch (error) {
			if (!(error instanceof AuditError)) throw error;
			const { code, message } = error;
			if (code === 'unreadable' || code === 'unsafe-file') {
				unreadable.push({ user, day, code, message });
			} else if (code === 'timeout') {
				const late = `${day} was not searched to its end: it took too long.`;
				unreadable.push({ user, day, code: 'unreadable', message: late });
			} else throw error;
		}
	}
	return { days, missing: [], unreadable };
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
const counted = (count: number, one: string, many = `${one}s`): string =>
	`${count} ${count === 1 ? one : many}`;

function summaryOf(days: DaySecrets[]): string[] {
	const secrets = sum(days.map((day) => day.secrets));
	const calls = sum(days.map((day) => day.calls));
	const damaged = sum(days.map((day) => day.damaged));
	const hold = days.filter((day) => day.calls > 0).length;
	const searched = counted(days.length, 'day');
	return [
		...days
			.filter((day) => day.rows.length < day.calls)
			.map(({ day, rows, calls }) => `${day}: the first ${rows.length} of ${calls} calls.`),
		secrets === 0
			? `No secrets found in ${searched}.`
			: `${counted(secrets, 'secret')} in ${counted(calls, 'call')}, on ${hold} of ${searched}. Change them where they are used: the log keeps them (see tool-audit secrets --help).`,
		...(damaged > 0
			? [`${counted(damaged, 'damaged line')} may hold secrets and can't be searched.`]
			: []),
	];
}

export function addSecrets(program: Command, context: Context): void {
	const { output, stopSignal, withLog, now } = context;
	const command = program
		.command('secrets')
		.summary('find secrets in calls that are recorded already')
		.description("Finds what today's rules would redact in calls that are recorded already.")
		.option('--from-day <date>', 'first day to search: YYYY-MM-DD, today or yesterday')
		.option('--to-day <date>', 'last day to search')
		.addHelpText('after', HELP)
		.action(({ user, json, fromDay, toDay }: Options) =>
			withLog(async (log) => {
				const signal = stopSignal();
				const span = {
					fromDay: fromDay && dayOf(fromDay, context),
					toDay: toDay && dayOf(toDay, context),
				};
				const owner = await chooseUser(log, user, context, { signal });
				const table = output.table(COLUMNS);
				let saidMs = now();
				const { days, ...rest } = await countAll(log, owner, {
					span,
					signal,
					onDay(day, progress) {
						const found = foundIn(day);
						if (!json && found.length > 0) table(found);
						if (now() - saidMs < PROGRESS_INTERVAL_MS) return;
						saidMs = now();
						output.note(`Searched ${progress.days} of ${progress.of} days.`);
					},
				});
				if (json) output.json({ days, ...rest });
				for (const { message } of rest.unreadable) output.note(message);
				if (days.length > 0) for (const sentence of summaryOf(days)) output.note(sentence);
				else output.note(await emptyRemark(log, owner, 'No days to search.'));
			}),
		);
	addJson(addUser(command));
}
