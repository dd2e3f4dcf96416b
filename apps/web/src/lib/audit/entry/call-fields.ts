import type { Json, JsonObject } from '@tool-audit/core';
import { treeOf, type Special } from './value-tree.ts';

/** The optional fields of a call (docs/format.md §3) that the page knows by name, in the order of the detail. */
const FIELDS = {
	reason: { field: 'reason', label: 'Reason' },
	deniedBy: { field: 'denied_by', label: 'Denied by' },
	duration: { field: 'duration_ms', label: 'Duration' },
	agent: { field: 'agent', label: 'Agent' },
	subagent: { field: 'agent_id', label: 'Subagent' },
	model: { field: 'model', label: 'Model' },
	session: { field: 'session', label: 'Session' },
	cwd: { field: 'cwd', label: 'Folder' },
	host: { field: 'host', label: 'Host' },
	mcpServer: { field: 'mcp_server', label: 'MCP server' },
	source: { field: 'source', label: 'Source' },
	callId: { field: 'call_id', label: 'Call ID' },
	parentCallId: { field: 'parent_call_id', label: 'Parent call ID' },
	recorded: { field: 'recorded_at', label: 'Recorded' },
} as const;

export type CallField = keyof typeof FIELDS;

/** The field's name in an entry. */
export const fieldOf = (id: CallField): string => FIELDS[id].field;
/** The field's name on the page. */
export const labelOf = (id: CallField): string => FIELDS[id].label;

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
export function labelledFields(entry: JsonObject, special: Special): LabelledField[] {
	return (Object.keys(FIELDS) as CallField[]).flatMap((id) => {
		const { field, label } = FIELDS[id];
		const value = entry[field];
		if (value === undefined || !isUsual(id, value) || special.textNumbers.has(`/${field}`))
			return [];
		const { text = '', note } = treeOf(field, value, `/${field}`, special);
		return [{ id, field, label, text, ...(note !== undefined && { note }) }];
	});
}

function isUsual(id: CallField, value: Json): boolean {
	return typeof value === (id === 'duration' ? 'number' : 'string');
}
