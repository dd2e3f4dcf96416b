import { quote } from '../errors.ts';
import { OPTIONAL_FIELDS } from './call-fields.ts';
import { isEpoch, NOT_A_TIME } from './ts.ts';
import { timeFault } from './time.ts';
import { isObject, TextNumber, type ParsedJson, type ParsedObject } from './numbers.ts';
import { isStatus } from './status.ts';

const DIGITS_SHOWN_MAX = 40;

/** The seven fields that every entry has, in the order of docs/format.md §3. */
const REQUIRED: [name: string, holds: (value: ParsedJson) => boolean, type: string][] = [
	['ts', isIsoTime, 'a time in ISO 8601'],
	['user', isText, 'a string'],
	['tool', isText, 'a string'],
	['args', isObject, 'an object'],
	['status', isStatus, '"ok", "error" or "denied"'],
	['result_chars', isCount, 'a whole number'],
	['result_snippet', isText, 'a string'],
];
export const REQUIRED_FIELDS: readonly string[] = REQUIRED.map(([name]) => name);

const OPTIONAL = Object.entries(OPTIONAL_FIELDS);

/** What is missing or wrong in an object that should be an entry, in words for people (docs/format.md §5). */
export function problemsOf(entry: ParsedObject): string[] {
	const problems: string[] = [];
	for (const [name, holds, type] of REQUIRED) {
		const value = ownValue(entry, name);
		if (value === undefined) problems.push(`${name} is missing`);
		else if (!holds(value)) {
			problems.push(name === 'ts' ? timeProblem(value, type) : problem(name, value, type));
		}
	}
	for (const [name, type] of OPTIONAL) {
		const value = ownValue(entry, name);
		if (value === undefined || value === null) continue;
		if (typeof value !== type) problems.push(problem(name, value, `a ${type}`));
	}
	return problems;
}

function ownValue(entry: ParsedObject, name: string): ParsedJson | undefined {
	return Object.hasOwn(entry, name) ? entry[name] : undefined;
}

function isText(value: ParsedJson): boolean {
	return typeof value === 'string';
}

function isIsoTime(value: ParsedJson): boolean {
	return typeof value === 'string' && timeFault(value) === null && !isEpoch(value);
}

/** Why the time is none, unless it is only another kind of value. */
function timeProblem(value: ParsedJson, type: string): string {
	const text = value instanceof TextNumber ? value.text : value;
	if (typeof text === 'number' || (typeof text === 'string' && isEpoch(text))) {
		const isTime = timeFault(text) === null;
		if (isTime) return `ts is ${quote(String(text))}, a time since 1970 as a number, not ${type}`;
	}
	const fault = timeFault(text);
	const isOwn = fault === null || fault === NOT_A_TIME.fault;
	return isOwn ? problem('ts', value, type) : `ts is ${brief(value as string)}: ${fault}`;
}

function isCount(value: ParsedJson): boolean {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function problem(name: string, value: ParsedJson, type: string): string {
	if (!(value instanceof TextNumber)) return `${name} is ${brief(value)}, not ${type}`;
	const { text: digits } = value;
	const shown = digits.length > DIGITS_SHOWN_MAX ? `${digits.slice(0, DIGITS_SHOWN_MAX)}…` : digits;
	// It is a number, but none that a double can hold, and so none in the row.
	const isTooLarge = type.endsWith('number') && digits !== 'NaN';
	return `${name} is ${shown}, ${isTooLarge ? 'which is out of range' : `not ${type}`}`;
}

function brief(value: Exclude<ParsedJson, TextNumber>): string {
	if (Array.isArray(value)) return 'a list';
	if (isObject(value)) return 'an object';
	return typeof value === 'string' ? quote(value) : String(value);
}
