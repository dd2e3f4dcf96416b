/**
 * What a server takes, and its words for everything else: a test of what a program does with wrong input sees the same
 * sentences without a server. The contract of clients compares them.
 */
import {
	AUDIT_ERRORS,
	isDay,
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	SEARCH_LIMIT_MAX,
	SECRET_ROWS_MAX,
	STATUSES,
} from '@tool-audit/core';
import { parseTs } from '@tool-audit/core/format';
import { AuditClientError } from './error.ts';

type Check = [holds: (value: unknown) => boolean, sentence: string];
type Checks = Readonly<Record<string, Check>>;

const TOOL_CHARS_MAX = 500;
const NAME_CHARS_MAX = 1_000;
const USER_CHARS_MAX = 255;
const BUDGET_MAX_MS = 10_000;
const ISSUES_MAX = 5;
const START_MIN_MS = Date.UTC(2000, 0, 1);

const isText = (value: unknown, min: number, max: number) =>
	typeof value === 'string' && value.length >= min && value.length <= max;
const isWhole = (value: unknown, min: number, max = Number.MAX_SAFE_INTEGER) =>
	Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
/** A date and a time with `T`, and an offset. */
const isGivenInstant = (value: unknown) => {
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(value))
		return false;
	return parseTs(value) !== null;
};
const isObject = (value: unknown) =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (max: number): Check => [
	(value) => isText(value, 0, max),
	`Give a text of at most ${max} characters.`,
];
const whole = (min: number, max: number): Check => [
	(value) => isWhole(value, min, max),
	`Give a whole number from ${min} to ${max}.`,
];
const name = text(NAME_CHARS_MAX);
const date: Check = [
	(value) => isText(value, 0, 10) && isDay(String(value)),
	AUDIT_ERRORS['bad-day'],
];
const from = whole(0, Number.MAX_SAFE_INTEGER);

/** Parts of what is read. */
const READING: Checks = {
	...{ user: text(USER_CHARS_MAX), day: date, fromDay: date, toDay: date, ref: name },
	...{ from, rawFrom: from, days: whole(1, RECENT_DAYS_MAX) },
	limit: whole(1, Math.max(PAGE_LIMIT_MAX, SEARCH_LIMIT_MAX)),
	order: [(value) => value === 'asc' || value === 'desc', 'Give asc or desc.'],
	filter: [isObject, 'Give an object such as {"status":["error"]}.'],
	...{ cursor: name, after: name },
	budgetMs: whole(0, BUDGET_MAX_MS),
	rows: whole(0, SECRET_ROWS_MAX),
	since: [
		isGivenInstant,
		'Give an instant with its offset as ISO 8601, such as 2026-11-30T09:00:00Z.',
	],
};

/** Parts of a call, in the order in which a server looks at them. */
const RECORDING: Checks = {
	id: [
		(value) => typeof value === 'string' && /^[A-Za-z0-9._:-]{1,64}$/.test(value),
		AUDIT_ERRORS['bad-id'],
	],
	tool: [
		(value) => isText(value, 1, TOOL_CHARS_MAX),
		`Name the tool, in 1 to ${TOOL_CHARS_MAX} characters.`,
	],
	args: [isObject, 'Give the arguments as an object.'],
	at: [
		(value) => isGivenInstant(value) && Date.parse(String(value)) >= START_MIN_MS,
		'Give the instant at which the call began as ISO 8601 with an offset, from the year 2000 on.',
	],
	status: [
		(value) => (STATUSES as readonly unknown[]).includes(value),
		`Give one of ${STATUSES.join(', ')}.`,
	],
	result: [(value) => typeof value === 'string', 'Give the result as a text.'],
	result_chars: [
		(value) => isWhole(value, 0),
		'Give the length of the whole result in characters, a whole number from 0 on.',
	],
};

/** Parts that can't be left out, by procedure. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
	readDay: ['day'],
	entry: ['day', 'ref'],
	summary: ['day'],
	search: ['filter'],
	record: ['tool', 'args', 'status', 'result'],
};

/** @throws AuditClientError `bad_input`, as a server answers */
export function checkInput(procedure: string, input: unknown): void {
	const given = (input ?? {}) as Readonly<Record<string, unknown>>;
	const checks = procedure === 'record' ? RECORDING : READING;
	const required = REQUIRED[procedure] ?? [];
	const sentences = Object.entries(checks).flatMap(([part, [holds, sentence]]) => {
		const value = given[part];
		if (value === undefined && !required.includes(part)) return [];
		if (holds(value)) return [];
		const isMissing = value === undefined && part === 'ref';
		return [`${part}: ${isMissing ? 'It is missing. ' : ''}${sentence}`];
	});
	if (sentences.length === 0) return;
	const told = sentences.slice(0, ISSUES_MAX);
	if (sentences.length > ISSUES_MAX) told.push(`and ${sentences.length - ISSUES_MAX} more`);
	const message = told.join('; ').replaceAll('.; ', '; ');
	throw new AuditClientError({ code: 'bad_input', message, status: 400 });
}
