/** The hook as an agent runs it: a process of its own for every event, which never harms the agent. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { IS_WINDOWS } from '@tool-audit/safe-files';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failuresPath, readFailures } from '../src/failures.ts';
import { copyHook } from '../src/claude-code/copy-hook.ts';
import { buildHook } from '../tools/build-hook.ts';
import { openCapture } from './capture-fixture.ts';

const built = mkdtempSync(join(tmpdir(), 'tool-audit-hook-'));
beforeAll(() => buildHook(built));
afterAll(() => rmSync(built, { recursive: true }));

function openHook(config: object = {}) {
	const capture = openCapture();
	const { settings, root } = capture;
	copyHook(built, settings.data);
	const configFile = join(root, 'config.json');
	writeFileSync(configFile, JSON.stringify({ ...settings, ...config }));
	const script = join(settings.data, 'bin/claude-code.cjs');

	async function fire(
		event: string,
		isEnded = true,
	): Promise<[code: number | null, output: string]> {
		const child = spawn(process.execPath, [script, 'claude-code', '--config', configFile], {
			env: {},
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
		}
		child.stdin.on('error', () => undefined);
		child.stdin.write(event);
		if (isEnded) child.stdin.end();
		const [code] = (await once(child, 'close')) as [number | null];
		return [code, output];
	}

	return Object.assign(capture, {
		...{ fire, configFile },
		failures: () => readFailures(failuresPath(settings.data, 'claude-code')),
	});
}

const call = (id: string, more: object = {}) =>
	JSON.stringify({
		...{ hook_event_name: 'PostToolUse', session_id: 's1', cwd: '/p', duration_ms: 7 },
		...{ tool_name: 'Bash', tool_use_id: `toolu_${id}`, tool_input: { command: 'ls' } },
		...{ tool_response: { stdout: 'a\nb', stderr: '' }, ...more },
	});

test('a call, in the file when the process has ended', async () => {
	using hook = openHook();
	expect(await hook.fire(call('1'))).toEqual([0, '']);
	expect(hook.entries()).toMatchObject([
		{
			...{ user: 'ada', tool: 'Bash', args: { command: 'ls' }, status: 'ok', result_chars: 3 },
			...{ call_id: 'toolu_1@s1', session: 's1', agent: 'claude-code', source: 'claude-code' },
			...{ duration_ms: 7, cwd: '/p', host: expect.any(String) },
		},
	]);
	expect(hook.failures().count).toBe(0);
});

test('forty at once are forty lines, and each of them once', async () => {
	using hook = openHook();
	const ids = Array.from({ length: 40 }, (_, n) => String(n));
	const ended = await Promise.all([...ids, ...ids.slice(0, 5)].map((id) => hook.fire(call(id))));
	expect(ended.every(([code, output]) => code === 0 && output === '')).toBe(true);
	const found = hook.entries().map(({ call_id }) => call_id);
	expect(found.toSorted()).toEqual(ids.map((id) => `toolu_${id}@s1`).toSorted());
});

const TOKEN = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');

test('a secret is nowhere on the disk, whatever event has it', async () => {
	using hook = openHook();
	const secret = { tool_input: { command: `curl -H "Authorization: Bearer ${TOKEN}" x` } };
	await hook.fire(call('1', { ...secret, tool_response: { stdout: TOKEN } }));
	await hook.fire(call('2', { hook_event_name: 'PostToolUseFailure', error: TOKEN, ...secret }));
	await hook.fire(call('3', { tool_name: TOKEN, cwd: `/${TOKEN}` }));
	const calls = [{ tool_name: 'Bash', tool_use_id: 'toolu_4', ...secret }];
	const denied = `Permission to use Bash with command ${TOKEN} has been denied.`;
	const batch = { tool_calls: calls.map((one) => ({ ...one, tool_response: denied })) };
	await hook.fire(call('', { hook_event_name: 'PostToolBatch', ...batch }));
	await hook.fire(`${TOKEN} is not JSON`);
	expect(hook.entries()).toHaveLength(4);
	expect(hook.failures().count).toBe(1);
	for (const path of readdirSync(hook.root, { recursive: true, withFileTypes: true })) {
		if (!path.isFile()) continue;
		expect(path.name).not.toContain(TOKEN);
		expect(readFileSync(join(path.parentPath, path.name), 'utf8')).not.toContain(TOKEN.slice(4));
	}
});

test.each([
	['no JSON', '{"hook_event_name":'],
	['no object', 'null'],
	['nothing', ''],
	['no session', '{"hook_event_name":"PostToolUse"}'],
])('%s: says nothing, exits with 0 and counts the failure', async (_, event) => {
	using hook = openHook();
	expect(await hook.fire(event)).toEqual([0, '']);
	expect(hook.entries()).toEqual([]);
	expect(hook.failures().count).toBe(1);
});

test.each([
	['an event without calls', call('1', { hook_event_name: 'Notification' })],
	['an event of a later version', call('1', { hook_event_name: 'PostToolDream' })],
	['a call without an id', call('1', { tool_use_id: undefined })],
])('%s is nothing to record, and no failure', async (_, event) => {
	using hook = openHook();
	expect(await hook.fire(event)).toEqual([0, '']);
	expect(hook.entries()).toEqual([]);
	expect(hook.failures().count).toBe(0);
});

test('a log that can’t be written to: the agent goes on, and the call comes when it can', async () => {
	using hook = openHook();
	mkdirSync(join(hook.settings.home, 'ada'), { recursive: true });
	writeFileSync(join(hook.settings.home, 'ada/tool_audit'), 'not a folder');
	expect(await hook.fire(call('1'))).toEqual([0, '']);
	expect(hook.failures()).toMatchObject({ count: 1, last: { reason: expect.any(String) } });
	rmSync(join(hook.settings.home, 'ada/tool_audit'));
	await hook.fire(call('1'));
	expect(hook.entries()).toHaveLength(1);
});

test('redaction words that can’t be read: nothing is written unredacted', async () => {
	using hook = openHook({ redact: 'missing.json' });
	expect(await hook.fire(call('1'))).toEqual([0, '']);
	expect(hook.entries()).toEqual([]);
	expect(hook.failures().last!.reason).toContain('missing.json does not exist');
	writeFileSync(join(hook.root, 'missing.json'), '{"patterns":[{"name":"list","pattern":"ls"}]}');
	await hook.fire(call('1'));
	expect(hook.entries()[0]!['args']).toEqual({
		command: expect.stringMatching(/^\[redacted:list:/),
	});
});

test.each([
	['missing', null],
	['not JSON', '{'],
	['without a log', '{"data":"/tmp"}'],
	['with a relative path', '{"home":"home","data":"data","user":"ada"}'],
])('a config file that is %s: says nothing, exits with 0, and counts it', async (_, text) => {
	using hook = openHook();
	if (text === null) rmSync(hook.configFile);
	else writeFileSync(hook.configFile, text);
	expect(await hook.fire(call('1'))).toEqual([0, '']);
	expect(hook.entries()).toEqual([]);
	expect(hook.failures().count).toBe(1);
});

test('a data folder that is gone, or can’t be written to', async () => {
	using hook = openHook({ data: '/dev/null/data' });
	expect(await hook.fire(call('1'))).toEqual([0, '']);
	using other = openHook();
	chmodSync(other.settings.data, 0o500);
	expect((await other.fire(call('1')))[0]).toBe(0);
	chmodSync(other.settings.data, 0o700);
});

test('standard input that is never closed: the process ends all the same, with 0', async () => {
	using hook = openHook();
	expect(await hook.fire(call('1'), false)).toEqual([0, '']);
	expect(hook.failures()).toMatchObject({
		...{ count: 1, last: { reason: 'The event did not arrive in time.' } },
	});
}, 20_000);

const SUBAGENT = { agent_id: 'a1' };
test.skipIf(IS_WINDOWS).each([
	['a session', 'data/capture/sessions/claude-code/7331.json', {}],
	['the failures', 'data/capture/failures/claude-code.jsonl', {}],
	['the transcript', 's1.jsonl', {}],
	['a subagent’s transcript', 's1/subagents/agent-a1.jsonl', SUBAGENT],
	['what is beside it', 's1/subagents/agent-a1.meta.json', SUBAGENT],
])('a named pipe in place of %s is not waited for', async (_, name, more) => {
	using hook = openHook();
	const path = join(hook.root, name);
	mkdirSync(dirname(path), { recursive: true });
	execFileSync('mkfifo', [path]);
	const transcript = { transcript_path: join(hook.root, 's1.jsonl') };
	expect(await hook.fire(call('1', { ...transcript, ...more }))).toEqual([0, '']);
	expect(hook.entries()).toHaveLength(1);
	expect(await hook.fire('not JSON')).toEqual([0, '']);
	expect(hook.failures().count).toBe(1);
});

test.each([
	['text that is not JSON', '{"a":hunter2}'],
	[
		'a path that can’t be',
		call('1', { hook_event_name: 'SessionEnd', transcript_path: 'hunter2\0' }),
	],
	[
		'a path that is too long',
		call('1', { hook_event_name: 'SessionEnd', transcript_path: '/hunter2'.repeat(2_000) }),
	],
])('a failure tells nothing of the event: %s', async (_, event) => {
	using hook = openHook();
	expect(await hook.fire(event)).toEqual([0, '']);
	expect(hook.failures().count).toBe(1);
	expect(hook.failures().last!.reason).not.toContain('hunter2');
});

test('a session that can’t be noted costs no call', async () => {
	using hook = openHook();
	mkdirSync(join(hook.settings.data, 'capture'));
	writeFileSync(join(hook.settings.data, 'capture/sessions'), 'not a folder');
	expect(await hook.fire(call('1'))).toEqual([0, '']);
	expect(hook.entries()).toHaveLength(1);
	expect(hook.failures().count).toBe(1);
});

const nested = (levels: number) => '{"in":'.repeat(levels) + '1' + '}'.repeat(levels);

test.each([
	['a result', '"tool_response":{"stdout":', (deep: string) => `"tool_response":{"x":${deep},"y":`],
	['arguments', '"tool_input":{', (deep: string) => `"tool_input":{"x":${deep},`],
])('%s of twenty thousand levels: the call is recorded', async (_, from, to) => {
	using hook = openHook();
	expect(await hook.fire(call('1').replace(from, to(nested(20_000))))).toEqual([0, '']);
	expect(hook.failures().count).toBe(0);
	expect(hook.entries()).toMatchObject([{ call_id: 'toolu_1@s1', status: 'ok' }]);
});
