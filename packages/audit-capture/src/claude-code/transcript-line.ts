/**
 * One line of a Claude Code transcript (`<config>/projects/<folder>/<session>.jsonl`), as far as it tells of tool calls.
 *
 * The format is not documented and changes. Read are only lines of the types `assistant` and `user`: others repeat whole
 * messages, with calls that were made elsewhere or never. What has another shape than one that was seen is reported, so
 * that it can be counted, and never guessed at. Seen: versions 1.0.0 to 2.1.332.
 */
import { parseExactJson } from '@tool-audit/core/format';
import { isObject, textOf } from '../json.ts';

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

/** A line of a shape that was never seen. */
export interface UnknownLine {
	/** The calls that it answers, as far as it tells: they have a result, whatever it is. */
	answered: string[];
}

export const UNKNOWN: UnknownLine = { answered: [] };

/** Times that the log takes: those before are of a clock that was never set, and two clocks may differ a little. */
const TIME_MIN_MS = Date.UTC(2000, 0, 1);
const TIME_AHEAD_MAX_MS = 60_000;

/** `null` for a line that has nothing about calls. `nowMs` is in milliseconds since 1970. */
export function readTranscriptLine(
	bytes: Buffer,
	nowMs = Date.now(),
): TranscriptLine | UnknownLine | null {
	if (!mentionsCall(bytes)) return null;
	let line: unknown;
	try {
		line = parseExactJson(bytes.toString());
	} catch {
		return UNKNOWN;
	}
	if (!isObject(line)) return null;
	const { type, message } = line;
	if (type !== 'assistant' && type !== 'user') return null;
	if (!isObject(message)) return null;
	const blocks = message['content'];
	if (typeof blocks === 'string' || blocks === undefined) return null;
	const timeMs = Date.parse(textOf(line['timestamp']));
	if (!Array.isArray(blocks)) return UNKNOWN;
	const uses = type === 'assistant' ? usesIn(blocks) : [];
	const found = type === 'user' ? blocks.filter(isObject).filter(isResult) : [];
	if (uses?.length === 0 && found.length === 0) return null;
	const results = resultsIn(found, line);
	const isTime = timeMs >= TIME_MIN_MS && timeMs <= nowMs + TIME_AHEAD_MAX_MS;
	if (uses === null || results === null || !isTime) return { answered: found.map(answeredBy) };
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

function isResult({ type }: Record<string, unknown>): boolean {
	return /(?:^|_)tool_result$/.test(textOf(type));
}

function answeredBy(result: Record<string, unknown>): string {
	return textOf(result['tool_use_id']);
}

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

/** `null` when a result is of no call, or does not tell whether it is an error. */
function resultsIn(
	found: Record<string, unknown>[],
	line: Record<string, unknown>,
): ToolResult[] | null {
	const results: ToolResult[] = [];
	const { permissionDecision: decision } = line;
	for (const block of found) {
		const id = answeredBy(block);
		const { is_error: isError = false } = block;
		if (id === '' || typeof isError !== 'boolean') return null;
		results.push({
			...{ id, isError },
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
