import type { Json, JsonObject } from '@tool-audit/core/sync-recorder';
import type { CapturedCall } from '../captured-call.ts';
import { isObject } from '../json.ts';
import { AGENT } from './agent.ts';
import { callIdOf } from './call-id.ts';
import type { Outcome } from './outcome.ts';

/** What an event or a transcript tells of a call. What is not known is empty or `undefined`. */
export interface ToldCall {
	id: string;
	tool: string;
	input: unknown;
	session: string;
	prompt: string;
	agentId: string;
	parentCallId: string | undefined;
	cwd: string;
	model: string | undefined;
	host: string | undefined;
	mcpServer: string | undefined;
	/** In milliseconds. */
	durationMs: number | undefined;
	/** In milliseconds since 1970. */
	startMs: number;
	endMs: number;
}

/** The call with the names of an entry's fields (docs/format.md §3). */
export function toCaptured(
	told: ToldCall,
	{ status, result, resultChars, ...why }: Outcome,
): CapturedCall {
	const { tool, session, startMs, endMs } = told;
	const known = {
		agent_id: told.agentId,
		parent_call_id: told.parentCallId,
		duration_ms: told.durationMs,
		...why,
		cwd: told.cwd,
		model: told.model,
		host: told.host,
		// Versions before 2.1.2xx don't tell it, but the tool's name does: `mcp__<server>__<tool>`.
		mcp_server: told.mcpServer || /^mcp__(.+?)__/.exec(tool)?.[1],
	};
	const fields = Object.entries(known).filter(([, value]) => value !== undefined && value !== '');
	return {
		call: {
			...{ tool, args: argsOf(told.input), status, result },
			...{ call_id: callIdOf(told.id, session, told.prompt), session },
			...{ agent: AGENT, source: AGENT },
			...(Object.fromEntries(fields) as JsonObject),
		},
		...{ startMs, endMs },
		...(resultChars !== undefined && { resultChars }),
	};
}

/** The arguments of a tool are an object; anything else is kept under a name. */
function argsOf(input: unknown): JsonObject {
	// It was JSON.
	if (isObject(input)) return input as JsonObject;
	return input === undefined || input === null ? {} : { input: input as Json };
}
