/** Tests whether a row matches a filter (docs/format.md §10). */
import type { RE2JS } from 're2js';
import { AuditError, quote } from '../../errors.ts';
import type { Filter } from '../../format/filter.ts';
import { OPTIONAL_FIELDS } from '../../format/call-fields.ts';
import { foldText } from '../../format/fold-case.ts';
import { TextNumber, type ParsedJson, type ParsedObject } from '../../format/numbers.ts';
import { compileRe2 } from '../../format/re2.ts';
import { textOf, type RawRow } from '../../format/row.ts';
import { timeFault } from '../../format/time.ts';
import { isStatus } from '../../format/status.ts';
import type { Zone } from '../../format/time.ts';
import { fieldsOf, type RowFields } from './row-fields.ts';

type TextTest = (text: string) => boolean;

export type RowTest = (row: RawRow) => boolean;

export function createMatcher(filter: Filter, zone: Zone): RowTest {
	const fieldsMatch = createFieldMatcher(filter);
	const textMatches = createTextMatcher(filter);
	return (row) => fieldsMatch(fieldsOf(row, zone)) && textMatches(row);
}

/** Tests everything in a filter except its text. */
export function createFieldMatcher(filter: Filter): (fields: RowFields) => boolean {
	const { status, excludeStatus, tool, excludeTool, session } = filter;
	const { agent, source, deniedBy, minDurationMs } = filter;
	const span = spanOf(filter);

	return (fields) => {
		if (status && !status.includes(fields.status())) return false;
		if (excludeStatus?.includes(fields.status())) return false;
		if (tool && !isOneOf(fields.tool(), tool)) return false;
		if (excludeTool && isOneOf(fields.tool(), excludeTool)) return false;
		if (session && !isOneOf(fields.session(), session)) return false;
		if (agent && !isOneOf(fields.agent(), agent)) return false;
		if (source && !isOneOf(fields.source(), source)) return false;
		if (deniedBy && !isOneOf(fields.deniedBy(), deniedBy)) return false;
		if (minDurationMs !== undefined && !isAtLeast(fields.durationMs(), minDurationMs)) return false;
		return !span || span.contains(fields.instant());
	};
}

/** Tests a filter's text. */
export function createTextMatcher({ text, regex, excludeText }: Filter): RowTest {
	const wanted = text === undefined ? null : rowTextTest(text, regex);
	const unwanted = excludeText === undefined ? null : rowTextTest(excludeText);
	return (row) => wanted?.(row) !== false && unwanted?.(row) !== true;
}

/** A filter's time span; `null` without one. An entry without a time is in no span. */
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

function isOneOf(value: string | null, values: readonly string[]): boolean {
	return value !== null && values.includes(value);
}

function isAtLeast(value: number | null, min: number): boolean {
	return value !== null && value >= min;
}

function rowTextTest(text: string, regex?: boolean): RowTest {
	const test = textTestOf(text, regex);
	const fields = fieldsSearchedFor(text);
	return (row) => someText(row, fields, test);
}

function textTestOf(text: string, regex = false): TextTest {
	if (!regex) {
		const needle = foldText(text);
		return (value) => foldText(value).includes(needle);
	}
	const expression = compileFilterRegex(text);
	return (value) => expression.test(value);
}

/** @throws AuditError `bad-filter`, by an `InvalidRegexError` */
export function compileFilterRegex(text: string): RE2JS {
	try {
		return compileRe2(text, { ignoreCase: true });
	} catch (cause) {
		throw new AuditError('bad-filter', `${quote(text)} ${(cause as Error).message}.`, { cause });
	}
}

/** A value within an entry. */
export interface ValueNode {
	value: ParsedJson | undefined;
	key: string;
	parent: ValueNode | null;
}

/** Tests the text of a value, or a name in it; without a value, a whole damaged line. */
export type PlacedTextTest = (text: string, node: ValueNode | null, name?: string) => boolean;

/** Fields that a text is not searched in: they are alike in many rows, or have filters of their own. */
const UNSEARCHED_FIELDS: ReadonlySet<string> = new Set([
	...['ts', 'user', 'result_chars', 'duration_ms', 'recorded_at'],
]);
/** Names for machines. Short texts occur in them by chance. */
const ID_FIELDS: ReadonlySet<string> = new Set([
	...['id', 'call_id', 'parent_call_id', 'session', 'agent_id'],
]);
const ID_TEXT_CHARS_MIN = 6;
/** Fields whose names are not searched either: nearly all rows have them. */
const LISTED_FIELDS: ReadonlySet<string> = new Set([
	...['tool', 'result_snippet', 'args', 'status', ...UNSEARCHED_FIELDS],
	...Object.keys(OPTIONAL_FIELDS),
]);
/** What a table shows of an entry. A text is found in these first. */
export const FIRST_FIELDS: readonly string[] = ['tool', 'result_snippet', 'args'];

export type SearchedFields = (name: string) => boolean;

/** The fields in which a text is searched (docs/format.md §10). */
export function fieldsSearchedFor(text: string): SearchedFields {
	const isForIds = text.length >= ID_TEXT_CHARS_MIN;
	return (name) => !UNSEARCHED_FIELDS.has(name) && (isForIds || !ID_FIELDS.has(name));
}

/**
 * Tests the texts of an entry, names and values, each separately, until one passes: tool, result, args, then the other
 * fields. A damaged row is tested as it is.
 */
export function someText(row: RawRow, isSearched: SearchedFields, test: PlacedTextTest): boolean {
	const { parsed } = row;
	if ('damage' in parsed) return test(textOf(row), null);
	const { object } = parsed;
	const others = Object.keys(object).filter((name) => !FIRST_FIELDS.includes(name));
	// What is not a time is shown as it is, and no filter for times finds it.
	const isUnreadTime = (name: string) => name === 'ts' && timeFault(object.ts) !== null;
	const further = others.filter((name) => isSearched(name) || isUnreadTime(name));
	for (const names of [FIRST_FIELDS, further]) {
		const isName = (name: string) => !LISTED_FIELDS.has(name);
		if (names.some((name) => isName(name) && test(name, null, name))) return true;
		const values = names.map((key) => ({ value: searchedValue(object, key), key, parent: null }));
		if (someTextIn(values, test)) return true;
	}
	return false;
}

/** A status of the format has its own filter. */
function searchedValue(object: ParsedObject, name: string): ParsedJson | undefined {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	return name === 'status' && isStatus(value) ? undefined : value;
}

function someTextIn(queue: ValueNode[], test: PlacedTextTest): boolean {
	for (const node of queue) {
		const { value } = node;
		if (isContainer(value)) {
			const keys = Object.keys(value);
			if (!Array.isArray(value) && keys.some((name) => test(name, node, name))) return true;
			for (const key of keys)
				queue.push({ value: (value as ParsedObject)[key], key, parent: node });
		} else {
			const text = textOfValue(value);
			if (text !== null && test(text, node)) return true;
		}
	}
	return false;
}

/** The text of a value that is not an object or list; `null` when there is none. */
export function textOfValue(value: ParsedJson | undefined): string | null {
	if (value === undefined || isContainer(value)) return null;
	return value instanceof TextNumber ? value.text : String(value);
}

function isContainer(value: ParsedJson | undefined): value is ParsedObject | ParsedJson[] {
	return typeof value === 'object' && value !== null && !(value instanceof TextNumber);
}
