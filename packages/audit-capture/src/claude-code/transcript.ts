/** The calls of one transcript file, from its lines. */
import type { CapturedCall } from '../captured-call.ts';
import { isUnique } from './call-id.ts';
import type { Outcome } from './outcome.ts';
import { toCaptured } from './to-captured.ts';
import { NEVER_FINISHED, outcomeOf } from './transcript-outcome.ts';
import type { ToolResult, TranscriptLine, UnknownLine } from './transcript-line.ts';

/** A call that the transcript has no result of (yet). */
export interface OpenCall {
	/** Offset of the line that has the call, in bytes. */
	offset: number;
	line: TranscriptLine;
	use: TranscriptLine['uses'][number];
}

export interface EndedCall {
	captured: CapturedCall;
	offset: number;
}

export interface Pairing {
	/** Takes the next line, and returns the calls that it ends, each with the offset of the line that began it. */
	add(line: TranscriptLine, offset: number): EndedCall[];
	/** Leaves out the calls that a line answers in a way that is not known: any status would be a guess. */
	skip(line: UnknownLine): void;
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

	function captured({ line, use }: OpenCall, outcome: Outcome, answer?: Answer): CapturedCall {
		const { session, cwd, agentId, model, timeMs: startMs } = line;
		const told = {
			...use,
			...{ session, cwd, agentId, model, host, parentCallId, startMs },
			// As an event names it. None tells of a call without a result.
			prompt: answer?.line.prompt || line.prompt || (answer ? '' : line.uuid),
			mcpServer: undefined,
			durationMs: answer && durationOf(line, answer),
			endMs: answer?.line.timeMs ?? startMs,
		};
		return toCaptured(told, outcome);
	}

	return {
		add(line, offset) {
			const ended: EndedCall[] = [];
			for (const use of line.uses) {
				const earlier = open.get(use.id);
				if (earlier && isUnique(use.id)) continue;
				// An id that is used again, for another call: the one before has no result.
				if (earlier && earlier.line.uuid !== line.uuid) {
					ended.push({ captured: captured(earlier, NEVER_FINISHED), offset: earlier.offset });
				}
				open.set(use.id, { offset, line, use });
			}
			for (const result of line.results) {
				const call = open.get(result.id);
				if (!call) continue;
				open.delete(result.id);
				const answer = { line, result };
				ended.push({ captured: captured(call, outcomeOf(result), answer), offset: call.offset });
			}
			return ended;
		},
		skip({ answered }) {
			for (const id of answered) open.delete(id);
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
