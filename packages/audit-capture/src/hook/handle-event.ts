import { loadRedactFile, openRecorder } from '@tool-audit/core/recorder';
import { startingProcess } from '@tool-audit/safe-files';
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openClaims } from '../claims.ts';
import { AGENT } from '../claude-code/agent.ts';
import { callsOf, readPayload, type Payload } from '../claude-code/payload.ts';
import { openSessions } from '../claude-code/sessions.ts';
import { modelOfCall } from '../claude-code/transcript-tail.ts';
import { parentCallOfSubagent } from '../claude-code/transcript-files.ts';
import { parseJson, textOf } from '../json.ts';
import { writeCalls } from '../write-calls.ts';
import type { HookConfig } from './config.ts';

export interface HookSurroundings {
	settings: HookConfig;
	/** Name of this machine. */
	host: string;
	/** Paths of this program and of the config file. */
	script: string;
	config: string;
}

/** Events after which a transcript is looked at for calls that no event told of. */
const SWEPT_AFTER = ['SessionStart', 'UserPromptSubmit', 'SubagentStop', 'SessionEnd'];

/** Records the calls that an event tells of. `receivedMs` is in milliseconds since 1970. */
export async function handleEvent(
	surroundings: HookSurroundings,
	input: string,
	receivedMs: number,
): Promise<void> {
	const payload = readPayload(parseJson(input));
	const { settings, host } = surroundings;
	const sessions = openSessions(settings.data);
	const isNew = payload.event === 'SessionStart' || sessions.agentOf(payload.session) === null;
	if (isNew && payload.event !== 'SessionEnd') sessions.begin(payload.session, startingProcess());
	if (SWEPT_AFTER.includes(payload.event)) return startSweep(surroundings, payload);
	const calls = callsOf(payload, { receivedMs, host, ...lookUp(payload) });
	if (calls.length === 0) return;
	const claims = openClaims(settings.data, AGENT);
	await using recorder = await openHookRecorder(settings);
	await writeCalls({ recorder, claims, user: settings.user }, calls);
}

export async function openHookRecorder({ home, data, timeZone, redact }: HookConfig) {
	const recorder = await openRecorder({
		...{ home, data, timeZone },
		redact: redact === undefined ? undefined : await loadRedactFile(redact),
		log: () => undefined,
	});
	return { ...recorder, [Symbol.asyncDispose]: () => recorder.close() };
}

/** What the payload of a call does not say, from files beside the transcript. */
function lookUp({ agentId, transcript }: Payload) {
	if (transcript === '') return {};
	const path =
		agentId === ''
			? transcript
			: join(
					dirname(transcript),
					transcript
						.split(/[\\/]/)
						.at(-1)!
						.replace(/\.jsonl$/, ''),
					'subagents',
					`agent-${agentId}.jsonl`,
				);
	return {
		modelOf: (id: string) => modelOfCall(path, id),
		parentCallId: agentId === '' ? undefined : parentCallOfSubagent(transcript, agentId),
	};
}

/** In a process of its own: the agent waits for a hook, and at its end for 1.5 s at most. */
function startSweep({ script, config }: HookSurroundings, payload: Payload): void {
	const { event, session, transcript, fields } = payload;
	if (transcript === '') return;
	const reason = textOf(fields['source']) || textOf(fields['reason']);
	const size = statSync(transcript, { throwIfNoEntry: false })?.size ?? 0;
	const args = [event, reason, session, transcript, String(size)];
	spawn(process.execPath, [script, AGENT, '--config', config, 'sweep', ...args], {
		detached: true,
		stdio: 'ignore',
		windowsHide: true,
	}).unref();
}
