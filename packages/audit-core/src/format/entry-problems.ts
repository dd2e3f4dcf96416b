import { quote } from '../errors.ts';
import { parseTs } from './ts.ts';
import type { Json, JsonObject } from './entry.ts';
import { isStatus } from './status.ts';

const isText = (value: Json) => typeof value === 'string';

/** The seven fields that every entry has. docs/format.md §3. */
const FIELDS: [name: string, holds: (value: Json) => boolean, type: string][] = [
	['ts', isTime, 'a time in ISO 8601'],
	['user', isText, 'a string'],
	['tool', isText, 'a string'],
	['args', isObject, 'an object'],
	['status', isStatus, '"ok", "error" or "denied"'],
	['result_chars', isCount, 'a whole number'],
	['result_snippet', isText, 'a string'],
];

/** What is missing or wrong in an object that should be an entry, in words for people. */
export function problemsOf(entry: JsonObject): string[] {
	const problems: string[] = [];
	for (const [name, holds, type] of FIELDS) {
		const value = Object.hasOwn(entry, name) ? entry[name] : undefined;
		if (value === undefined) problems.push(`${name} is missing`);
		else if (!holds(value)) problems.push(`${name} is ${brief(value)}, not ${type}`);
	}
	return problems;
}

export function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTime(value: Json): boolean {
	return typeof value === 'string' && parseTs(value) !== null;
}

function isCount(value: Json): boolean {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function brief(value: Json): string {
	if (Array.isArray(value)) return 'a list';
	if (isObject(value)) return 'an object';
	return typeof value === 'string' ? quote(value) : String(value);
}
