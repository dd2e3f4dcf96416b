import { loadRedactFile, openRecorder } from '@tool-audit/core/recorder';
import { isRunning } from '@tool-audit/safe-files';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openClaims } from '../claims.ts';
import { AGENT } from '../claude-code/agent.ts';
import { forgetOffsets } from '../claude-code/offsets.ts';
import {
	isGoingOn,
	openSessions,
	sessionName,
	sessionsGoingOn,
	type Sessions,
} from '../claude-code/sessions.ts';
import { sweepFile, type Sweep } from '../claude-code/sweep.ts';
import {
	filesOfSession,
	listTranscripts,
	type TranscriptFile,
} from '../claude-code/transcript-files.ts';
import { takeLock } from '../lock.ts';
import type { HookSurroundings } from './handle-event.ts';

const LOCK_WAIT_MAX_MS = 60_000;
/** An agent that ends writes the rest of its transcript. */
const END_WAIT_MAX_MS = 8_000;
const END_CHECK_MS = 50;
/** Claude Code keeps transcripts for 30 days, unless its settings say otherwise. */
const OFFSETS_KEPT_MS = 90 * 86_400_000;

/** Looks at the transcripts of a session after an event; see `sweep.ts`. */
export async function runSweep(
	{ settings, host }: HookSurroundings,
	[event = '', reason = '', session = '', transcript = '', size = '0']: string[],
): Promise<void> {
	const { data, user } = settings;
	const sessions = openSessions(data);
	const isEnd = event === 'SessionEnd';
	if (isEnd) await untilLeft(sessions, session);
	using lock = await takeLock(join(data, 'capture', `${AGENT}.lock`), LOCK_WAIT_MAX_MS);
	if (!lock) return;
	await using recorder = await openSweepRecorder(settings);
	const claims = openClaims(data, AGENT, user);
	const claudeFolder = join(dirname(transcript), '..', '..');
	const othersGoingOn = (own: string) => transcriptsGoingOn(data, claudeFolder, own);
	const sweep: Sweep = { recorder, claims, user, data, host, othersGoingOn };
	// What began before a session began anew has no result any more. A compaction interrupts nothing.
	const isBegin = event === 'SessionStart' && reason !== 'compact';
	const agents = sessions.agentsOf(session);
	// In another terminal, where its calls go on.
	const isElsewhere = isGoingOn(isEnd ? agents : agents.slice(0, -1));
	const overBefore = isElsewhere ? 0 : isEnd ? Infinity : isBegin ? Number(size) : 0;
	for (const file of filesOfSession(transcript)) {
		await sweepFile(sweep, file, file.path === transcript || isEnd ? overBefore : 0);
	}
	if (isEnd && !isElsewhere) sessions.end(sessionName(session));
	if (isBegin) {
		await sweepEnded(sweep, sessions, claudeFolder);
		claims.removeOld();
		forgetOffsets(data, OFFSETS_KEPT_MS);
	}
}

async function openSweepRecorder({ home, data, timeZone, redact }: HookSurroundings['settings']) {
	const recorder = await openRecorder({
		...{ home, data, timeZone },
		redact: redact === undefined ? undefined : await loadRedactFile(redact),
		log: () => undefined,
	});
	return { ...recorder, [Symbol.asyncDispose]: () => recorder.close() };
}

async function untilLeft(sessions: Sessions, session: string): Promise<void> {
	const leaving = sessions.agentsOf(session).filter(({ hasLeft }) => hasLeft);
	const deadlineMs = performance.now() + END_WAIT_MAX_MS;
	while (leaving.some(isRunning) && performance.now() < deadlineMs) await wait(END_CHECK_MS);
}

/** Sessions whose agent was killed: it told of no end. */
async function sweepEnded(sweep: Sweep, sessions: Sessions, claudeFolder: string): Promise<void> {
	const ended = [...sessions.list()].filter(([, agents]) => !isGoingOn(agents));
	if (ended.length === 0) return;
	const files = listTranscripts(claudeFolder);
	for (const [name] of ended) {
		for (const file of files.filter(({ session }) => sessionName(session) === name)) {
			await sweepFile(sweep, file, Infinity);
		}
		sessions.end(name);
	}
}

function transcriptsGoingOn(data: string, claudeFolder: string, own: string): TranscriptFile[] {
	const others = sessionsGoingOn(data);
	others.delete(sessionName(own));
	if (others.size === 0) return [];
	return listTranscripts(claudeFolder).filter(({ session }) => others.has(sessionName(session)));
}
