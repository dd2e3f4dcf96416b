import type { Json } from '@tool-audit/core';
import { CALL_FIELDS, fieldOf, labelOf, type CallField } from '../call-fields.ts';
import type { EntryFields } from '../listed-row.ts';
import { treeOf, type Special } from './value-tree.ts';

export interface LabelledField {
	id: CallField;
	field: string;
	label: string;
	/** As it was recorded. */
	text: string;
	/** What is missing in the text: it was truncated, or a secret in it was redacted. */
	note?: string;
}

/** The fields of an entry that the page knows. One with a value of another type is odd, and not among them. */
export function labelledFields(entry: EntryFields, special: Special): LabelledField[] {
	return CALL_FIELDS.flatMap((id) => {
		const field = fieldOf(id);
		const value = entry[field];
		if (value === undefined || !isUsual(id, value) || special.textNumbers.has(`/${field}`))
			return [];
		const { text = '', note } = treeOf({ name: field, value, path: `/${field}` }, special);
		return [{ id, field, label: labelOf(id), text, ...(note !== undefined && { note }) }];
	});
}

function isUsual(id: CallField, value: Json): boolean {
	return typeof value === (id === 'duration' ? 'number' : 'string');
}

/** One line of the facts about a call: several fields that belong together. */
export interface Fact {
	label: string;
	fields: LabelledField[];
}

/** The fields that share a line, and what the line is called if not like its first field. */
const LINES: { ids: CallField[]; label?: string }[] = [
	{ ids: ['duration'] },
	{ ids: ['agent', 'model', 'subagent'] },
	{ ids: ['session'] },
	{ ids: ['host', 'cwd'], label: 'Where' },
	...(['mcpServer', 'source', 'deniedBy', 'reason', 'callId', 'parentCallId'] as const).map(
		(id) => ({ ids: [id] }),
	),
];

export function factsOf(known: LabelledField[]): Fact[] {
	return LINES.flatMap(({ ids, label }) => {
		const fields = ids.flatMap((id) => known.find((field) => field.id === id) ?? []);
		// An agent that records its own calls is both.
		if (
			ids[0] === 'source' &&
			known.some(({ id, text }) => id === 'agent' && text === fields[0]?.text)
		)
			return [];
		return fields.length === 0 ? [] : [{ label: label ?? fields[0]!.label, fields }];
	});
}
