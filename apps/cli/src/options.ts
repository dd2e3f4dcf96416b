import {
	type Filter,
	FILTER_DURATION_MS_MAX,
	isDay,
	addDays,
	ROW_STATUSES,
	type RowStatus,
} from '@tool-audit/core';
import { type Command, InvalidArgumentError } from 'commander';
import type * as z from 'zod';
import type { Context } from './context.ts';
import { UsageError } from './failure.ts';

export interface JsonOption {
	json?: true;
}

export interface FilterOptions {
	status?: RowStatus[];
	tool?: string[];
	text?: string;
	session?: string[];
	agent?: string[];
	source?: string[];
	deniedBy?: string[];
	minDuration?: number;
}

/** The log a command uses. Without the option, `chooseUser` decides. */
export function addUser(command: Command): Command {
	return command.option('--user <user>', 'the log to use (default: the log of the only account)');
}

export function addJson(command: Command): Command {
	return command.option('--json', 'print one JSON document, as the API returns it');
}

export function addFilter(command: Command): Command {
	return command
		.option('--status <status>', `only ${ROW_STATUSES.join(', ')} (repeatable)`, collectStatuses)
		.option('--tool <name>', 'only this tool (repeatable)', collect)
		.option('--session <id>', 'only this session (repeatable)', collect)
		.option('--agent <name>', 'only calls of this agent (repeatable)', collect)
		.option('--source <name>', 'only calls recorded by this source (repeatable)', collect)
		.option(
			'--denied-by <who>',
			'only calls denied by this: rule, hook, user, classifier, policy or permission (repeatable)',
			collect,
		)
		.option(
			'--min-duration <duration>',
			'only calls that took at least this long: 500ms, 2s, 1m, 1h',
			parseDuration,
		);
}

export function addText(command: Command): Command {
	return command.option('--text <text>', 'only with this text anywhere in the call');
}

/** `undefined` when no filter option is set: an unfiltered page is faster to read. */
/** What a list of calls says when damaged lines were asked for; `undefined` when they were not. */
export function damagedRemark({ status }: FilterOptions): string | undefined {
	if (!status?.includes('damaged')) return undefined;
	return 'Damaged lines are not listed here. See them with tool-audit day DAY --status damaged.';
}

export function filterOf(options: FilterOptions): Filter | undefined {
	const { status, tool, text, session, agent, source, deniedBy, minDuration } = options;
	const filter = {
		...(status && { status }),
		...(tool && { tool }),
		...(text && { text }),
		...(session && { session }),
		...(agent && { agent }),
		...(source && { source }),
		...(deniedBy && { deniedBy }),
		...(minDuration !== undefined && { minDurationMs: minDuration }),
	};
	return Object.keys(filter).length > 0 ? filter : undefined;
}

function collect(value: string, values: string[] = []): string[] {
	return [...values, value];
}

function collectStatuses(value: string, statuses: RowStatus[] = []): RowStatus[] {
	const known = ROW_STATUSES.find((status) => status === value);
	if (!known) throw new InvalidArgumentError(`Choose from ${ROW_STATUSES.join(', ')}.`);
	return [...statuses, known];
}

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A duration in milliseconds: `500ms`, `2s`, `1.5m`, `1h`. */
function parseDuration(text: string): number {
	const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
	const ms = match && Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
	if (ms !== null && ms <= FILTER_DURATION_MS_MAX) return ms;
	throw new InvalidArgumentError('Use a duration such as 500ms, 2s, 1m or 1h.');
}

/** An instant as people give it: `30d` ago, or the beginning of a date in the log's zone. In milliseconds since 1970. */
export type Since = (context: Context) => number;

const DAY_MS = 86_400_000;

export function parseSince(text: string): Since {
	const days = /^(\d{1,5})d$/.exec(text)?.[1];
	if (days !== undefined) return ({ now }) => now() - Number(days) * DAY_MS;
	if (isDay(text)) {
		return ({ zone }) => zone().parse(`${text}T00:00:00`)!;
	}
	throw new InvalidArgumentError('Use a number of days such as 30d, or a date as YYYY-MM-DD.');
}

/** Parses with one of the shared schemas. The error has the schema's messages. */
export function parseWith<T>(schema: z.ZodType<T>): (value: string) => T {
	return (value) => {
		const parsed = schema.safeParse(value);
		if (parsed.success) return parsed.data;
		throw new InvalidArgumentError(parsed.error.issues.map(({ message }) => message).join(' '));
	};
}

/** Parses an option that is a whole number within bounds. */
export function wholeNumber(min: number, max: number): (value: string) => number {
	return (value) => {
		const number = Number(value);
		if (/^\d+$/.test(value) && number >= min && number <= max) return number;
		throw new InvalidArgumentError(`Use a whole number from ${min} to ${max}.`);
	};
}

/** The days that a command was asked for. */
export interface SpanOptions {
	fromDay?: string | undefined;
	toDay?: string | undefined;
}

export function addSpan(command: Command): Command {
	return command
		.option('--from-day <date>', 'first day to search: YYYY-MM-DD, today or yesterday')
		.option('--to-day <date>', 'last day to search');
}

export function spanOf({ fromDay, toDay }: SpanOptions, context: Context): SpanOptions {
	const span = {
		...(fromDay !== undefined && { fromDay: dayOf(fromDay, context) }),
		...(toDay !== undefined && { toDay: dayOf(toDay, context) }),
	};
	if (span.fromDay && span.toDay && span.fromDay > span.toDay) {
		throw new UsageError(`--from-day ${span.fromDay} is after --to-day ${span.toDay}.`);
	}
	return span;
}

/** A day as people type it: `2026-11-22`, `today` or `yesterday`. */
export function dayOf(word: string, { zone, now }: Context): string {
	const today = zone().dayOf(now());
	if (word === 'today') return today;
	if (word === 'yesterday') return addDays(today, -1);
	if (isDay(word)) return word;
	throw new UsageError(
		`${JSON.stringify(word)} is not a valid day. Use YYYY-MM-DD, today or yesterday.`,
	);
}
