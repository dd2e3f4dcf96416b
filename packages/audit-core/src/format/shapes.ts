/**
 * Lines of other programs, by the shape of their objects (docs/format.md §5): where each field of an entry is in them. This
 * is data. `read-shape.ts` applies it.
 *
 * A path is names with points between them; `content[tool_use]` is the first item of the list `content` whose `type` is
 * `tool_use`.
 */

/** How the line of another program was read. */
export const SHAPE_NAMES = [
	'docker',
	'kubernetes',
	'vault',
	'mcp',
	'claude-code',
	'other-names',
	'unknown',
] as const;
/** One of `SHAPE_NAMES`, as docs/format.md §5 tells them. */
export type ShapeName = (typeof SHAPE_NAMES)[number];

/**
 * What a value says of the status. `word`: it is one, as written. `level`: it is one if it means an error. `http`: a status
 * code. `exit`: that of a program. `passed`, `failed`: whether the call did. `error`: what went wrong, if anything did.
 */
export type StatusForm = 'word' | 'level' | 'http' | 'exit' | 'passed' | 'failed' | 'error';

export interface Shape {
	name: Exclude<ShapeName, 'unknown'>;
	/** Paths at which an object of this shape has text, and what the text is like. */
	has: Readonly<Record<string, RegExp>>;
	/** A path to text that is a line itself, and is read in its place. */
	inner?: string;
	/** Where each field is: in the first of the paths that has a value of its type. */
	ts: readonly string[];
	tool: readonly string[];
	/** A tool is only in such a field when there are arguments too: other programs call themselves by it. */
	toolBesideArgs: readonly string[];
	/** Paths whose texts, joined by a space, are the tool. */
	toolParts: readonly string[];
	args: readonly string[];
	status: readonly (readonly [path: string, form: StatusForm])[];
	result: readonly string[];
	texts: Readonly<
		Partial<Record<'session' | 'call_id' | 'reason' | 'model' | 'cwd', readonly string[]>>
	>;
}

const ANY_TEXT = /^/;

const NOTHING = {
	...{ tool: [], toolBesideArgs: [], toolParts: [], args: [] },
	...{ status: [], result: [], texts: {} },
} as const;

export const SHAPES: readonly Shape[] = [
	{
		...NOTHING,
		name: 'docker',
		has: { log: ANY_TEXT, stream: /^std/, time: ANY_TEXT },
		inner: 'log',
		ts: ['time'],
	},
	{
		...NOTHING,
		name: 'kubernetes',
		has: { kind: /^Event$/, apiVersion: /^audit\.k8s\.io\// },
		ts: ['requestReceivedTimestamp', 'stageTimestamp'],
		toolParts: ['verb', 'requestURI'],
		status: [['responseStatus.code', 'http']],
		texts: { call_id: ['auditID'], reason: ['responseStatus.message'] },
	},
	{
		...NOTHING,
		name: 'vault',
		has: { 'request.operation': ANY_TEXT, 'request.path': ANY_TEXT },
		ts: ['time'],
		toolParts: ['request.operation', 'request.path'],
		status: [['error', 'error']],
		texts: { call_id: ['request.id'], reason: ['error'] },
	},
	{
		...NOTHING,
		name: 'mcp',
		has: { jsonrpc: /^2/, method: /^tools\/call$/, 'params.name': ANY_TEXT },
		ts: ['timestamp', 'time'],
		tool: ['params.name'],
		args: ['params.arguments'],
	},
	{
		...NOTHING,
		name: 'claude-code',
		has: { timestamp: ANY_TEXT, 'message.content[tool_use].name': ANY_TEXT },
		ts: ['timestamp'],
		tool: ['message.content[tool_use].name'],
		args: ['message.content[tool_use].input'],
		texts: {
			session: ['sessionId'],
			call_id: ['message.content[tool_use].id'],
			model: ['message.model'],
			cwd: ['cwd'],
		},
	},
	{
		...NOTHING,
		name: 'claude-code',
		has: { timestamp: ANY_TEXT, 'message.content[tool_result].tool_use_id': ANY_TEXT },
		ts: ['timestamp'],
		status: [['message.content[tool_result].is_error', 'failed']],
		result: ['message.content[tool_result].content'],
		texts: {
			session: ['sessionId'],
			call_id: ['message.content[tool_result].tool_use_id'],
			cwd: ['cwd'],
		},
	},
];

/** Any other object: the names that programs use for these fields. */
export const OTHER_NAMES: Shape = {
	name: 'other-names',
	has: {},
	ts: ['timestamp', 'time', '@timestamp', 'eventTime'],
	tool: ['toolName', 'tool_name'],
	toolBesideArgs: ['name'],
	toolParts: [],
	args: ['params', 'tool_input', 'input', 'arguments'],
	status: [
		['outcome', 'word'],
		['success', 'passed'],
		['ok', 'passed'],
		['is_error', 'failed'],
		['isError', 'failed'],
		['statusCode', 'http'],
		['status_code', 'http'],
		['exit_code', 'exit'],
		['exitCode', 'exit'],
		['level', 'level'],
		['severity', 'level'],
		['error', 'error'],
	],
	result: ['tool_response', 'result', 'output'],
	texts: {
		session: ['session_id', 'sessionId'],
		call_id: ['tool_use_id'],
	},
};
