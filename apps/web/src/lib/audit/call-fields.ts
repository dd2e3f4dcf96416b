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
	parentCallId: { field: 'parent_call_id', label: 'Parent call' },
	recorded: { field: 'recorded_at', label: 'Recorded' },
} as const;

export type CallField = keyof typeof FIELDS;
export const CALL_FIELDS = Object.keys(FIELDS) as CallField[];

/** The field's name in an entry. */
export const fieldOf = (id: CallField): string => FIELDS[id].field;
/** The field's name on the page. */
export const labelOf = (id: CallField): string => FIELDS[id].label;

/** Who can deny a call (docs/format.md §3), in words. */
const DENIERS = new Map([
	['rule', 'a rule'],
	['hook', 'a hook'],
	['user', 'the user'],
	['classifier', 'a classifier'],
	['policy', 'a policy'],
	['permission', 'permission'],
]);
/** Any other text could say anything, and is shown as it was recorded. */
export const isDenier = (text: string): boolean => DENIERS.has(text);
export const denierInWords = (denier: string): string => DENIERS.get(denier) ?? denier;
