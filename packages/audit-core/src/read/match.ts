/** Whether a row is one that a filter wants. docs/format.md §10. */
import { RE2JS } from 're2js';
import { AuditError, quote } from '../errors.ts';
import type { Json, JsonObject } from '../format/entry.ts';
import { isStatus } from '../format/entry-problems.ts';
import type { Filter } from '../format/filter.ts';
import { fold } from '../format/fold.ts';
import { textNumber } from '../format/numbers.ts';
import { rawText } from '../format/raw-text.ts';
import type { RawRow } from '../format/row.ts';
import type { RowStatus } from '../format/row-status.ts';
import type { Zone } from '../format/time.ts';

type Test = (text: string) => boolean;

export type Matches = (row: RawRow) => boolean;

export function createMatcher(filter: Filter, zone: Zone): Matches {
	const { status, excludeStatus, tool, excludeTool, session, text, regex, excludeText } = filter;
	const span = spanOf(filter);
	const textTest = text === undefined ? null : textTestOf(text, regex);
	const excludeTextTest = excludeText === undefined ? null : textTestOf(excludeText);

	return (row) => {
		const rowStatus = statusOf(row);
		if (status && !status.includes(rowStatus)) return false;
		if (excludeStatus?.includes(rowStatus)) return false;
		const entry = 'object' in row.parsed ? row.parsed.object : {};
		if (tool && !isOneOf(entry.tool, tool)) return false;
		if (excludeTool && isOneOf(entry.tool, excludeTool)) return false;
		if (session && !isOneOf(entry.session, session)) return false;
		if (span && !span.contains(instantOf(entry, zone))) return false;
		if (textTest && !hasText(row, textTest)) return false;
		return !excludeTextTest || !hasText(row, excludeTextTest);
	};
}

/** The span of time that a filter wants; `null` when it wants any. What has no time is in none. */
export function spanOf({ since, until }: Filter) {
	if (since === undefined && until === undefined) return null;
	const from = since === undefined ? -Infinity : Date.parse(since);
	const to = until === undefined ? Infinity : Date.parse(until);
	return {
		from,
		to,
		contains: (instant: number | null) => instant !== null && instant >= from && instant < to,
	};
}

export function statusOf({ parsed }: RawRow): RowStatus {
	if ('damage' in parsed) return 'damaged';
	const { status } = parsed.object;
	return isStatus(status) ? status : 'other';
}

export function instantOf(entry: JsonObject, zone: Zone): number | null {
	return typeof entry.ts === 'string' ? zone.parse(entry.ts) : null;
}

function isOneOf(value: Json | undefined, values: string[]): boolean {
	return typeof value === 'string' && values.includes(value);
}

/** Each counted repetition is written out that many times before it runs. */
const REPETITIONS_MAX = 1_000;

function textTestOf(text: string, regex = false): Test {
	if (!regex) {
		const needle = fold(text);
		return (value) => fold(value).includes(needle);
	}
	let repetitions = 0;
	for (const [, count] of text.matchAll(/(\d+),?\}/g)) repetitions += Number(count);
	if (repetitions > REPETITIONS_MAX) {
		throw new AuditError('bad-filter', `${quote(text)} repeats too much.`);
	}
	try {
		const expression = RE2JS.compile(text, RE2JS.CASE_INSENSITIVE);
		return (value) => expression.test(value);
	} catch (cause) {
		throw new AuditError('bad-filter', `${quote(text)} is no regular expression.`, { cause });
	}
}

/** Looks through tool, args and result: names and values, each on its own. A damaged row is looked through as it stands. */
function hasText({ parsed, bytes }: RawRow, test: Test): boolean {
	if ('damage' in parsed) return test(rawText(bytes));
	const { tool, args, result_snippet } = parsed.object;
	const queue: (Json | undefined)[] = [tool, result_snippet, args];
	for (const value of queue) {
		if (typeof value === 'string') {
			if (test(textNumber(value) ?? value)) return true;
		} else if (typeof value === 'object' && value !== null) {
			if (!Array.isArray(value) && Object.keys(value).some(test)) return true;
			for (const inner of Object.values(value)) queue.push(inner);
		} else if (value !== undefined && test(String(value))) return true;
	}
	return false;
}
