import type { Json } from '@tool-audit/core';
import type { FilterValue } from './filter-edit.ts';
import type { ListedRow } from './listed-row.ts';
import { viewRow } from './row-view.ts';

/** The beginning of a long value is enough to find it again. */
const TEXT_CHARS_MAX = 200;
/** The most items in a menu. */
const TEXTS_MAX = 20;

/** A value of a row as a filter takes it: for `text`, the one of args at the given place. */
export function filterValueOf(
	row: ListedRow,
	part: FilterValue['part'],
	place: number,
): FilterValue | undefined {
	if (part === 'status') return { part, value: viewRow(row).status };
	if (row.kind === 'damaged') return undefined;
	const value = part === 'text' ? searchTextOf(argAt(row.entry.args, place)) : row.entry[part];
	return typeof value === 'string' && value ? { part, value } : undefined;
}

/** An odd entry may have args that are not an object. They are shown as one value. */
function argAt(args: Json | undefined, place: number): Json | undefined {
	const isObject = typeof args === 'object' && args !== null && !Array.isArray(args);
	return isObject ? Object.values(args)[place] : args;
}

/** The searchable values of args, each once. */
export function searchTextsOf(args: Json | undefined): string[] {
	const values = typeof args === 'object' && args !== null ? Object.values(args) : [args];
	const texts = values.flatMap((value) => searchTextOf(value) ?? []);
	return [...new Set(texts)].slice(0, TEXTS_MAX);
}

/** A text that finds a value again; `undefined` for a value that contains others, or is too unspecific. */
export function searchTextOf(value: Json | undefined): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string') return undefined;
	const line = value
		.split('\n', TEXT_CHARS_MAX)
		.find((one) => one.trim())
		?.trim();
	// Does not split a surrogate pair.
	return line?.slice(0, TEXT_CHARS_MAX).replace(/[\uD800-\uDBFF]$/, '');
}
