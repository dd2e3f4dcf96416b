/**
 * One line's bytes as an entry, or the reason why it is not one (docs/format.md §4 and §5). The only place that
 * parses the JSON of a log.
 */
import { isUtf8 } from 'node:buffer';
import { closeOf } from './brackets.ts';
import type { DamageReason, Json, JsonObject } from './entry.ts';
import { isObject } from './entry-problems.ts';
import { markTextNumbers, mayHoldTextNumbers } from './numbers.ts';

/** A longer line is never held in memory: it is identified by its beginning, and its bytes are read by range. */
export const LINE_BYTES_MAX = 4 * 1024 * 1024;

/** `object` may hold marked numbers (`textNumber`). */
export type ParsedLine = { object: JsonObject } | { damage: DamageReason };

export interface ParseOptions {
	/**
	 * Marks numbers that a double can't hold. Without it they are rounded, which is faster, and enough for callers
	 * that read other fields.
	 */
	exact?: boolean;
}

export function parseLine(line: Buffer, { exact = true }: ParseOptions = {}): ParsedLine {
	if (!isUtf8(line)) return { damage: 'invalid-utf8' };
	const text = line.toString('utf8');
	const value = exact ? parseExact(text) : (parseText(text) ?? parseExact(text));
	if (isObject(value)) return { object: value };
	if (value !== undefined) return { damage: 'not-object' };
	return { damage: isTorn(line) ? 'torn' : 'not-json' };
}

function parseExact(text: string): Json | undefined {
	return parseText(mayHoldTextNumbers(text) ? markTextNumbers(text) : text);
}

function parseText(text: string): Json | undefined {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return undefined;
	}
}

/** True for a line that starts like an object and is incomplete. */
function isTorn(line: Buffer): boolean {
	const start = line.indexOf(0x7b);
	return start === 0 && closeOf(line, 0) === null;
}
