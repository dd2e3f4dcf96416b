/**
 * One line of a Claude Code transcript (`<config>/projects/<folder>/<session>.jsonl`), as far as it tells of tool calls.
 *
 * The format is not documented and changes. Read are only lines of the types `assistant` and `user`: others repeat whole
 * messages, with calls that were made elsewhere or never. What has another shape than one that was seen is reported, so
 * that it can be counted, and never guessed at. Seen: versions 1.0.0 to 2.1.332.
 */
import { isObject, parseJson, textOf } from '../json.ts';

/** The calls that a line begins, and those that it answers. */
export interface TranscriptLine {
	/** When it was written, in milliseconds since 1970. */
	timeMs: number;
	/** The session that made the calls: a fork has copies of lines of another one. */
	session: string;
	uuid: string;
	prompt: string;
	cwd: string;
	/** Empty in the main thread. */
	agentId: string;
	/** Empty when the line does not tell. */
	model: string;
	uses: { id: string; tool: string; input: unknown }[];
	results: ToolResult[];
}

export interface ToolResult {
	id: string;
	isError: boolean;
	/** What the model got. */
	content: unknown;
	/** What the program keeps; `undefined` in a line with several results. */
	kept: unknown;
	denialKind: string;
	isDeniedBeforeRun: boolean;
	/** What decided about the call, and what the decision was based on. */
	decision: { decision: string; source: string; reasonType: string } | null;
}

/** `null`: nothing about calls. `unknown`: a shape that was never seen. */
export function readTranscriptLine(bytes: Buffer): TranscriptLine | null | 'unknown' {
	if (!mentionsCall(bytes)) return null;
	let line: unknown;
	try {
		line = parseJson(bytes.toString());
	} catch {
		return 'unknown';
	}
	if (!isObject(line)) return null;
	const { type, message } = line;
	if (type !== 'assistant' && type !== 'user') return null;
	if (!isObject(message)) return null;
	const blocks = message['content'];
	if (typeof blocks === 'string' || blocks === undefined) return null;
	const timeMs = Date.parse(textOf(line['timestamp']));
	if (!Array.isArray(blocks) || Number.isNaN(timeMs)) return 'unknown';
	const uses = type === 'assistant' ? usesIn(blocks) : [];
	const results = type === 'user' ? resultsIn(blocks, line) : [];
	if (uses === null || results === null) return 'unknown';
	if (uses.length + results.length === 0) return null;
	return {
		...{ timeMs, uses, results },
		session: textOf(line['requestSessionId']) || textOf(line['sessionId']),
		uuid: textOf(line['uuid']),
		prompt: textOf(line['promptId']),
		cwd: textOf(line['cwd']),
		agentId: textOf(line['agentId']),
		model: modelOf(message['model']),
	};
}

/** Most of a transcript is text: only lines with one of these types are parsed. */
const MENTIONS = ['tool_use"', 'tool_result"'].map((text) => Buffer.from(text));

function mentionsCall(bytes: Buffer): boolean {
	return MENTIONS.some((mention) => bytes.includes(mention));
}

const USES: ReadonlySet<unknown> = new Set(['tool_use', 'server_tool_use', 'mcp_tool_use']);
const RESULT = /(?:^|_)tool_result$/;

/** `null` when a call has no name of its own, or none of a tool. */
function usesIn(blocks: unknown[]): TranscriptLine['uses'] | null {
	const uses: TranscriptLine['uses'] = [];
	for (const block of blocks) {
		if (!isObject(block) || !USES.has(block['type'])) continue;
		const [id, tool] = [textOf(block['id']), textOf(block['name'])];
		if (id === '' || tool === '') return null;
		uses.push({ id, tool, input: block['input'] });
	}
	return uses;
}

function resultsIn(blocks: unknown[], line: Record<string, unknown>): ToolResult[] | null {
	const found = blocks.filter(isObject).filter(({ type }) => RESULT.test(textOf(type)));
	const results: ToolResult[] = [];
	const { permissionDecision: decision } = line;
	for (const block of found) {
		const id = textOf(block['tool_use_id']);
		if (id === '') return null;
		results.push({
			id,
			isError: block['is_error'] === true,
			content: block['content'],
			kept: found.length === 1 ? line['toolUseResult'] : undefined,
			denialKind: textOf(line['toolDenialKind']),
			isDeniedBeforeRun: line['toolDenialBeforeRun'] === true,
			decision: isObject(decision)
				? {
						decision: textOf(decision['decision']),
						source: textOf(decision['source']),
						reasonType: textOf(decision['reasonType']),
					}
				: null,
		});
	}
	return results;
}

/** Messages that the program makes up itself have no model. */
function modelOf(model: unknown): string {
	const name = textOf(model);
	return name.startsWith('<') ? '' : name;
}
