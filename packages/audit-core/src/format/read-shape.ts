/**
 * Reads the object of another program as an entry, by the table of shapes (docs/format.md §5). Nothing of it is lost: what
 * is not moved to a field of the entry stays beside it, or the whole object stands in the arguments.
 */
import { OPTIONAL_FIELDS } from './call-fields.ts';
import { countChars, headChars, SNIPPET_CHARS_MAX } from './chars.ts';
import { isObject, TextNumber, type ParsedJson, type ParsedObject } from './numbers.ts';
import { OTHER_NAMES, SHAPES, type Shape, type ShapeName, type StatusForm } from './shapes.ts';
import { statusMeant, tellsOfDenial } from './status-words.ts';
import { timeFault } from './time.ts';

export interface ReadObject {
	object: ParsedObject;
	/** Absent for an entry of this format. */
	shape?: ShapeName;
}

/** Parses the text of a line within a line; `null` when it is not an object. */
export type ParseText = (text: string) => ParsedObject | null;

/** As for an answer (`truncate.ts`). */
const RESULT_DEPTH_MAX = 200;

/** What is only shown of an entry, and searched. */
const ARGS_AND_RESULT: Shape = {
	...OTHER_NAMES,
	...{ ts: [], tool: [], toolBesideArgs: [], status: [], texts: {} },
};

/** What an entry keeps of its own names when everything stands in its arguments. */
const OWN_FIELDS = [
	'user',
	'status',
	'result_chars',
	'result_snippet',
	...Object.keys(OPTIONAL_FIELDS),
];

/**
 * The entry that an object is, or is read as. A field that the object has under its own name stays, unless it is `null` or
 * empty. In an object with `tool` or `args` only what is missing is looked for under other names; in one with `ts` and `tool`
 * only what no filter asks for, because scans read these fields without parsing the line.
 */
export function readObject(object: ParsedObject, parseText: ParseText): ReadObject {
	const has = (name: string) => isGiven(object, name);
	const isEntry = has('ts') && has('tool');
	if (isEntry && has('args') && hasResult(object)) return { object };
	if (has('tool') || has('args')) {
		const names = isEntry ? ARGS_AND_RESULT : OTHER_NAMES;
		const { entry, moved } = findFields(names, object, parseText);
		const rest = Object.entries(object).filter(([name]) => !moved.includes(name));
		const isFound = Object.keys(entry).some((name) => !has(name));
		return isFound ? { object: beside(entry, rest), shape: OTHER_NAMES.name } : { object };
	}
	const known = has('ts') ? undefined : SHAPES.find((shape) => hasAll(object, shape.has));
	const shape = known ?? OTHER_NAMES;
	const text = shape.inner === undefined ? undefined : valueAt(object, shape.inner);
	const line = typeof text === 'string' ? parseText(text) : null;
	if (!line) return readBy(shape, object, parseText);
	const inner = readObject(line, () => null).object;
	const wrapper = Object.entries(object).filter(([name]) => name !== shape.inner);
	const { entry } = findFields(shape, object, parseText);
	return { object: beside(beside(inner, Object.entries(entry)), wrapper), shape: shape.name };
}

function readBy(shape: Shape, object: ParsedObject, parseText: ParseText): ReadObject {
	const { entry, moved } = findFields(shape, object, parseText);
	if (Object.hasOwn(entry, 'args')) {
		const rest = Object.entries(object).filter(([name]) => !moved.includes(name));
		return { object: beside(entry, rest), shape: shape.name };
	}
	const kept = Object.entries(object).filter(([name]) => OWN_FIELDS.includes(name));
	const isUnknown = shape === OTHER_NAMES && !Object.hasOwn(entry, 'tool');
	return {
		object: { ...beside(entry, kept), args: object },
		shape: isUnknown ? 'unknown' : shape.name,
	};
}

/** The fields that an object has by a shape, and the names from which whole values were taken. */
function findFields(
	shape: Shape,
	object: ParsedObject,
	parseText: ParseText,
): { entry: ParsedObject; moved: string[] } {
	const entry: ParsedObject = {};
	const moved: string[] = [];

	function take(field: string, paths: readonly string[], isRight: (value: ParsedJson) => boolean) {
		if (isGiven(object, field)) {
			entry[field] = object[field]!;
			return;
		}
		for (const path of paths) {
			const value = valueAt(object, path);
			if (value === undefined || !isRight(value)) continue;
			entry[field] = value;
			moved.push(path);
			return;
		}
	}

	/** Some programs write arguments as JSON within JSON. */
	function takeArgsText(): void {
		for (const path of shape.args) {
			const value = valueAt(object, path);
			const args = isText(value) && value.startsWith('{') ? parseText(value) : null;
			if (!args) continue;
			entry.args = args;
			moved.push(path);
			return;
		}
	}

	/** What is no object stands in the arguments under its name. */
	function takeOtherArgs(): void {
		for (const path of shape.args) {
			const value = valueAt(object, path);
			if (!(isText(value) && value !== '') && !Array.isArray(value)) continue;
			entry.args = { [path.split('.').at(-1)!]: value };
			moved.push(path);
			return;
		}
	}

	take('ts', shape.ts, isTime);
	if (!Object.hasOwn(entry, 'ts')) take('ts', shape.ts, isText);
	take('tool', shape.tool, isText);
	take('args', shape.args, isObject);
	if (!Object.hasOwn(entry, 'args')) takeArgsText();
	if (Object.hasOwn(entry, 'args') && !Object.hasOwn(entry, 'tool')) {
		take('tool', shape.toolBesideArgs, isText);
	}
	const parts = shape.toolParts.map((path) => valueAt(object, path)).filter(isText);
	if (parts.length > 0) entry.tool = parts.join(' ');
	if (Object.hasOwn(entry, 'tool') && !Object.hasOwn(entry, 'args')) takeOtherArgs();
	const status = isGiven(object, 'status') ? null : statusIn(shape, object);
	if (status) entry.status = status.value;
	if (status?.isWhole) moved.push(status.path);
	for (const [field, paths] of Object.entries(shape.texts)) take(field, paths, isText);
	if (!hasResult(object)) Object.assign(entry, resultIn(shape, object));
	return { entry, moved };
}

/** An entry with further fields that do not replace its own. */
function beside(entry: ParsedObject, fields: [name: string, value: ParsedJson][]): ParsedObject {
	const further = fields.filter(([name]) => !isGiven(entry, name));
	return { ...entry, ...Object.fromEntries(further) };
}

/** Programs write `null` or nothing for a field that they have no value for. */
function isGiven(object: ParsedObject, name: string): boolean {
	return Object.hasOwn(object, name) && object[name] !== null && object[name] !== '';
}

interface FoundStatus {
	value: ParsedJson;
	path: string;
	/** The status is the whole value, and not what it was taken to mean. */
	isWhole: boolean;
}

function statusIn(shape: Shape, object: ParsedObject): FoundStatus | null {
	// A line that begins with `ts` is that of a recorder, in which a filter looks for a status under this name alone.
	if (Object.hasOwn(object, 'ts')) return null;
	let success: FoundStatus | null = null;
	for (const [path, form] of shape.status) {
		const value = valueAt(object, path);
		if (value === undefined || value === null) continue;
		const meant = form === 'word' ? value : MEANING[form](value);
		if (meant === null) continue;
		const status = { value: meant, path, isWhole: meant === value };
		// What went wrong says more than a code for success beside it.
		if (statusMeant(meant) !== 'ok') return status;
		success ??= status;
	}
	return success;
}

/** What programs write where nothing went wrong. */
const NO_ERROR = /^\s*(?:none|null|nil|undefined|false|no|no errors?|ok|success|n\/a|[-0]|)\s*$/i;
const HTTP = { min: 100, error: 400, max: 599, denied: [401, 403] };
/** The levels `error` and `fatal` of pino and bunyan. */
const ERROR_LEVELS = [50, 60];

const MEANING: Record<Exclude<StatusForm, 'word'>, (value: ParsedJson) => string | null> = {
	level: (value) => {
		if (typeof value === 'number') return ERROR_LEVELS.includes(value) ? 'error' : null;
		return isText(value) && statusMeant(value) === 'error' ? 'error' : null;
	},
	http: (value) => {
		const code = numberIn(value);
		if (code === null || code < HTTP.min || code > HTTP.max) return null;
		return HTTP.denied.includes(code) ? 'denied' : code >= HTTP.error ? 'error' : 'ok';
	},
	exit: (value) => {
		const code = numberIn(value);
		return code === null ? null : code === 0 ? 'ok' : 'error';
	},
	passed: (value) => (value === true ? 'ok' : value === false ? 'error' : null),
	failed: (value) => (value === true ? 'error' : value === false ? 'ok' : null),
	error: (value) => {
		if (value === false || value === 0) return null;
		if (isText(value))
			return NO_ERROR.test(value) ? null : tellsOfDenial(value) ? 'denied' : 'error';
		if (typeof value !== 'object' || value === null) return 'error';
		if (Object.keys(value).length === 0) return null;
		const [message, code] = ['message', 'code'].map((name) => valueAt(value, name));
		const isDenial = isText(message) && tellsOfDenial(message);
		return isDenial || (code !== undefined && MEANING.http(code) === 'denied') ? 'denied' : 'error';
	},
};

/** Also of digits in a text, as some programs write a code. */
function numberIn(value: ParsedJson): number | null {
	if (isText(value)) return /^\d{1,3}$/.test(value) ? Number(value) : null;
	return typeof value === 'number' ? value : null;
}

/** A call without a result has an empty one, and its length. */
function hasResult(object: ParsedObject): boolean {
	return isGiven(object, 'result_chars') || isGiven(object, 'result_snippet');
}

function resultIn(shape: Shape, object: ParsedObject): ParsedObject | null {
	for (const path of shape.result) {
		const value = valueAt(object, path);
		const text = value === undefined || value === null ? null : textOf(value);
		if (text === null) continue;
		return { result_chars: countChars(text), result_snippet: headChars(text, SNIPPET_CHARS_MAX) };
	}
	return null;
}

/** The text of a result: of blocks such as `{ "type": "text", "text": … }`, which agents use, theirs; `null` for one too deep. */
function textOf(value: ParsedJson): string | null {
	if (typeof value === 'string') return value;
	const blocks = Array.isArray(value) ? value.map((block) => valueAt(block, 'text')) : [];
	if (blocks.length > 0 && blocks.every(isText)) return blocks.join('\n');
	const { depth, hasTextNumbers } = measure(value);
	if (depth > RESULT_DEPTH_MAX) return null;
	if (!hasTextNumbers) return JSON.stringify(value);
	return JSON.stringify(value, (_, inner: unknown) => {
		return inner instanceof TextNumber ? inner.text : inner;
	});
}

/** `JSON.stringify` overflows the stack at some thousand levels, and is several times as slow with a replacer. */
function measure(value: ParsedJson): { depth: number; hasTextNumbers: boolean } {
	let depth = 0;
	let hasTextNumbers = false;
	for (let level: ParsedJson[] = [value]; level.length > 0 && depth <= RESULT_DEPTH_MAX; depth++) {
		const inner: ParsedJson[] = [];
		for (const value of level) {
			if (value instanceof TextNumber) hasTextNumbers = true;
			else if (typeof value === 'object' && value !== null) {
				for (const item of Object.values(value)) inner.push(item);
			}
		}
		level = inner;
	}
	return { depth, hasTextNumbers };
}

function hasAll(object: ParsedObject, has: Shape['has']): boolean {
	return Object.entries(has).every(([path, pattern]) => {
		const value = valueAt(object, path);
		return isText(value) && pattern.test(value);
	});
}

const STEP = /^([^[]+)(?:\[(\w+)\])?$/;

interface Step {
	name: string;
	/** Of the item of the list there. */
	type?: string | undefined;
}

/** Of the paths of all shapes. */
const steps = new Map<string, Step[]>();

function stepsOf(path: string): Step[] {
	let found = steps.get(path);
	if (!found) {
		found = path.split('.').map((step) => {
			const [, name, type] = STEP.exec(step)!;
			return { name: name!, type };
		});
		steps.set(path, found);
	}
	return found;
}

/** The value at a path (`shapes.ts`); `undefined` when there is none, or more than one item of the type. */
function valueAt(value: ParsedJson | undefined, path: string): ParsedJson | undefined {
	if (isObject(value) && Object.hasOwn(value, path)) return value[path];
	let at = value;
	for (const { name, type } of stepsOf(path)) {
		at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
		if (type !== undefined) {
			const items = Array.isArray(at) ? at.filter((item) => valueAt(item, 'type') === type) : [];
			at = items.length === 1 ? items[0] : undefined;
		}
	}
	return at;
}

function isText(value: ParsedJson | undefined): value is string {
	return typeof value === 'string';
}

/** A smaller number is a duration, or a time without a date. */
const EPOCH_SECONDS_MIN = 1e8;

function isTime(value: ParsedJson): boolean {
	if (typeof value === 'number' && Math.abs(value) < EPOCH_SECONDS_MIN) return false;
	return timeFault(value instanceof TextNumber ? value.text : value) === null;
}
