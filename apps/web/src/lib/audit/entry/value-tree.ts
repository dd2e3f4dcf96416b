import type { Json } from '@tool-audit/core';
import { countChars, lengthBeforeTruncation, withoutTruncationMark } from '@tool-audit/core/format';
import { formatCount, plural } from '../row-view.ts';

/** A value of args, as a node of the tree. */
export interface TreeValue {
	/** JSON Pointer (RFC 6901) from the entry. */
	path: string;
	name: string;
	kind: 'string' | 'number' | 'boolean' | 'null' | 'list' | 'object';
	/** Its type and size, in words: `string, 41 characters`. */
	type: string;
	/** Of a value that contains no others. */
	text?: string;
	/** What is missing: of a truncated string, a redacted secret, a list that was sent in part. */
	note?: string;
	children?: () => TreeValue[];
}

export interface Special {
	/** Pointers to numbers that are sent as text, and to lists that are sent in part. */
	textNumbers: ReadonlySet<string>;
	clipped: ReadonlySet<string>;
}

/** A string this short fits beside its name, and its length is obvious. */
export const SHORT_CHARS = 32;
const REDACTED = /\[redacted:([^:\]]+):[0-9a-z]+\]/i;

export function treeOf(name: string, value: Json, path: string, special: Special): TreeValue {
	const base = { name, path };
	if (typeof value === 'string' && special.textNumbers.has(path)) {
		const note = 'Too large to be exact as a number; shown as it was written';
		return { ...base, kind: 'number', type: 'number', text: value, note };
	}
	if (value === null) return { ...base, kind: 'null', type: 'null', text: 'null' };
	if (typeof value === 'string') return { ...base, ...stringValue(value) };
	if (typeof value !== 'object') {
		const kind = typeof value as 'number' | 'boolean';
		return { ...base, kind, type: kind, text: String(value) };
	}
	const entries = Object.entries(value);
	const isList = Array.isArray(value);
	return {
		...base,
		kind: isList ? 'list' : 'object',
		type: isList ? `list of ${formatCount(entries.length)}` : plural(entries.length, 'field'),
		...(special.clipped.has(path) && {
			note: 'Longer than this page shows; the raw line has more',
		}),
		children: () =>
			entries.map(([key, inner]) => treeOf(key, inner, `${path}/${escapeStep(key)}`, special)),
	};
}

function stringValue(value: string): Pick<TreeValue, 'kind' | 'type' | 'text' | 'note'> {
	const total = lengthBeforeTruncation(value);
	const text = total === undefined ? value : withoutTruncationMark(value);
	const chars = countChars(text);
	const rule = REDACTED.exec(text)?.[1];
	const notes = [
		total !== undefined && total > chars && `Cut: ${showing(chars, total)}`,
		rule && `A secret was taken out before this was written (rule: ${rule})`,
	].filter((note) => typeof note === 'string');
	return {
		kind: 'string',
		type:
			total === undefined && chars > SHORT_CHARS
				? `string, ${plural(chars, 'character')}`
				: 'string',
		text,
		...(notes.length > 0 && { note: notes.join('. ') }),
	};
}

/** `showing 300 of 4,120 characters` */
export function showing(shown: number, total: number): string {
	return `showing ${formatCount(shown)} of ${plural(total, 'character')}`;
}

function escapeStep(key: string): string {
	return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The value of a pointer as text for the clipboard: a string as it is, anything else as JSON. */
export function textAt(root: Json, pointer: string): string {
	let value: Json | undefined = root;
	for (const step of pointer.split('/').slice(1)) {
		const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
		const holder = value as Record<string, Json> | undefined;
		value = holder && Object.hasOwn(holder, key) ? holder[key] : undefined;
	}
	return typeof value === 'string' ? value : JSON.stringify(value ?? null, null, '\t');
}
