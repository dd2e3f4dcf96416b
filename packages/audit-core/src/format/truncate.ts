/**
 * Prepares an entry for an answer: numbers that a double can't hold become text, and depth, each string and the
 * whole have bounds, so that no line of a file can make a page too big to send or to show. Works from the top
 * down, level by level, so that the deepest values are dropped first.
 */
import { countChars, truncationMark, headChars } from './chars.ts';
import type { Json, JsonObject } from './entry.ts';
import { REQUIRED_FIELDS } from './entry-problems.ts';
import { TextNumber, type ParsedJson, type ParsedObject } from './numbers.ts';

/** `JSON.stringify` overflows the stack at some thousand levels. No reader follows a tenth of that. */
const DEPTH_MAX = 200;
const NOTED_MAX = 100;

export interface Bounds {
	stringChars: number;
	/** Length of all keys and strings together; other values count as a few characters each. */
	totalChars: number;
}

/** Bounds of a row in a page or list. */
export const PAGE_BOUNDS: Bounds = { stringChars: 2_000, totalChars: 20_000 };
/** Bounds of a single row. */
export const DETAIL_BOUNDS: Bounds = { stringChars: 200_000, totalChars: 1_000_000 };

export interface Truncated {
	/** A copy: the original is not changed. */
	object: JsonObject;
	/** JSON Pointers to numbers that became text, and to values that were truncated. */
	textNumbers: string[];
	clipped: string[];
	tooDeep: boolean;
}

interface Location {
	parent: Location | null;
	key: string;
	depth: number;
	container: JsonObject | Json[];
}

const SMALL_VALUE_CHARS = 8;

export function truncate(original: ParsedObject, bounds: Bounds): Truncated {
	// Spread, because assignment would lose a key named `__proto__`.
	const copy = { ...original };
	// Every `TextNumber` in it becomes text, and every container is replaced by a copy in its turn.
	const object = copy as JsonObject;
	const done: Truncated = { object, textNumbers: [], clipped: [], tooDeep: false };
	const queue: Location[] = [{ parent: null, key: '', depth: 1, container: object }];
	let left = bounds.totalChars;

	for (const location of queue) {
		const keys = location.parent
			? Object.keys(location.container)
			: requiredFirst(Object.keys(object));
		const values = location.container as ParsedObject;
		for (const [index, key] of keys.entries()) {
			if (left <= 0) {
				dropRest(location.container, keys.slice(index));
				note(done.clipped, location);
				break;
			}
			const value = values[key]!;
			left -= SMALL_VALUE_CHARS + (Array.isArray(location.container) ? 0 : key.length);
			if (typeof value === 'string' || value instanceof TextNumber) {
				const text = value instanceof TextNumber ? value.text : value;
				// What is left of a number is none.
				if (text.length > bounds.stringChars) note(done.clipped, location, key);
				else if (value instanceof TextNumber) note(done.textNumbers, location, key);
				values[key] = clip(text, bounds.stringChars);
				left -= Math.min(text.length, bounds.stringChars);
			} else if (typeof value === 'object' && value !== null) {
				if (location.depth < DEPTH_MAX) {
					const container = copyOf(value);
					values[key] = container;
					queue.push({ parent: location, key, depth: location.depth + 1, container });
				} else {
					values[key] = `…[deeper than ${DEPTH_MAX} levels]`;
					done.tooDeep = true;
					note(done.clipped, location, key);
				}
			}
		}
	}
	return done;
}

/** An entry that is whole on disk has its required fields in every answer: all of them fit into the bounds. */
function requiredFirst(names: string[]): string[] {
	const required = REQUIRED_FIELDS.filter((name) => names.includes(name));
	return [...required, ...names.filter((name) => !REQUIRED_FIELDS.includes(name))];
}

function copyOf(container: ParsedObject | ParsedJson[]): JsonObject | Json[] {
	return (Array.isArray(container) ? [...container] : { ...container }) as JsonObject | Json[];
}

function clip(text: string, max: number): string {
	return text.length <= max ? text : headChars(text, max) + truncationMark(countChars(text));
}

function dropRest(container: JsonObject | Json[], keys: string[]): void {
	if (Array.isArray(container)) {
		container.length -= keys.length;
		container.push(`…[${keys.length} more]`);
	} else {
		for (const key of keys) delete container[key];
		container['…'] = `[${keys.length} more]`;
	}
}

function note(list: string[], location: Location, key?: string): void {
	if (list.length < NOTED_MAX)
		list.push(pointer(location) + (key === undefined ? '' : pointerStep(key)));
}

/** JSON Pointer, RFC 6901. */
function pointer(location: Location): string {
	return location.parent ? pointer(location.parent) + pointerStep(location.key) : '';
}

/** A step of a pointer, to a member or an item. */
export function pointerStep(key: string): string {
	return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
