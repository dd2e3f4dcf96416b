/**
 * One line's bytes as an entry, or the reason why it is not one (docs/format.md §4 and §5). The only place that
 * parses the JSON of a log.
 */
import { isUtf8 } from 'node:buffer';
import { closeOf } from './brackets.ts';
import type { DamageReason } from './entry.ts';
import {
	isObject,
	type NumberValue,
	parseExactly,
	type ParsedJson,
	type ParsedObject,
} from './numbers.ts';

/** A longer line is never held in memory: it is identified by its beginning, and its bytes are read by range. */
export const LINE_BYTES_MAX = 4 * 1024 * 1024;

/** JSON forbids them, and Python writes them. */
const NOT_FINITE = /NaN|Infinity/;
/** What a value begins with, those included. */
const JSON_START = /^[[{"\-\dtfnNI]/;
const CLOSED_BY: Record<string, string> = { '{': '}', '[': ']', '"': '"' };

export type ParsedLine = { object: ParsedObject } | { damage: DamageReason };

export interface ParseOptions {
	/**
	 * Gives numbers that a double can't hold as `TextNumber`. Without it integers are rounded, which is faster, and enough
	 * for callers that read other fields.
	 */
	exact?: boolean;
	/** What such a number is given as, instead of a `TextNumber`. */
	numberOf?: NumberValue;
}

export function parseLine(line: Buffer, { exact = true, numberOf }: ParseOptions = {}): ParsedLine {
	if (!isUtf8(line)) return { damage: 'invalid-utf8' };
	const text = line.toString('utf8');
	const value = mayBeJson(text) ? valueOf(text, exact, numberOf) : undefined;
	if (isObject(value)) return { object: value };
	if (value !== undefined) return { damage: 'not-object' };
	return { damage: isTorn(line) ? 'torn' : 'not-json' };
}

/** `undefined` when it is not JSON. */
function valueOf(
	text: string,
	exact: boolean,
	numberOf: NumberValue | undefined,
): ParsedJson | undefined {
	if (exact) return tryTo(() => parseExactly(text, numberOf));
	const value = tryTo(() => JSON.parse(text) as ParsedJson);
	return value === undefined && NOT_FINITE.test(text)
		? tryTo(() => parseExactly(text, numberOf))
		: value;
}

/** By its first and last characters: a failed parse takes as long as that of ten lines. */
function mayBeJson(text: string): boolean {
	const json = text.trim();
	if (!JSON_START.test(json)) return false;
	const end = CLOSED_BY[json[0]!];
	return end === undefined || (json.length > 1 && json.endsWith(end));
}

function tryTo(parse: () => ParsedJson): ParsedJson | undefined {
	try {
		return parse();
	} catch {
		return undefined;
	}
}

/** True for a line that starts like an object and is incomplete. */
function isTorn(line: Buffer): boolean {
	const start = line.indexOf(0x7b);
	return start === 0 && closeOf(line, 0) === null;
}
