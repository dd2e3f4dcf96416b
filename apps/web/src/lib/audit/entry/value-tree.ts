import type { Json, JsonObject } from '@tool-audit/core';
import { countChars, lengthBeforeTruncation, withoutTruncationMark } from '@tool-audit/core/format';
import type { FilterStep } from '../filter/filter-edit.ts';
import type { EntryFields } from '../listed-row.ts';
import { formatCount, plural, visible } from '../row-view.ts';
import { readUnifiedDiff, type DiffLine } from './line-diff.ts';
import { editOf, isPathName, isPatchName } from './tool-args.ts';

/** A value of a call, as a node of a tree. */
export interface TreeValue {
	/** JSON Pointer (RFC 6901) from the entry. */
	path: string;
	name: string;
	kind: 'string' | 'number' | 'boolean' | 'null' | 'list' | 'object' | 'edit';
	/** Of a value that contains no others. */
	text?: string;
	/** What is missing: of a truncated string, a redacted secret, a list that was sent in part. */
	note?: string;
	/** How many values it contains, in words. */
	size?: string;
	/** It may be the path of a file. */
	isPath?: boolean;
	children?: () => TreeValue[];
	/** Of an edit, which stands for the old and the new text of the object around it. */
	lines?: () => DiffLine[];
}

export interface Special {
	/** Pointers to numbers that are sent as text, and to lists that are sent in part. */
	textNumbers: ReadonlySet<string>;
	clipped: ReadonlySet<string>;
	compare: (before: string, after: string) => DiffLine[];
}

/** What a reader can do with any value of a tree. */
export interface ValueUses {
	/** The value itself, for the clipboard. */
	copy: (path: string) => string;
	/** The path of the panel's file that a path in the call refers to. */
	fileOf: (path: string) => string | undefined;
	onstep: (step: FilterStep) => void;
}

interface Place {
	name: string;
	value: Json;
	path: string;
	/** It is in a list of paths. */
	isPath?: boolean;
}

const REDACTED = /\[redacted:([^:\]]+):[0-9a-z]+\]/i;

export function treeOf({ name, value, path, isPath }: Place, special: Special): TreeValue {
	const base = { name, path, isPath: isPath ?? isPathName(name) };
	if (typeof value === 'string' && special.textNumbers.has(path)) {
		const note = 'Too large to be exact as a number; shown as it was written';
		return { ...base, kind: 'number', text: value, note };
	}
	if (value === null) return { ...base, kind: 'null', text: 'null' };
	if (typeof value === 'string') {
		const string = stringValue(value);
		const lines = isPatchName(name) ? readUnifiedDiff(string.text) : undefined;
		return lines
			? { ...base, ...string, kind: 'edit', lines: () => lines }
			: { ...base, ...string, kind: 'string' };
	}
	if (typeof value !== 'object') {
		return { ...base, kind: typeof value as 'number' | 'boolean', text: String(value) };
	}
	const isList = Array.isArray(value);
	const count = Object.keys(value).length;
	return {
		...base,
		kind: isList ? 'list' : 'object',
		...(special.clipped.has(path) && {
			note: 'Longer than this page shows; the raw line has more',
		}),
		...(count === 0
			? { text: isList ? '[]' : '{}' }
			: {
					size: plural(count, isList ? 'item' : 'field'),
					children: () => childrenOf(value, { path, special, isPath: isList && base.isPath }),
				}),
	};
}

function childrenOf(
	value: JsonObject | Json[],
	{ path, special, isPath }: { path: string; special: Special; isPath: boolean },
): TreeValue[] {
	const edit = editOf(value);
	return Object.entries(value).flatMap(([key, inner]) => {
		if (key === edit?.afterName) return [];
		const place = { name: visible(key), value: inner, path: `${path}/${escapeStep(key)}` };
		if (key === edit?.beforeName) return editValue(place, edit, special);
		return treeOf(isPath ? { ...place, isPath } : place, special);
	});
}

function editValue(
	{ name, path }: Place,
	edit: NonNullable<ReturnType<typeof editOf>>,
	{ compare }: Special,
): TreeValue {
	const [before, after] = [stringValue(edit.before), stringValue(edit.after)];
	const notes = [before.note, after.note].filter((note) => note !== undefined);
	return {
		...{ name, path, kind: 'edit' },
		...(notes.length > 0 && { note: [...new Set(notes)].join('. ') }),
		lines: () => compare(before.text, after.text),
	};
}

function stringValue(value: string): { text: string; note?: string } {
	const total = lengthBeforeTruncation(value);
	const text = withoutTruncationMark(value);
	const chars = countChars(text);
	const rule = REDACTED.exec(text)?.[1];
	const notes = [
		total !== undefined && total > chars && `Showing ${partInWords(chars, total)}`,
		rule && `Secret redacted (rule: ${rule})`,
	].filter((note) => typeof note === 'string');
	return { text, ...(notes.length > 0 && { note: notes.join('. ') }) };
}

/** `300 of 4,120 characters` */
export function partInWords(shown: number, total: number): string {
	return `${formatCount(shown)} of ${plural(total, 'character')}`;
}

function escapeStep(key: string): string {
	return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The value of a pointer as text for the clipboard: a string as it is, anything else as JSON. */
export function textAt(
	root: Json | EntryFields,
	pointer: string,
	textNumbers?: ReadonlySet<string>,
): string {
	let value: unknown = root;
	for (const step of pointer.split('/').slice(1)) {
		const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
		const holder = value as EntryFields | undefined;
		value = holder && Object.hasOwn(holder, key) ? holder[key] : undefined;
	}
	return typeof value === 'string' ? value : jsonOf((value ?? null) as Json, pointer, textNumbers);
}

const INDENT = '  ';

/** A value as indented JSON, in which numbers that were sent as text are numbers again, digit by digit. */
export function jsonOf(
	value: Json,
	path = '',
	textNumbers: ReadonlySet<string> = new Set(),
	indent = '',
): string {
	if (typeof value === 'string' && textNumbers.has(path)) return value;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const isList = Array.isArray(value);
	const inner = Object.entries(value).map(([key, one]) => {
		const json = jsonOf(one, `${path}/${escapeStep(key)}`, textNumbers, indent + INDENT);
		return `${indent}${INDENT}${isList ? '' : `${JSON.stringify(key)}: `}${json}`;
	});
	const [open, close] = isList ? '[]' : '{}';
	return inner.length === 0
		? `${open}${close}`
		: `${open}\n${inner.join(',\n')}\n${indent}${close}`;
}
