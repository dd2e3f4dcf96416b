import { loadRedactFile, mayHoldSecret, openSyncRecorder } from '@tool-audit/core/sync-recorder';
import { startingProcess } from '@tool-audit/safe-files';
import { statSync } from 'node:fs';
import { openClaims } from '../claims.ts';
import { AGENT } from '../claude-code/agent.ts';
import { callsOf, parsePayload, type Payload } from '../claude-code/payload.ts';
import { openSessions } from '../claude-code/sessions.ts';
import { modelOfCall } from '../claude-code/transcript-tail.ts';
import { parentCallOfSubagent, transcriptOfSubagent } from '../claude-code/transcript-files.ts';
import { failuresPath, noteFailure } from '../failures.ts';
import { textOf } from '../json.ts';
import { writeCalls } from '../write-calls.ts';
import type { HookConfig } from './config.ts';

export interface HookSurroundings {
	settings: HookConfig;
	/** Name of this machine. */
	host: string;
	/** Paths of the hook's program and of the config file, for the sweep; without them there is none. */
	program?: { script: string; config: string } | undefined;
}

/** Events after which a transcript is looked at for calls that no event told of. */
const SWEPT_AFTER = ['SessionStart', 'UserPromptSubmit', 'SubagentStop', 'SessionEnd'];

/** Records the calls that an event tells of. `receivedMs` is in milliseconds since 1970. */
export async function handleEvent(
	surroundings: HookSurroundings,
	input: string,
	receivedMs: number,
): Promise<void> {
	const payload = parsePayload(input);
	const { settings, host } = surroundings;
	noteSession(settings.data, payload);
	if (SWEPT_AFTER.includes(payload.event)) return startSweep(surroundings, payload);
	const calls = callsOf(payload, { receivedMs, host, ...lookUp(payload) });
	if (calls.length === 0) return;
	const claims = openClaims(settings.data, AGENT, settings.user);
	const recorder = await openHookRecorder(settings, mayHoldSecret(calls));
	await writeCalls({ recorder, claims, user: settings.user }, calls);
}

/** Tells the sweep in which process a session goes on. Its calls are recorded all the same when that can't be written. */
function noteSession(data: string, { event, session }: Payload): void {
	const sessions = openSessions(data);
	try {
		if (event === 'SessionEnd') return sessions.leave(session, startingProcess());
		const isNew = event === 'SessionStart' || sessions.agentOf(session) === null;
		if (isNew) sessions.begin(session, startingProcess());
	} catch (error) {
		noteFailure(failuresPath(data, AGENT), error);
	}
}

/** What redaction needs is loaded only for calls that may hold a secret. A person's own words may be in any call. */
async function openHookRecorder(
	{ home, data, timeZone, redact }: HookConfig,
	mayHoldSecret: boolean,
) {
	const own = redact === undefined ? undefined : await loadRedactFile(redact);
	return openSyncRecorder({
		...{ home, data, timeZone },
		redact: own || mayHoldSecret ? own : false,
		log: () => undefined,
	});
}

/** What the payload of a call does not say, from files beside the transcript. */
function lookUp({ agentId, transcript }: Payload) {
	if (transcript === '') return {};
	const path = agentId === '' ? transcript : transcriptOfSubagent(transcript, agentId);
	return {
		modelOf: (id: string) => modelOfCall(path, id),
		parentCallId: agentId === '' ? undefined : parentCallOfSubagent(transcript, agentId),
	};
}

/** In a process of its own: the agent waits for a hook, and at its end for 1.5 s at most. */
async function startSweep({ program }: HookSurroundings, payload: Payload): Promise<void> {
	const { event, session, transcript, fields } = payload;
	if (transcript === '' || !program) return;
	const { script, config } = program;
	const reason = textOf(fields['source']) || textOf(fields['reason']);
	const size = statSync(transcript, { throwIfNoEntry: false })?.size ?? 0;
	const args = [event, reason, session, transcript, String(size)];
	const { spawn } = await import('node:child_process');
	spawn(process.execPath, [script, AGENT, '--config', config, 'sweep', ...args], {
		detached: true,
		stdio: 'ignore',
		windowsHide: true,
	}).unref();
}
