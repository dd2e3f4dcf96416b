/**
 * What Claude Code gives a hook on standard input: which calls it tells of, and how they ended. Seen in versions 2.1.197 and
 * 2.1.332.
 *
 * `PostToolUse` and `PostToolUseFailure` come first, with the result and the duration of a call that ran. `PostToolBatch`
 * follows with the answers to all calls of one message, as the model gets them: only there are calls that were denied, and
 * tools that do not exist. Its texts decide about a call only when neither of the two has told of it, and only if they
 * are certain: anything else is left for the transcript, which tells more (see `transcript.ts`).
 */
import { parseExactJson } from '@tool-audit/core/format';
import type { CapturedCall } from '../captured-call.ts';
import { isObject, textOf } from '../json.ts';
import { denialOfTool } from './denial.ts';
import { denied, type Outcome } from './outcome.ts';
import { errorText, isToolUseError, resultText, wholeLength } from './result-text.ts';
import { toCaptured } from './to-captured.ts';

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

/** What is no event. Its message holds nothing of what was given. */
export class EventError extends Error {
	override readonly name = 'EventError';
}

/** @throws EventError for what is no payload */
export function parsePayload(text: string): Payload {
	let json: unknown;
	try {
		json = parseExactJson(text);
	} catch {
		throw new EventError('The event is not valid JSON.');
	}
	return readPayload(json);
}

/** @throws EventError for what is no payload */
export function readPayload(json: unknown): Payload {
	if (!isObject(json)) throw new EventError('The event is no object.');
	const event = textOf(json['hook_event_name']);
	const session = textOf(json['session_id']);
	if (event === '' || session === '') throw new EventError('The event has no event or no session.');
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
	/** Name of the machine that the agent runs on, where it is known. */
	host?: string | undefined;
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
			return one(payload, surroundings, fields, outcomeOf(fields['tool_response']));
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
				const text = resultText(call['tool_response']);
				const outcome = batchOutcome(text, textOf(call['tool_name']));
				return outcome ? one(payload, surroundings, call, outcome) : [];
			});
		}
		default:
			return [];
	}
}

/** Of a call that ran. What its transcript says of it is the same (see `transcript-outcome.ts`). */
function outcomeOf(response: unknown): Outcome {
	const result = resultText(response);
	if (isObject(response) && response['interrupted'] === true) {
		return { status: 'error', result, reason: 'interrupted' };
	}
	return { status: 'ok', result, resultChars: wholeLength(response) };
}

function batchOutcome(text: string, tool: string): Outcome | null {
	const by = denialOfTool(text, tool);
	if (by !== null) return denied(by, text);
	// An unknown tool, arguments that don't fit: the tool did not run, and nothing forbade it.
	return isToolUseError(text) ? { status: 'error', result: errorText(text) } : null;
}

/** A number that a program made up, or `1e999`: it is left out. */
const DURATION_MAX_MS = 30 * 86_400_000;

function isDuration(value: unknown): value is number {
	return typeof value === 'number' && value >= 0 && value <= DURATION_MAX_MS;
}

function one(
	{ session, prompt, cwd, agentId }: Payload,
	{ receivedMs, host, modelOf, parentCallId }: Surroundings,
	fields: Record<string, unknown>,
	outcome: Outcome,
): CapturedCall[] {
	const [id, tool] = [textOf(fields['tool_use_id']), textOf(fields['tool_name'])];
	if (id === '' || tool === '') return [];
	const { duration_ms: duration, tool_input: input, mcp_server: server } = fields;
	const durationMs = isDuration(duration) ? duration : undefined;
	const told = {
		...{ id, tool, input, session, prompt, cwd, agentId, parentCallId, host, durationMs },
		model: modelOf?.(id),
		mcpServer: isObject(server) ? textOf(server['name']) : undefined,
		...{ startMs: receivedMs - (durationMs ?? 0), endMs: receivedMs },
	};
	return [toCaptured(told, outcome)];
}
