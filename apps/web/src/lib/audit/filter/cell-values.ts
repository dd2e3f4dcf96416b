import type { Json } from '@tool-audit/core';
import { FILTER_DURATION_MS_MAX, FILTER_TEXT_CHARS_MAX } from '@tool-audit/core/format';
import { fieldOf } from '../call-fields.ts';
import type { FilterValue } from './filter-edit.ts';
import type { EntryFields, ListedRow } from '../listed-row.ts';
import { viewRow } from '../row-view.ts';

/** The beginning of a long value is enough to find it again. */
const TEXT_CHARS_MAX = 200;

/** A value of a row as a filter takes it: for `text`, the one of args at the given place. */
export function filterValueOf(
	row: ListedRow,
	part: FilterValue['part'],
	place: number,
): FilterValue | undefined {
	if (part === 'status') return { part, value: viewRow(row).status };
	if (row.kind === 'damaged') return undefined;
	if (part !== 'text') return fieldValueOf(row.entry, part);
	const value = searchTextOf(argAt(row.entry.args, place));
	return value ? { part, value } : undefined;
}

const FIELD_PARTS = ['tool', 'session', 'agent', 'source', 'deniedBy', 'duration'] as const;
type FieldPart = (typeof FIELD_PARTS)[number];

/** The values of an entry's fields that a filter can be about. */
export function fieldValuesOf(entry: EntryFields): FilterValue[] {
	return FIELD_PARTS.flatMap((part) => fieldValueOf(entry, part) ?? []);
}

function fieldValueOf(entry: EntryFields, part: FieldPart): FilterValue | undefined {
	const value = entry[part === 'tool' ? part : fieldOf(part)];
	if (part === 'duration') {
		const isWithin = typeof value === 'number' && value >= 0 && value <= FILTER_DURATION_MS_MAX;
		return isWithin ? { part, value } : undefined;
	}
	const isText = typeof value === 'string' && value && value.length <= FILTER_TEXT_CHARS_MAX;
	return isText ? { part, value } : undefined;
}

/** An odd entry may have args that are not an object. They are shown as one value. */
function argAt(args: Json | undefined, place: number): Json | undefined {
	const isObject = typeof args === 'object' && args !== null && !Array.isArray(args);
	return isObject ? Object.values(args)[place] : args;
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
