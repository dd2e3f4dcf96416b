import {
	type AuditLog,
	AuditError,
	type CountedSecrets,
	type DaySecrets,
	distinctSecrets,
	type SecretInField,
	type SecretOverDays,
} from '@tool-audit/core';
import type { Command } from 'commander';
import { chooseUser, emptyRemark } from '../choose-user.ts';
import type { Context } from '../context.ts';
import { counted } from '../counted.ts';
import {
	addJson,
	addSpan,
	addUser,
	type JsonOption,
	type SpanOptions,
	spanOf,
} from '../options.ts';
import type { Column } from '../terminal/table.ts';

/** How often long work says how far it is. */
const PROGRESS_INTERVAL_MS = 5_000;

const HELP = `
For each call: its day, its row (tool-audit day <day> --row <row> shows the whole call, and so does
the page), where in the call the secret is, the rule that found it, and a hash. Equal secrets have
equal hashes, also in the mark [redacted:<rule>:<hash>] of calls that Tool Audit redacted. The
secrets themselves are not shown. Rows are counted from 1; "position" of --json from 0.

What to do: change each secret at the vendor that issued it, or in the program that has it, as
if it had been published. Nothing takes it out of the log, because a log is never rewritten.
Calls that Tool Audit records now have their secrets redacted. --by-secret lists each once.

Not every find is a secret, and not every secret is found. The rule "unsearched" stands for the
rest of a call that has more text than is searched. The exit code is 0 with and without secrets;
days that could not be searched are named.

Examples:
  $ tool-audit secrets
  $ tool-audit secrets --by-secret
  $ tool-audit secrets --user alice --from-day 2026-11-01 --to-day yesterday
  $ tool-audit secrets --json | jq '.days[] | select(.secrets > 0) | {day, rules}'`;

interface Options extends JsonOption, SpanOptions {
	user?: string;
	bySecret?: true;
}

/** A secret in a call. */
interface Found extends SecretInField {
	day: string;
	position: number;
}

const FIELDS = { tool: 'tool', args: 'args', result_snippet: 'result', other: 'other' } as const;

const COLUMNS: Column<Found>[] = [
	{ title: 'day', cell: ({ day }) => day },
	// Rows are counted from 1, as on the page.
	{ title: 'row', align: 'right', cell: ({ position }) => String(position + 1) },
	{ title: 'in', cell: ({ field }) => FIELDS[field] },
	{ title: 'rule', cell: ({ rule }) => rule, flexible: true },
	{ title: 'hash', cell: ({ hash }) => hash },
	{ title: 'times', align: 'right', cell: ({ count }) => String(count) },
];

const DISTINCT_COLUMNS: Column<SecretOverDays>[] = [
	{ title: 'rule', cell: ({ rules }) => rules.join(', '), flexible: true },
	{ title: 'hash', cell: ({ hash }) => hash },
	{ title: 'times', align: 'right', cell: ({ count }) => String(count) },
	{ title: 'days', align: 'right', cell: ({ days }) => String(days) },
	{ title: 'last day', cell: ({ last }) => last.day },
	{ title: 'row', align: 'right', cell: ({ last }) => String(last.position + 1) },
];

function foundIn({ day, rows }: DaySecrets): Found[] {
	return rows.flatMap(({ position, secrets }) =>
		secrets.map((secret) => ({ day, position, ...secret })),
	);
}

interface Counting {
	span: SpanOptions;
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

function summaryOf(days: DaySecrets[]): string[] {
	const secrets = sum(days.map((day) => day.secrets));
	const calls = sum(days.map((day) => day.calls));
	const hold = days.filter((day) => day.calls > 0).length;
	const searched = counted(days.length, 'day');
	const remarks = days.flatMap(({ day, rows, calls, damaged }) => [
		...(rows.length < calls ? [`${day}: the first ${rows.length} of ${calls} calls.`] : []),
		...(damaged > 0
			? [
					`${day}: ${counted(damaged, 'damaged line')} may hold secrets and can't be searched (tool-audit day ${day} --status damaged).`,
				]
			: []),
	]);
	if (secrets === 0) return [...remarks, `No secrets found in ${searched}.`];
	const { secrets: distinct, isComplete } = distinctSecrets(days);
	const different = `${isComplete ? '' : 'At least '}${counted(distinct.length, 'secret')}`;
	return [
		...remarks,
		`${different}, found ${counted(secrets, 'time')} in ${counted(calls, 'call')} on ${hold} of ${searched}. Change each one at its vendor, or in the program that has it: the log keeps it (see tool-audit secrets --help).`,
	];
}

export function addSecrets(program: Command, context: Context): void {
	const { output, stopSignal, withLog, now } = context;
	const command = program
		.command('secrets')
		.summary('find secrets in calls that are recorded already')
		.description("Finds what today's rules would redact in calls that are recorded already.")
		.option('--by-secret', 'list each secret once, most frequent first')
		.addHelpText('after', HELP)
		.action(({ user, json, bySecret, ...wanted }: Options) =>
			withLog(async (log) => {
				const signal = stopSignal();
				const span = spanOf(wanted, context);
				const owner = await chooseUser(log, user, context, { signal });
				const table = output.table(COLUMNS);
				let saidMs = now();
				const { days, ...rest } = await countAll(log, owner, {
					span,
					signal,
					onDay(day, progress) {
						const found = foundIn(day);
						if (!json && !bySecret && found.length > 0) table(found);
						if (now() - saidMs < PROGRESS_INTERVAL_MS) return;
						saidMs = now();
						output.note(`Searched ${progress.days} of ${progress.of} days.`);
					},
				});
				const { secrets } = distinctSecrets(days);
				if (json) output.json({ ...(bySecret ? { secrets } : { days }), ...rest });
				else if (bySecret && secrets.length > 0) output.table(DISTINCT_COLUMNS)(secrets);
				for (const { message } of rest.unreadable) output.note(message);
				if (days.length > 0) for (const sentence of summaryOf(days)) output.note(sentence);
				else if (rest.unreadable.length > 0) output.note('No day could be searched.');
				else output.note(await emptyRemark(log, owner, 'No days to search.'));
			}),
		);
	addJson(addSpan(addUser(command)));
}
