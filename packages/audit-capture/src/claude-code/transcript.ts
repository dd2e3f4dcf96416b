/** The calls of one transcript file, from its lines. */
import type { CapturedCall } from '../captured-call.ts';
import { AGENT } from './agent.ts';
import { callIdOf } from './call-id.ts';
import { mcpServerOf } from './mcp-server-of.ts';
import { argsOf } from './payload.ts';
import { NEVER_FINISHED, outcomeOf, type Outcome } from './transcript-outcome.ts';
import type { ToolResult, TranscriptLine } from './transcript-line.ts';

/** A call that the transcript has no result of (yet). */
export interface OpenCall {
	/** Offset of the line that has the call, in bytes. */
	offset: number;
	line: TranscriptLine;
	use: TranscriptLine['uses'][number];
}

/** A call that has ended. */
export interface EndedCall {
	captured: CapturedCall;
	/** Offset of the line that has the call, in bytes: without it, its result says nothing. */
	offset: number;
}

export interface Pairing {
	/** Takes the next line, and returns the calls that it ends. */
	add(line: TranscriptLine, offset: number): EndedCall[];
	/** Calls without a result, in the order of the file. */
	open(): OpenCall[];
	/** Ends a call that will have no result. */
	close(open: OpenCall): CapturedCall;
}

export interface PairingOptions {
	/** Name of the machine that the transcript is from. */
	host: string;
	/** The call that started the subagent whose transcript it is. */
	parentCallId?: string | undefined;
}

/** Pairs calls with their results. Results come in any order, and those of calls before the first line are left out. */
export function createPairing({ host, parentCallId }: PairingOptions): Pairing {
	const open = new Map<string, OpenCall>();

	function captured({ line, use }: OpenCall, end: Outcome, answer?: Answer): CapturedCall {
		const { status, result, resultChars, ...why } = end;
		const { session, cwd, agentId, model, timeMs } = line;
		const prompt = answer?.line.prompt || line.prompt || line.uuid;
		const server = mcpServerOf(use.tool);
		const durationMs = answer && durationOf(line, answer);
		return {
			call: {
				...{ tool: use.tool, args: argsOf(use.input), status, result },
				...{ call_id: callIdOf(use.id, session, prompt), session },
				...{ agent: AGENT, source: AGENT },
				...(agentId !== '' && { agent_id: agentId }),
				...(parentCallId !== undefined && { parent_call_id: parentCallId }),
				...(durationMs !== undefined && { duration_ms: durationMs }),
				...why,
				...(cwd !== '' && { cwd }),
				...(model !== '' && { model }),
				...{ host },
				...(server !== undefined && { mcp_server: server }),
			},
			startMs: timeMs,
			endMs: answer?.line.timeMs ?? timeMs,
			...(resultChars !== undefined && { resultChars }),
		};
	}

	return {
		add(line, offset) {
			const ended: EndedCall[] = [];
			const end = (call: OpenCall, outcome: Outcome, answer?: Answer) =>
				ended.push({ captured: captured(call, outcome, answer), offset: call.offset });
			for (const use of line.uses) {
				// An id that is used again: the call before has no result.
				const earlier = open.get(use.id);
				if (earlier && earlier.line.uuid !== line.uuid) end(earlier, NEVER_FINISHED);
				open.set(use.id, { offset, line, use });
			}
			for (const result of line.results) {
				const call = open.get(result.id);
				if (!call) continue;
				open.delete(result.id);
				end(call, outcomeOf(result), { line, result });
			}
			return ended;
		},
		open: () => [...open.values()],
		close(call) {
			open.delete(call.use.id);
			return captured(call, NEVER_FINISHED);
		},
	};
}

interface Answer {
	line: TranscriptLine;
	result: ToolResult;
}

/**
 * From the line of the call to that of its result, in milliseconds. Unknown where a person may have been asked in
 * between: then most of it would be theirs.
 */
function durationOf(use: TranscriptLine, { line, result }: Answer): number | undefined {
	const { decision } = result;
	const isAsked = decision?.decision !== 'accept' || !/^(?:config|hook)$/.test(decision.source);
	const tookMs = line.timeMs - use.timeMs;
	return isAsked || tookMs < 0 ? undefined : tookMs;
}
