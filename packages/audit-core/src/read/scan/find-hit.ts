/**
 * Where the text of a filter was found in a row. A page sends only the beginning of long texts, and no browser may run an
 * expression that a user typed: this tells it what to show and to mark.
 */
import type { FoundText, Json, JsonObject } from '../../format/entry.ts';
import type { Filter } from '../../format/filter.ts';
import { placesOfComposed } from '../../format/compose.ts';
import { foldText } from '../../format/fold-case.ts';
import { rawText } from '../../format/raw-text.ts';
import { DAMAGED_RAW_BYTES_MAX, type RawRow } from '../../format/row.ts';
import { PAGE_BOUNDS, pointerStep, truncate } from '../../format/truncate.ts';
import {
	compileFilterRegex,
	fieldsSearchedFor,
	FIRST_FIELDS,
	someText,
	textOfValue,
	type PlacedTextTest,
	type ValueNode,
} from './matcher.ts';

const EXCERPT_CHARS_MAX = 240;
/** What stands before the hit, if there is so much. */
const CONTEXT_CHARS = 80;
/** A name has any length, and an entry any depth. */
const POINTER_CHARS_MAX = 1_000;

/** UTF-16 code units; `end` is exclusive. */
interface Hit {
	start: number;
	end: number;
}

type Locate = (text: string) => Hit | null;

/**
 * Finds the first hit of the filter's `text`. For a literal text only when no hit is in the tool, the arguments and the
 * result as a page has them; for an expression in every row. `null` also for a hit of no characters.
 */
export function createHitFinder({ text = '', regex = false }: Filter) {
	const locate = regex ? locateExpression(text) : locateLiteral(text);
	const fields = fieldsSearchedFor(text);

	return (row: RawRow): FoundText | null => {
		const isShown = regex ? () => false : shownTest(row);
		let found: FoundText | null = null;
		const ended = someText(row, fields, (text, node, name) => {
			const hit = locate(text);
			if (!hit) return false;
			if (isShown(text.slice(0, hit.end), node, name)) return true;
			found ??= foundText(text, hit, pointerTo(node, name));
			return regex;
		});
		return ended && !regex ? null : found;
	};
}

/** Folding changes no letter's length, but composing does. */
function locateLiteral(text: string): Locate {
	const needle = foldText(text);
	return (value) => {
		const start = foldText(value).indexOf(needle);
		if (start === -1) return null;
		const placeOf = placesOfComposed(value);
		return { start: placeOf(start), end: placeOf(start + needle.length) };
	};
}

function locateExpression(text: string): Locate {
	const expression = compileFilterRegex(text);
	return (value) => {
		const matcher = expression.matcher(value);
		if (!matcher.find() || matcher.end() === matcher.start()) return null;
		return { start: matcher.start(), end: matcher.end() };
	};
}

/** Tests whether a table of the row as a page has it shows the beginning of a text. */
function shownTest({ parsed, bytes }: RawRow): PlacedTextTest {
	if ('damage' in parsed) {
		if (bytes.length <= DAMAGED_RAW_BYTES_MAX) return () => true;
		const shown = rawText(bytes.subarray(0, DAMAGED_RAW_BYTES_MAX));
		return (beginning) => shown.startsWith(beginning);
	}
	const { object, clipped } = truncate(parsed.object, PAGE_BOUNDS);
	return (beginning, node, name) => {
		const [field = name] = keysTo(node);
		if (!FIRST_FIELDS.includes(field!)) return false;
		if (clipped.length === 0) return true;
		const value = keysTo(node).reduce<Json | undefined>(valueAt, object);
		if (name !== undefined) return valueAt(value, name) !== undefined;
		return textOfValue(value)?.startsWith(beginning) === true;
	};
}

function valueAt(value: Json | undefined, key: string): Json | undefined {
	const isInside = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
	return isInside ? (value as JsonObject)[key] : undefined;
}

function keysTo(node: ValueNode | null): string[] {
	const keys: string[] = [];
	for (let at = node; at; at = at.parent) keys.push(at.key);
	return keys.reverse();
}

function pointerTo(node: ValueNode | null, name?: string): string {
	const keys = name === undefined ? keysTo(node) : [...keysTo(node), name];
	return keys.map(pointerStep).join('');
}

function foundText(text: string, hit: Hit, pointer: string): FoundText | null {
	return pointer.length > POINTER_CHARS_MAX ? null : { pointer, ...excerptOf(text, hit) };
}

/** A part of the text around the hit, or the beginning of a longer hit. It splits no surrogate pair. */
export function excerptOf(text: string, hit: Hit): Hit & { text: string } {
	const start = splitsPair(text, hit.start) ? hit.start - 1 : hit.start;
	const hitEnd = splitsPair(text, hit.end) ? hit.end + 1 : hit.end;
	const context = Math.min(CONTEXT_CHARS, Math.max(0, EXCERPT_CHARS_MAX - (hitEnd - start)));
	let from = Math.max(0, Math.min(start - context, text.length - EXCERPT_CHARS_MAX));
	let to = Math.min(text.length, from + EXCERPT_CHARS_MAX);
	if (splitsPair(text, from)) from++;
	if (splitsPair(text, to)) to--;
	return { text: text.slice(from, to), start: start - from, end: Math.min(hitEnd, to) - from };
}

function splitsPair(text: string, index: number): boolean {
	return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, index - 1), index + 1));
}
