/**
 * The machine of a person with an agent that is connected, in a temporary folder: home, project, logs and data, and a
 * model's service. The agent's own files are there too, so that it neither finds nor leaves anything elsewhere.
 */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ConnectScope } from '../../src/agent.ts';
import type { CapturedFields } from '../../src/captured-call.ts';
import { openClaudeCode } from '../../src/claude-code/claude-code.ts';
import { buildHook } from '../../tools/build-hook.ts';
import { startModel } from './model.ts';
import { startProgram } from './program.ts';
import { openTerminal } from './terminal.ts';
import { until } from './until.ts';

export type Entry = CapturedFields & { ts: string; user: string };

export type Machine = Awaited<ReturnType<typeof openMachine>>;

const USER = 'ada';
const GUARD = join(import.meta.dirname, 'guard.ts');
const MCP_SERVER = join(import.meta.dirname, 'mcp-server.ts');

const hookFolder = join(import.meta.dirname, '../../dist/hook');

/** The path of the agent's program. */
function program(): string {
	const path = process.env.TOOL_AUDIT_TEST_CLAUDE_CODE;
	if (!path) throw new Error('Run these tests with `pnpm test deep agents`.');
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

let isBuilt = false;

export async function openMachine({ scopes = ['user'] as ConnectScope[], settings = SETTINGS } = {}) {
	if (!isBuilt) await buildHook(hookFolder);
	isBuilt = true;
	const folder = await realpath(await mkdtemp(join(tmpdir(), 'tool-audit-agent-')));
	const at = (...names: string[]) => join(folder, ...names);
	const [home, project, claudeFolder] = [at('person'), at('project'), at('person', '.claude')];
	const [logs, data, configFile] = [at('logs'), at('data'), at('config.json')];
	await Promise.all([claudeFolder, project, logs, data, at('temporary')].map((path) => mkdir(path, { recursive: true })));
	const settingsFile = join(claudeFolder, 'settings.json');
	await writeFile(settingsFile, settings);
	await writeFile(at('project', 'a.txt'), 'line a\n');
	await writeFile(configFile, JSON.stringify({ home: logs, data, user: USER }));
	await writeFile(at('mcp.json'), mcpSettings());
	await writeFile(join(claudeFolder, '.claude.json'), knownProject(project));

	const model = await startModel();
	const capture = openClaudeCode({
		...{ claudeFolder, projectFolder: project, data, configFile },
		...{ hook: () => hookFolder, node: process.execPath },
	});
	for (const scope of scopes) capture.connect(capture.planConnect({ scope }));
	const env = {
		...{ PATH: process.env.PATH, HOME: home, CLAUDE_CONFIG_DIR: claudeFolder, TERM: 'xterm' },
		TMPDIR: at('temporary'),
		...{ ANTHROPIC_BASE_URL: model.url, ANTHROPIC_AUTH_TOKEN: 'none', NO_PROXY: '127.0.0.1' },
		// Where the network can't be taken away, nothing else is reached through it.
		...{ HTTPS_PROXY: model.url, HTTP_PROXY: model.url },
		...{ DISABLE_AUTOUPDATER: '1', DISABLE_TELEMETRY: '1', DISABLE_ERROR_REPORTING: '1' },
		CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
	};
	const how = { env, cwd: project };

	const machine = {
		...{ model, capture, project, settingsFile },
		at,
		/** Starts the agent with a prompt and without a person, as a script does. */
		start: (prompt: string, ...flags: string[]) =>
			startProgram(
				program(),
				[
					...['-p', prompt, '--output-format', 'stream-json', '--verbose'],
					...['--include-hook-events', '--mcp-config', at('mcp.json'), ...flags],
				],
				how,
			),
		/** The same, until it has ended and its calls are recorded. */
		async run(prompt: string, ...flags: string[]) {
			const ended = await machine.start(prompt, ...flags).ended;
			await machine.settle();
			return ended;
		},
		/** The agent with a person at a terminal. */
		terminal: (prompt: string, ...flags: string[]) =>
			openTerminal(program(), [...flags, prompt], { ...how, pidFile: at('pid') }),
		/** Waits until the sweeps are done. */
		settle: () =>
			until('the sweeps are done', () => !machine.sessions().length && !existsSync(at('data/capture/claude-code.lock'))),
		/** The sessions that are not known to be over. */
		sessions: () => namesIn(at('data/capture/sessions/claude-code')).map((name) => name.replace('.json', '')),
		agentOf(session: string) {
			const path = at('data/capture/sessions/claude-code', `${session}.json`);
			return JSON.parse(readFileSync(path, 'utf8')) as { pid: number };
		},
		entries: (): Entry[] =>
			globSync(`${logs}/${USER}/tool_audit/*.jsonl`)
				.sort()
				.flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'))
				.map((line) => JSON.parse(line) as Entry),
	};
	onTestFinished(async () => {
		model.close();
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	});
	return machine;
}

function mcpSettings(): string {
	const tiny = { command: process.execPath, args: [MCP_SERVER] };
	return JSON.stringify({ mcpServers: { tiny } });
}

/** The agent's own state, after the questions of a first start. */
function knownProject(project: string): string {
	const known = { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true };
	return JSON.stringify({
		...{ hasCompletedOnboarding: true, theme: 'dark', numStartups: 3 },
		projects: { [project]: known },
	});
}

function namesIn(folder: string): string[] {
	return existsSync(folder) ? readdirSync(folder) : [];
}
