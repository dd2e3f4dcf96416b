/** Claude Code's sessions in a folder of their own, and everything that tells of their calls. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openRecorder } from '@tool-audit/core/recorder';
import { openClaims } from '../src/claims.ts';
import { AGENT } from '../src/claude-code/agent.ts';
import { importTranscripts } from '../src/claude-code/import.ts';
import { sweepFile } from '../src/claude-code/sweep.ts';
import { filesOfSession } from '../src/claude-code/transcript-files.ts';
import type { HookConfig } from '../src/hook/config.ts';
import { handleEvent } from '../src/hook/handle-event.ts';
import { takeLock } from '../src/lock.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures/claude-code');
const MAIN = 'ba489b65-1641-4d4a-ba09-67a4668bbf85';
const RECORDED_ON = '2026-11-28';
const HOST = 'box';

/** Sessions by their transcript, as their own files have them. */
const SESSIONS = {
	main: { id: MAIN, hooks: 'hooks.jsonl', transcript: 'transcript.jsonl' },
	'esc-prompt': session('870943d9', 'esc-prompt'),
	'esc-run': session('b2a51dea', 'esc-run'),
	term: session('001486f6', 'term'),
	kill: session('0ca4d081', 'kill'),
};
export type SessionName = keyof typeof SESSIONS;
export const SESSION_NAMES = Object.keys(SESSIONS) as SessionName[];

function session(id: string, name: string) {
	return { id, hooks: `hooks-${name}.jsonl`, transcript: `transcript-${name}.jsonl` };
}

/** The day before today, because calls of the future are refused. */
export const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, RECORDED_ON.length);
/** Within the minutes in which the sessions ran. */
const RECEIVED_MS = Date.parse(`${DAY}T08:15:00Z`);
const fixture = (name: string) =>
	readFileSync(join(FIXTURES, name), 'utf8').replaceAll(RECORDED_ON, DAY);

export interface CapturedEntry {
	[field: string]: unknown;
	call_id: string;
	status: string;
}

export function openCapture() {
	const root = mkdtempSync(join(tmpdir(), 'tool-audit-'));
	const claudeFolder = join(root, 'claude');
	const project = join(claudeFolder, 'projects/-home-ada-project');
	const settings: HookConfig = {
		...{ home: join(root, 'home'), data: join(root, 'data'), user: 'ada' },
		...{ timeZone: 'UTC', redact: undefined },
	};
	mkdirSync(join(project, MAIN, 'subagents'), { recursive: true });
	const write = (name: string, text: string) => writeFileSync(join(project, name), text);
	for (const name of ['jsonl', 'meta.json']) {
		write(
			`${MAIN}/subagents/agent-ac7a917e593fa5623.${name}`,
			fixture(`subagents/agent-a1.${name}`),
		);
	}
	const transcriptOf = (name: SessionName) => join(project, `${SESSIONS[name].id}.jsonl`);

	/** Puts a session's transcript in its place, or another text. */
	function writeTranscript(name: SessionName, text = fixture(SESSIONS[name].transcript)): void {
		write(basename(transcriptOf(name)), text);
	}

	/** The events of a session, with the paths of this folder. */
	function eventsOf(name: SessionName): string[] {
		const path = JSON.stringify(transcriptOf(name));
		return fixture(SESSIONS[name].hooks)
			.trim()
			.split('\n')
			.map((line) => line.replace(/"transcript_path":"[^"]*"/, () => `"transcript_path":${path}`));
	}

	async function withRecorder<T>(
		work: (recorder: Awaited<ReturnType<typeof openRecorder>>) => Promise<T>,
	): Promise<T> {
		const recorder = await openRecorder({ ...settings, redact: {}, log: () => undefined });
		try {
			return await work(recorder);
		} finally {
			await recorder.close();
		}
	}

	return {
		...{ root, settings, claudeFolder, writeTranscript, eventsOf, transcriptOf },
		fork: () => write('3b232b00-0000-4000-8000-000000000000.jsonl', fixture('forked.jsonl')),
		resume: () => write('fce9c369-1d3c-43a8-9487-ca7da7454b48.jsonl', fixture('resumed.jsonl')),
		handle: (event: string) => handleEvent({ settings, host: HOST }, event, RECEIVED_MS),

		/** The sweep of a session, which is over if it is told so. */
		sweep: (name: SessionName, isOver = false) =>
			withRecorder(async (recorder) => {
				using lock = await takeLock(join(settings.data, 'capture', `${AGENT}.lock`), 10_000);
				if (!lock) throw new Error('The lock is taken.');
				const claims = openClaims(settings.data, AGENT, settings.user);
				const { user, data } = settings;
				const sweep = { recorder, claims, user, data, host: HOST, othersGoingOn: () => [] };
				for (const file of filesOfSession(transcriptOf(name))) {
					await sweepFile(sweep, file, isOver ? Infinity : 0);
				}
			}),

		import: (dryRun = false) =>
			withRecorder((recorder) =>
				importTranscripts(claudeFolder, {
					...{ target: recorder, user: settings.user, data: settings.data, host: HOST, dryRun },
				}),
			),

		/** All entries of all days, in the order of the files. */
		entries(): CapturedEntry[] {
			const log = join(settings.home, settings.user, 'tool_audit');
			let days: string[];
			try {
				days = readdirSync(log).sort();
			} catch {
				return [];
			}
			return days.flatMap((day) =>
				readFileSync(join(log, day), 'utf8')
					.split('\n')
					.filter((line) => line !== '')
					.map((line) => JSON.parse(line) as CapturedEntry),
			);
		},
		[Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
	};
}
