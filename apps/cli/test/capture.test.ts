/** Connecting an agent and importing its history, as people do it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { entry, openCliHarness, type Ran } from './cli-harness.ts';

/** Two calls of one session, the second one denied. */
const TRANSCRIPT = [
	{
		...{ type: 'assistant', uuid: 'u1', timestamp: '2026-11-22T07:00:00.000Z' },
		...{ sessionId: 's1', cwd: '/home/ada/project', version: '2.1.332' },
		message: {
			model: 'claude-opus-5-5',
			content: [
				{ type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'ls' } },
				{ type: 'tool_use', id: 'toolu_2', name: 'Write', input: { file_path: '/x' } },
			],
		},
	},
	{
		...{ type: 'user', timestamp: '2026-11-22T07:00:01.000Z', sessionId: 's1' },
		message: { content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'a b' }] },
	},
	{
		...{ type: 'user', timestamp: '2026-11-22T07:00:02.000Z', sessionId: 's1' },
		...{ toolDenialBeforeRun: true, toolUseResult: 'User rejected tool use' },
		message: {
			content: [{ type: 'tool_result', tool_use_id: 'toolu_2', content: 'no', is_error: true }],
		},
	},
];

async function openCapture({ history = true } = {}) {
	const place = await openCliHarness();
	const folder = dirname(place.home);
	const claude = join(folder, 'claude');
	const transcript = join(claude, 'projects/-home-ada-project/s1.jsonl');
	await mkdir(dirname(transcript), { recursive: true });
	if (history) {
		await writeFile(transcript, TRANSCRIPT.map((line) => `${JSON.stringify(line)}\n`).join(''));
		const written = new Date('2026-11-22T07:00:02Z');
		await utimes(transcript, written, written);
	}
	await place.writeDay('ada', '2026-11-21', entry({ user: 'ada' }));
	const env = { CLAUDE_CONFIG_DIR: claude, XDG_CONFIG_HOME: join(folder, 'config') };
	return {
		...{ place, folder, settings: join(claude, 'settings.json') },
		config: join(folder, 'config/tool-audit/config.json'),
		run: (...args: string[]): Promise<Ran> => place.run(args, { env }),
		pipe: (input: string, ...args: string[]) => place.run(args, { env, input }),
		[Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
	};
}

test('capture: shows the agents, what they have, and what to do', async () => {
	await using capture = await openCapture();
	const { code, stdout, stderr } = await capture.run('capture');
	expect([code, stdout]).toEqual([
		0,
		'claude-code\t2.1.332\tnot connected\t\t1 session, 2026-11-22\n',
	]);
	expect(stderr).toBe(
		'Connect it: tool-audit capture install claude-code\nBring in its history: tool-audit import claude-code\n',
	);
	const { stdout: json } = await capture.run('capture', '--json');
	expect(JSON.parse(json)).toMatchObject({
		agents: [{ agent: 'claude-code', found: true, connected: false, lastCall: null }],
	});
});

test('import: shows the days first, brings each call once, and a second time none', async () => {
	await using capture = await openCapture();
	const first = await capture.run('import', 'claude-code');
	expect([first.code, first.stdout]).toEqual([0, '2026-11-22\t2\t1\t0\t1\n']);
	expect(first.stderr).toBe('Imported 2 calls into the log of ada.\n');
	const again = await capture.run('import', 'claude-code');
	expect([again.code, again.stdout]).toEqual([0, '']);
	expect(again.stderr).toBe(
		'2 calls are in the log already.\nNo new calls in 1 file of its history. Nothing was written.\n',
	);
	const { stdout } = await capture.run('day', '2026-11-22', '--json');
	expect(JSON.parse(stdout)).toMatchObject({
		entries: [
			{
				entry: {
					call_id: 'toolu_1@s1',
					status: 'ok',
					result_snippet: 'a b',
					source: 'claude-code',
				},
			},
			{ entry: { call_id: 'toolu_2@s1', status: 'denied', denied_by: 'user' } },
		],
	});
});

test.each([
	[['--dry-run'], 2],
	[['--since', '30d', '--dry-run'], 2],
	[['--since', '2026-11-22', '--dry-run'], 2],
	[['--since', '2026-11-23'], 0],
	[['--since', '1d'], 0],
])('import: %j counts %i calls, and writes nothing', async (options, calls) => {
	await using capture = await openCapture();
	const { code, stdout } = await capture.run('import', 'claude-code', ...options, '--json');
	expect([code, (JSON.parse(stdout) as { calls: number }).calls]).toEqual([0, calls]);
	expect(existsSync(join(capture.place.home, 'ada/tool_audit/2026-11-22.jsonl'))).toBe(false);
});

test.each([
	[['import', 'claude-code', '--since', 'monday'], 'Use a number of days such as 30d'],
	[['import', 'emacs'], 'Tool Audit does not know "emacs". Name the agent: claude-code.'],
	[['capture', 'install'], 'Name the agent: claude-code.'],
	[['capture', 'install', 'claude-code'], 'There is no terminal to ask. Add --yes to do it.'],
	[['capture', 'install', 'claude-code', '--scope', 'world'], 'Allowed choices are user, project'],
])('%j is a usage error', async (args, message) => {
	await using capture = await openCapture();
	const { code, stderr } = await capture.run(...args);
	expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
	expect(existsSync(capture.settings)).toBe(false);
});

test('import: an agent without history', async () => {
	await using capture = await openCapture({ history: false });
	const { code, stderr } = await capture.run('import', 'claude-code');
	expect([code, stderr]).toEqual([0, 'Claude Code has no history on this machine.\n']);
	await using other = await openCapture();
	const later = await other.run('import', 'claude-code', '--since', '2026-11-23');
	expect(later.stderr).toBe('Claude Code has no history on this machine that is as new.\n');
});

test('capture install: connects, and uninstall gives the same bytes back', async () => {
	await using capture = await openCapture();
	const before = '{\n  "model": "opus", "hooks": {"Stop": []}\n}';
	await writeFile(capture.settings, before, { mode: 0o640 });
	const { code, stderr } = await capture.run('capture', 'install', 'claude-code', '--yes');
	expect(code).toBe(0);
	expect(stderr).toContain(`${capture.settings} will change: an entry for each of 8 events (Post`);
	expect(stderr).toContain('Claude Code is connected.');
	expect((await stat(capture.settings)).mode & 0o777).toBe(0o640);
	expect(JSON.parse(await readFile(capture.config, 'utf8'))).toEqual({
		...{ home: capture.place.home, data: capture.place.env.TOOL_AUDIT_DATA, user: 'ada' },
		timeZone: 'UTC',
	});
	expect((await capture.run('capture')).stdout).toContain('\tconnected\t');
	const after = await readFile(capture.settings);
	expect((await capture.run('capture', 'install', 'claude-code', '--yes')).code).toBe(0);
	expect(await readFile(capture.settings)).toEqual(after);
	expect((await capture.run('capture', 'uninstall', 'claude-code', '--yes')).code).toBe(0);
	expect(await readFile(capture.settings, 'utf8')).toBe(before);
	const nothing = await capture.run('capture', 'uninstall', 'claude-code', '--yes');
	expect([nothing.code, nothing.stderr]).toEqual([0, expect.stringContaining('nothing to change')]);
});

test('capture install: a config file that names another log is pointed out', async () => {
	await using capture = await openCapture();
	await mkdir(dirname(capture.config), { recursive: true });
	await writeFile(capture.config, '{"home":"/elsewhere","user":"bob","redact":"words.json"}');
	const { stderr } = await capture.run('capture', 'install', 'claude-code', '--yes');
	expect(stderr).toContain(`says home is /elsewhere. It will say ${capture.place.home}.`);
	expect(stderr).toContain('says user is bob. It will say ada.');
	expect(JSON.parse(await readFile(capture.config, 'utf8'))).toMatchObject({
		...{ user: 'ada', redact: 'words.json' },
	});
});

test('capture install: a log that no account owns is pointed out, and status says whose log it is', async () => {
	await using capture = await openCapture();
	const { env, home } = capture.place;
	await mkdir(env.TOOL_AUDIT_DATA, { recursive: true });
	const account = ['users', 'add', 'ada', '--admin', '--password-stdin'];
	expect((await capture.pipe('a long password', ...account)).code).toBe(0);
	const install = ['capture', 'install', 'claude-code', '--yes'];
	expect((await capture.run(...install)).stderr).not.toContain('No account');
	const { stderr } = await capture.run(...install, '--user', 'guest');
	expect(stderr).toContain('No account owns that log. There are: ada.');
	const { stdout } = await capture.run('capture', 'status');
	expect(stdout).toContain(`Calls go to the log of guest in ${home}.`);
});

test('capture install --http: only what tells of calls is posted, and only that with a key', async () => {
	await using capture = await openCapture();
	await capture.run('capture', 'install', 'claude-code', '--yes');
	const address = 'https://audit.example.com';
	const args = ['capture', 'install', 'claude-code', '--yes', '--http', address];
	const { code, stderr } = await capture.run(...args);
	expect([code, stderr]).toEqual([0, expect.stringContaining('Set TOOL_AUDIT_KEY')]);
	const settings = await readFile(capture.settings, 'utf8');
	const { hooks } = JSON.parse(settings) as { hooks: Record<string, unknown> };
	expect(Object.keys(hooks)).toEqual([
		...['PostToolUse', 'PostToolUseFailure', 'PostToolBatch', 'PermissionDenied'],
	]);
	expect(settings).toContain(`"url": "${address}/api/capture/claude-code"`);
	expect(settings).not.toContain('claude-code.cjs');
	expect((await capture.run('capture', 'status', 'claude-code')).stderr).not.toContain('missing');
	await capture.run('capture', 'uninstall', 'claude-code', '--yes');
	expect(existsSync(capture.settings)).toBe(false);
	expect((await capture.run(...args.slice(0, -1), 'ftp://x')).code).toBe(2);
});

test('capture status: what the settings run records, and what could not be', async () => {
	await using capture = await openCapture();
	await capture.run('capture', 'install', 'claude-code', '--yes');
	const { hooks } = JSON.parse(await readFile(capture.settings, 'utf8')) as {
		hooks: Record<string, { hooks: { command: string; args: string[] }[] }[]>;
	};
	const { command, args } = hooks['PostToolUse']![0]!.hooks[0]!;
	const fire = (payload: object) => {
		const input = JSON.stringify({ session_id: 's9', cwd: '/p', ...payload });
		const { status, stdout, stderr } = spawnSync(command, args, { input, env: {} });
		return [status, stdout.toString(), stderr.toString()];
	};
	const call = { tool_name: 'Bash', tool_use_id: 'toolu_9', tool_input: {}, tool_response: 'hi' };
	expect(fire({ hook_event_name: 'PostToolUse', ...call })).toEqual([0, '', '']);
	expect(fire({ hook_event_name: '' })).toEqual([0, '', '']);
	const { stdout, stderr } = await capture.run('capture', 'status', 'claude-code');
	expect(stdout).toMatch(/^All your projects: connected/m);
	expect(stderr).toContain('1 event could not be recorded, the last one at 2');
	await capture.run('capture', 'install', 'claude-code', '--yes');
	expect((await capture.run('capture', 'status', 'claude-code')).stderr).not.toContain('could not');
});

test('hook: does what the installed hook does, in silence', async () => {
	await using capture = await openCapture();
	const payload = {
		...{ hook_event_name: 'PostToolUse', session_id: 's9', duration_ms: 5 },
		...{ tool_name: 'Bash', tool_use_id: 'toolu_9', tool_input: {}, tool_response: 'hi' },
	};
	for (const input of [JSON.stringify(payload), JSON.stringify(payload), 'not JSON']) {
		const { code, stdout, stderr } = await capture.pipe(input, 'hook', 'claude-code');
		expect([code, stdout, stderr]).toEqual([0, '', '']);
	}
	const { stdout } = await capture.run('search', '--source', 'claude-code', '--json');
	const { entries } = JSON.parse(stdout) as { entries: { entry: object }[] };
	expect(entries.map(({ entry }) => entry)).toMatchObject([
		{ call_id: 'toolu_9@s9', duration_ms: 5 },
	]);
	const status = await capture.run('capture', 'status', 'claude-code');
	expect(status.stderr).toContain('1 event could not be recorded');
});

test('hook: a command line or settings that are wrong are as silent, and never an answer to the agent', async () => {
	await using capture = await openCapture();
	const pipe = (...args: string[]) => capture.pipe('{}', 'hook', ...args);
	const silent = { code: 0, stdout: '', stderr: '' };
	expect(await pipe('cursor')).toEqual(silent);
	expect(await pipe()).toEqual(silent);
	expect(await pipe('claude-code', '--unknown')).toEqual(silent);
	expect(await pipe('claude-code', 'more')).toEqual(silent);
	await mkdir(dirname(capture.config), { recursive: true });
	for (const config of ['{"home": 5}', '{', '{"unknown": 1}']) {
		await writeFile(capture.config, config);
		expect(await pipe('claude-code')).toEqual(silent);
	}
	expect((await pipe('--help')).stdout).toContain('Usage: tool-audit hook');
});
