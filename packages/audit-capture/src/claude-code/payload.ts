/**
 * What Claude Code gives a hook on standard input: which calls it tells of, and how they ended. Seen in versions 2.1.197 and
 * 2.1.332.
 *
 * `PostToolUse` and `PostToolUseFailure` come first, with the result and the duration of a call that ran. `PostToolBatch`
 * follows with the answers to all calls of one message, as the model gets them: only there are calls that were denied, and
 * tools that do not exist. Its texts decide about a call only when neither of the two has told of it, and only if they
 * are certain: anything else is left for the transcript, which tells more (see `transcript.ts`).
 */
import type { Json, JsonObject } from '@tool-audit/core/recorder';
import type { CapturedCall } from '../captured-call.ts';
import { isObject, textOf } from '../json.ts';
import { callIdOf } from './call-id.ts';
import { denialOf, type DeniedBy } from './denial.ts';
import { mcpServerOf } from './mcp-server-of.ts';
import { errorText, resultText, wholeLength } from './result-text.ts';
import { AGENT } from './agent.ts';

/** The fields that all payloads have, as far as they are used here. */
export interface Payload {
	event: string;
	session: string;
	/** Path of the session's transcript, also in a subagent; empty when there is none. */
	transcript: string;
	cwd: string;
	prompt: string;
	/** The subagent's id; empty in the main thread. */
	agentId: string;
	fields: Record<string, unknown>;
}

/** @throws Error for what is no payload */
export function readPayload(json: unknown): Payload {
	if (!isObject(json)) throw new Error('The payload is no object.');
	const event = textOf(json['hook_event_name']);
	const session = textOf(json['session_id']);
	if (event === '' || session === '') throw new Error('The payload has no event or no session.');
	return {
		event,
		session,
		transcript: textOf(json['transcript_path']),
		cwd: textOf(json['cwd']),
		prompt: textOf(json['prompt_id']),
		agentId: textOf(json['agent_id']),
		fields: json,
	};
}

export interface Surroundings {
	/** When the payload was received, in milliseconds since 1970. */
	receivedMs: number;
	/** Name of this machine. */
	host: string;
	/** The model that asked for a call, by the call's id in the payload, where it can be had. */
	modelOf?: (id: string) => string | undefined;
	/** The call that started the subagent, where it can be had. */
	parentCallId?: string | undefined;
}

/** The calls that a payload tells of, with a status that is certain. */
export function callsOf(payload: Payload, surroundings: Surroundings): CapturedCall[] {
	const { event, fields } = payload;
	switch (event) {
		case 'PostToolUse':
			return one(payload, surroundings, fields, {
				status: 'ok',
				result: resultText(fields['tool_response']),
				resultChars: wholeLength(fields['tool_response']),
			});
		case 'PostToolUseFailure': {
			const isInterrupted = fields['is_interrupt'] === true;
			return one(payload, surroundings, fields, {
				status: 'error',
				result: errorText(textOf(fields['error'])),
				...(isInterrupted && { reason: 'interrupted' }),
			});
		}
		case 'PermissionDenied':
			return one(payload, surroundings, fields, denied('classifier', textOf(fields['reason'])));
		case 'PostToolBatch': {
			const calls: unknown[] = Array.isArray(fields['tool_calls']) ? fields['tool_calls'] : [];
			return calls.filter(isObject).flatMap((call) => {
				const outcome = batchOutcome(resultText(call['tool_response']));
				return outcome ? one(payload, surroundings, call, outcome) : [];
			});
		}
		default:
			return [];
	}
}

type Outcome = Pick<CapturedCall['call'], 'status' | 'result'> & {
	denied_by?: DeniedBy;
	reason?: string;
	resultChars?: number | undefined;
};

function denied(by: DeniedBy, reason: string): Outcome {
	return { status: 'denied', result: reason, denied_by: by, reason };
}

function batchOutcome(text: string): Outcome | null {
	const by = denialOf(text);
	if (by !== null) return denied(by, text.trim());
	// An unknown tool, arguments that don't fit: the tool did not run, and nothing forbade it.
	return text.startsWith('<tool_use_error>') ? { status: 'error', result: errorText(text) } : null;
}

function one(
	{ session, prompt, cwd, agentId }: Payload,
	{ receivedMs, host, modelOf, parentCallId }: Surroundings,
	fields: Record<string, unknown>,
	{ status, result, resultChars, ...why }: Outcome,
): CapturedCall[] {
	const id = textOf(fields['tool_use_id']);
	const tool = textOf(fields['tool_name']);
	if (id === '' || tool === '') return [];
	const { duration_ms: duration, tool_input: input, mcp_server: told } = fields;
	// Versions before 2.1.2xx don't tell it.
	const server = (isObject(told) && textOf(told['name'])) || mcpServerOf(tool);
	const model = modelOf?.(id);
	const durationMs = typeof duration === 'number' && duration >= 0 ? duration : undefined;
	return [
		{
			call: {
				...{ tool, args: argsOf(input), status, result },
				...{ call_id: callIdOf(id, session, prompt), session },
				...{ agent: AGENT, source: AGENT },
				...(agentId !== '' && { agent_id: agentId }),
				...(parentCallId !== undefined && { parent_call_id: parentCallId }),
				...(durationMs !== undefined && { duration_ms: durationMs }),
				...why,
				...(cwd !== '' && { cwd }),
				...(model !== undefined && { model }),
				...{ host },
				...(server !== undefined && { mcp_server: server }),
			},
			startMs: receivedMs - (durationMs ?? 0),
			endMs: receivedMs,
			...(resultChars !== undefined && { resultChars }),
		},
	];
}

/** The arguments of a tool are an object; anything else is kept under a name. */
export function argsOf(input: unknown): JsonObject {
	// It was JSON.
	if (isObject(input)) return input as JsonObject;
	return input === undefined || input === null ? {} : { input: input as Json };
}
