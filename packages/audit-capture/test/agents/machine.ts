/**
 * The machine of a person with an agent that is connected, in a temporary folder: home, project, logs and data, and a
 * model's service. The agent's own files are there too, so that it neither finds nor leaves anything elsewhere.
 */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAuditLog, openZone } from '@tool-audit/core';
import { inject, onTestFinished } from 'vitest';
import type { ConnectScope } from '../../src/agent.ts';
import { openSessions } from '../../src/claude-code/sessions.ts';
import { openClaudeCode } from '../../src/claude-code/claude-code.ts';
import { buildHook } from '../../tools/build-hook.ts';
import type { ImportTarget } from '../../src/import.ts';
import { startModel } from './model.ts';
import { startProgram } from './program.ts';
import { openTerminal } from './terminal.ts';
import { until } from './until.ts';

/** A line of the log, as far as the tests look at it. */
export interface Entry {
	user: string;
	tool: string;
	args: object;
	status: string;
	call_id: string;
	cwd?: string;
	mcp_server?: string;
	result_chars: number;
	result_snippet: string;
	session: string;
	denied_by?: string;
	reason?: string;
	duration_ms?: number;
	parent_call_id?: string;
	model?: string;
}

export type Machine = Awaited<ReturnType<typeof openMachine>>;

const USER = 'ada';
const GUARD = join(import.meta.dirname, 'guard.ts');
const MCP_SERVER = join(import.meta.dirname, 'mcp-server.ts');

/** The path of the agent's program. */
function program(): string {
	const path = inject('claudeCode');
	if (path === '') throw new Error('Run these tests with `pnpm test deep agents`.');
	return path;
}

/** Settings as a person may have written them: what is allowed, what is not, and a hook of another program. */
export const SETTINGS = `{
  "permissions": {
    "allow": ["Bash(echo:*)", "Bash(sleep:*)", "Bash(touch:*)", "Bash(seq:*)", "Bash(sh:*)", "mcp__tiny"],
    "deny":  ["Bash(rm:*)"]
  },
  "hooks": {
    "PreToolUse": [{"matcher": "Bash", "hooks": [
      {"type": "command", "command": ${JSON.stringify(`"${process.execPath}" "${GUARD}"`)}}
    ]}]
  }
}
`;

interface MachineOptions {
	scopes?: ConnectScope[];
	/** Whether the home of the logs is a folder; nothing can be written to a file. */
	logs?: 'a folder' | 'a file';
}

/** A machine that is removed after the test. */
export async function machineForTest(options: MachineOptions = {}): Promise<Machine> {
	const machine = await openMachine(options);
	onTestFinished(() => machine.close());
	return machine;
}

export async function openMachine({
	scopes = ['user'],
	logs: kind = 'a folder',
}: MachineOptions = {}) {
	const folder = await realpath(await mkdtemp(join(tmpdir(), 'tool-audit-agent-')));
	const at = (...names: string[]) => join(folder, ...names);
	const [claudeFolder, project] = [at('person/.claude'), at('project')];
	const [logs, data, configFile] = [at('logs'), at('data'), at('config.json')];
	for (const path of [claudeFolder, project, data, at('temporary')]) {
		await mkdir(path, { recursive: true });
	}
	await writeFile(join(claudeFolder, 'settings.json'), SETTINGS);
	await (kind === 'a file' ? writeFile(logs, '') : mkdir(logs));
	await writeFile(at('project/a.txt'), 'line a\n');
	await writeFile(configFile, JSON.stringify({ home: logs, data, user: USER }));
	await writeFile(at('mcp.json'), mcpSettings());
	await writeFile(join(claudeFolder, '.claude.json'), knownProject(project));

	await buildHook(at('built'));
	const model = await startModel();
	const capture = openClaudeCode({
		...{ claudeFolder, projectFolder: project, data, configFile },
		...{ hook: () => at('built'), node: process.execPath },
	});
	for (const scope of scopes) capture.connect(capture.planConnect({ scope }));
	const how = { cwd: project, env: environment(folder, model.url) };
	const started: { kill(signal: NodeJS.Signals): void }[] = [];
	const sessionsFolder = at('data/capture/sessions/claude-code');
	const lock = at('data/capture/claude-code.lock');

	const machine = {
		...{ model, capture, project, at },
		/** Starts the agent with a prompt and without a person, as a script does. */
		start(prompt: string, ...flags: string[]) {
			const args = ['-p', prompt, '--output-format', 'stream-json', '--verbose', ...flags];
			const mcp = ['--include-hook-events', '--mcp-config', at('mcp.json')];
			const running = startProgram(program(), [...args, ...mcp], how);
			started.push(running);
			return running;
		},
		/** The same, until it has ended and its calls are recorded. */
		async run(prompt: string, ...flags: string[]) {
			const ended = await machine.start(prompt, ...flags).ended;
			await machine.settle();
			return ended;
		},
		/** The agent with a person at a terminal, who is asked before anything is done that settings don't allow. */
		async terminal(prompt: string) {
			const args = ['--permission-mode', 'default', prompt];
			const terminal = await openTerminal(program(), args, { ...how, pidFile: at('pid') });
			started.push(terminal);
			return terminal;
		},
		/** Waits until no session is going on, and the last sweep is done. */
		settle: () =>
			until('the sweeps are done', () => machine.sessions().length === 0 && !existsSync(lock)),
		/** The sessions that are not known to be over. */
		sessions: () => namesIn(sessionsFolder),
		/** The id of the process that is taken for the agent of a session. */
		agentOf(session: string): number {
			return openSessions(at('data')).agentOf(session)!.pid;
		},
		entries: () => entriesIn(logs),
		/** What the transcripts alone tell: an import into an empty log. */
		async importAnew() {
			const log = openAuditLog({ home: at('imported') });
			const zone = openZone();
			const target: ImportTarget = {
				record: (call, options) => log.record(call, options),
				calls: (user, day) => log.calls(user, day),
				dayOf: (ms) => zone.dayOf(ms),
			};
			const to = { target, user: USER, data: at('import-data'), host: 'box' };
			const report = await capture.importHistory({ ...to, now: () => Date.now() + TWO_DAYS_MS });
			await log.close();
			return { report, entries: entriesIn(at('imported')) };
		},
		async close() {
			for (const one of started) one.kill('SIGKILL');
			model.close();
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
	return machine;
}

/** Sessions that have rested for as long are over. */
const TWO_DAYS_MS = 2 * 86_400_000;

function environment(folder: string, url: string) {
	const claudeFolder = join(folder, 'person/.claude');
	return {
		...{ PATH: inject('path'), HOME: join(folder, 'person'), CLAUDE_CONFIG_DIR: claudeFolder },
		...{ TMPDIR: join(folder, 'temporary'), TERM: 'xterm' },
		...{ ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: 'none', NO_PROXY: '127.0.0.1' },
		// Where the network can't be taken away, what the agent asks of others ends here.
		...{ HTTPS_PROXY: url, HTTP_PROXY: url },
		...{ DISABLE_AUTOUPDATER: '1', DISABLE_TELEMETRY: '1', DISABLE_ERROR_REPORTING: '1' },
		CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
	};
}

function mcpSettings(): string {
	const tiny = { command: process.execPath, args: [MCP_SERVER] };
	return JSON.stringify({ mcpServers: { tiny } });
}

/** The agent's own state, after the questions of a first start. */
function knownProject(project: string): string {
	const known = { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true };
	return JSON.stringify({
		...{ hasCompletedOnboarding: true, theme: 'dark' },
		projects: { [project]: known },
	});
}

function namesIn(folder: string): string[] {
	return existsSync(folder) ? readdirSync(folder) : [];
}

function entriesIn(home: string): Entry[] {
	return (
		globSync(`${home}/${USER}/tool_audit/*.jsonl`)
			.sort()
			.flatMap((path) => readFileSync(path, 'utf8').split('\n'))
			// A file that was just created has no line yet.
			.filter((line) => line !== '')
			.map((line) => JSON.parse(line) as Entry)
	);
}
