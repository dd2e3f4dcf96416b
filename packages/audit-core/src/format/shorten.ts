/**
 * Makes an entry fit to be handed on: numbers as text where a double can't hold them, and bounds on depth,
 * on each string and on the whole, so that no line in a file can make a page too big to send or to show.
 * Works from the top down, level by level, so that what is cut is what lies deepest.
 */
import { countChars, cutMark, headChars } from './cut.ts';
import type { Json, JsonObject } from './entry.ts';
import { textNumber } from './numbers.ts';

/** `JSON.stringify` dies of recursion at some thousand levels, and no reader follows a tenth of that. */
const DEPTH_MAX = 200;
const NOTED_MAX = 100;

export interface Bounds {
	stringChars: number;
	/** Of all keys and strings together, numbers and the like counted as a few. */
	totalChars: number;
}

/** A row among many. */
export const PAGE_BOUNDS: Bounds = { stringChars: 2_000, totalChars: 20_000 };
/** A row on its own. */
export const DETAIL_BOUNDS: Bounds = { stringChars: 200_000, totalChars: 1_000_000 };

/** JSON Pointers to what was changed. */
export interface Shortened {
	textNumbers: string[];
	clipped: string[];
	tooDeep: boolean;
}

interface Place {
	parent: Place | null;
	key: string;
	depth: number;
	container: JsonObject | Json[];
}

const SMALL_VALUE_CHARS = 8;

/** Changes `object` in place. */
export function shorten(object: JsonObject, bounds: Bounds): Shortened {
	const done: Shortened = { textNumbers: [], clipped: [], tooDeep: false };
	const queue: Place[] = [{ parent: null, key: '', depth: 1, container: object }];
	let left = bounds.totalChars;

	for (const place of queue) {
		const keys = Object.keys(place.container);
		const values = place.container as Record<string, Json>;
		for (const [index, key] of keys.entries()) {
			if (left <= 0) {
				dropRest(place.container, keys.slice(index));
				note(done.clipped, place);
				break;
			}
			const value = values[key]!;
			left -= SMALL_VALUE_CHARS + (Array.isArray(place.container) ? 0 : key.length);
			if (typeof value === 'string') {
				const number = textNumber(value);
				if (number !== null) note(done.textNumbers, place, key);
				else if (value.length > bounds.stringChars) note(done.clipped, place, key);
				values[key] = number ?? clip(value, bounds.stringChars);
				left -= Math.min(value.length, bounds.stringChars);
			} else if (typeof value === 'object' && value !== null) {
				if (place.depth < DEPTH_MAX) {
					queue.push({ parent: place, key, depth: place.depth + 1, container: value });
				} else {
					values[key] = `…[deeper than ${DEPTH_MAX} levels]`;
					done.tooDeep = true;
					note(done.clipped, place, key);
				}
			}
		}
	}
	return done;
}

function clip(text: string, max: number): string {
	return text.length <= max ? text : headChars(text, max) + cutMark(countChars(text));
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

function note(list: string[], place: Place, key?: string): void {
	if (list.length < NOTED_MAX) list.push(pointer(place) + (key === undefined ? '' : step(key)));
}

/** JSON Pointer, RFC 6901. */
function pointer(place: Place): string {
	return place.parent ? pointer(place.parent) + step(place.key) : '';
}

function step(key: string): string {
	return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
