/** Whether a row is one that a filter wants. docs/format.md §7. */
import { RE2JS } from 're2js';
import { AuditError, quote } from '../errors.ts';
import type { Json, JsonObject } from '../format/entry.ts';
import { isStatus } from '../format/entry-problems.ts';
import { filterSchema, type Filter, type RowStatus } from '../format/filter.ts';
import { textNumber } from '../format/numbers.ts';
import { rawText } from '../format/raw-text.ts';
import type { RawRow } from '../format/row.ts';
import type { Zone } from '../format/time.ts';

type Test = (text: string) => boolean;

export function createMatcher(filter: Filter, zone: Zone): (row: RawRow) => boolean {
	const wanted = checkFilter(filter);
	const since = wanted.since === undefined ? -Infinity : Date.parse(wanted.since);
	const until = wanted.until === undefined ? Infinity : Date.parse(wanted.until);
	const timed = wanted.since !== undefined || wanted.until !== undefined;
	const textTest = wanted.text === undefined ? null : textTestOf(wanted.text, wanted.regex);
	const excludeTextTest = wanted.excludeText === undefined ? null : textTestOf(wanted.excludeText);

	function inSpan(entry: JsonObject): boolean {
		const instant = instantOf(entry, zone);
		return instant !== null && instant >= since && instant < until;
	}

	return (row) => {
		const status = statusOf(row);
		if (wanted.status && !wanted.status.includes(status)) return false;
		if (wanted.excludeStatus?.includes(status)) return false;
		const entry = 'object' in row.parsed ? row.parsed.object : {};
		if (wanted.tool && !isOneOf(entry.tool, wanted.tool)) return false;
		if (wanted.excludeTool && isOneOf(entry.tool, wanted.excludeTool)) return false;
		if (wanted.session && !isOneOf(entry.session, wanted.session)) return false;
		if (timed && !inSpan(entry)) return false;
		if (textTest && !hasText(row, textTest)) return false;
		return !excludeTextTest || !hasText(row, excludeTextTest);
	};
}

export function checkFilter(filter: Filter): Filter {
	const checked = filterSchema.safeParse(filter);
	if (checked.success) return checked.data;
	const issue = checked.error.issues[0]!;
	throw new AuditError('bad-filter', `The filter’s ${issue.path.join('.') || 'form'} is wrong.`);
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

function textTestOf(text: string, regex = false): Test {
	if (!regex) {
		const needle = fold(text);
		return (value) => fold(value).includes(needle);
	}
	try {
		const expression = RE2JS.compile(text, RE2JS.CASE_INSENSITIVE);
		return (value) => expression.test(value);
	} catch (cause) {
		throw new AuditError('bad-filter', `${quote(text)} is no regular expression.`, { cause });
	}
}

/** Upper and lower case alike. Two foreign letters that lower into ASCII are left, so that ASCII stays ASCII. */
export function fold(text: string): string {
	return text.replace(/[^\u0130\u212a]+/g, (part) => part.toLowerCase());
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
