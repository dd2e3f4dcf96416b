/** Tests whether a row matches a filter (docs/format.md §10). */
import type { RE2JS } from 're2js';
import { AuditError, quote } from '../../errors.ts';
import type { Filter } from '../../format/filter.ts';
import { foldCase } from '../../format/fold-case.ts';
import { TextNumber, type ParsedJson, type ParsedObject } from '../../format/numbers.ts';
import { rawText } from '../../format/raw-text.ts';
import { compileRe2 } from '../../format/re2.ts';
import type { RawRow } from '../../format/row.ts';
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
	const wanted = text === undefined ? null : textTestOf(text, regex);
	const unwanted = excludeText === undefined ? null : textTestOf(excludeText);
	return (row) => (!wanted || someText(row, wanted)) && (!unwanted || !someText(row, unwanted));
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

function textTestOf(text: string, regex = false): TextTest {
	if (!regex) {
		const needle = foldCase(text);
		return (value) => foldCase(value).includes(needle);
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

/** Tests tool, result and args, names and values, each separately, until one passes. A damaged row is tested as it is. */
export function someText({ parsed, bytes }: RawRow, test: PlacedTextTest): boolean {
	if ('damage' in parsed) return test(rawText(bytes), null);
	const { tool, args, result_snippet } = parsed.object;
	const queue: ValueNode[] = [
		{ value: tool, key: 'tool', parent: null },
		{ value: result_snippet, key: 'result_snippet', parent: null },
		{ value: args, key: 'args', parent: null },
	];
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
