/** Every way in which a call can end when no person is there, as in a script: `claude -p`. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Machine, openMachine, SETTINGS } from './machine.ts';
import { labelOf, type Turn, use } from './model.ts';
import { until } from './until.ts';

const bash = (label: string, command: string, more = {}) =>
	use(label, 'Bash', { command, description: label, ...more });

function turnsOf({ model, at }: Machine): Turn[] {
	const inside = model.play([
		bash('inside', 'echo inside'),
		use('refused-inside', 'Read', { file_path: '/nowhere' }),
	]);
	return [
		[
			bash('ok', 'echo hello'),
			bash('failing', 'sh -c "echo out; echo err >&2; exit 3"'),
			use('missing', 'Read', { file_path: at('project/none.txt') }),
			use('read', 'Read', { file_path: at('project/a.txt') }),
		],
		[
			use('refused', 'Write', { file_path: at('outside.txt'), content: 'hi' }),
			bash('exit', 'echo exit-two'),
			bash('json', 'echo deny-json'),
			bash('changed', 'echo rewrite'),
			bash('rule', 'rm -rf nothing'),
		],
		[
			use('unknown', 'NoSuchTool', { a: 1 }),
			use('invalid', 'Read', { nothing: 1 }),
			use('mcp', 'mcp__tiny__good', { x: 'y' }),
			use('mcp-error', 'mcp__tiny__bad', {}),
			use('mcp-refusal', 'mcp__tiny__refusing', {}),
			use('mcp-image', 'mcp__tiny__image', {}),
		],
		[
			use('agent', 'Agent', {
				...{ description: 'sub', prompt: inside, subagent_type: 'general-purpose' },
				run_in_background: false,
			}),
		],
		[
			bash('large', 'seq 20000'),
			bash('background', 'sleep 1', { run_in_background: true }),
			bash('timeout', 'sh -c "echo begun; sleep 30"', { timeout: 1_000 }),
		],
	];
}

const hook = { status: 'denied', denied_by: 'hook' };
const permission = { status: 'denied', denied_by: 'permission' };

/** By label: what the entry must say, with the beginning of its result. */
const EXPECTED: Record<string, object> = {
	ok: { tool: 'Bash', status: 'ok', result_snippet: 'hello', duration_ms: expect.any(Number) },
	failing: { status: 'error', result_snippet: expect.stringContaining('Exit code 3') },
	missing: { tool: 'Read', status: 'error' },
	read: { status: 'ok', result_snippet: expect.stringContaining('line a') },
	refused: { tool: 'Write', ...permission, reason: expect.stringContaining('outside.txt') },
	exit: { ...hook, reason: expect.stringContaining('no such commands') },
	json: { ...hook, reason: expect.stringContaining('not this one') },
	// What ran, and not what was asked for.
	changed: { status: 'ok', args: { command: 'echo rewritten' }, result_snippet: 'rewritten' },
	rule: { status: 'denied', denied_by: 'rule' },
	unknown: { tool: 'NoSuchTool', status: 'error' },
	invalid: { tool: 'Read', status: 'error' },
	mcp: { status: 'ok', result_snippet: 'fine', mcp_server: 'tiny' },
	'mcp-error': { status: 'error', mcp_server: 'tiny' },
	'mcp-refusal': { status: 'error', mcp_server: 'tiny' },
	'mcp-image': { status: 'ok', result_snippet: expect.stringContaining('image/png') },
	inside: { status: 'ok', parent_call_id: 'agent', agent_id: expect.any(String) },
	'refused-inside': { ...permission, parent_call_id: 'agent' },
	agent: { tool: 'Agent', status: 'ok' },
	large: { status: 'ok', result_chars: expect.any(Number) },
	background: { status: 'ok' },
	timeout: { tool: 'Bash' },
};

function byLabel({ entries }: Machine): Record<string, Record<string, unknown>> {
	const all = entries();
	const found = Object.fromEntries(
		all.map(({ parent_call_id: parent, ...entry }) => [
			labelOf(entry.call_id),
			{ ...entry, ...(typeof parent === 'string' && { parent_call_id: labelOf(parent) }) },
		]),
	);
	expect(Object.keys(found)).toHaveLength(all.length);
	return found;
}

test('each call of a session is recorded once, as it ended', async () => {
	const machine = await openMachine();
	const ended = await machine.run(machine.model.play(...turnsOf(machine)));
	expect(ended.code).toBe(0);
	// The guard alone refuses, with code 2.
	expect(ended.hooks.filter(({ event, exitCode }) => event !== 'PreToolUse' && exitCode)).toEqual(
		[],
	);
	const found = byLabel(machine);
	expect(Object.keys(found).sort()).toEqual(Object.keys(EXPECTED).sort());
	expect(found).toMatchObject(EXPECTED);
	for (const entry of Object.values(found)) {
		expect(entry).toMatchObject({ source: 'claude-code', session: ended.session, user: 'ada' });
	}
	expect(machine.capture.status()).toMatchObject({ isConnected: true, failures: { count: 0 } });
});

test('two scopes that are both connected record each call once', async () => {
	const machine = await openMachine({ scopes: ['user', 'project', 'local'] });
	const { model } = machine;
	await machine.run(model.play([bash('one', 'echo 1'), bash('two', 'echo 2')]));
	expect(Object.keys(byLabel(machine)).sort()).toEqual(['one', 'two']);
});

test('the settings are the same bytes after the agent is disconnected', async () => {
	const machine = await openMachine();
	const { capture, settingsFile, model } = machine;
	expect(readFileSync(settingsFile, 'utf8')).not.toBe(SETTINGS);
	capture.disconnect(capture.planDisconnect());
	expect(readFileSync(settingsFile, 'utf8')).toBe(SETTINGS);
	const ended = await machine.start(model.play([bash('unseen', 'echo 1')])).ended;
	expect(ended.code).toBe(0);
	expect(machine.entries()).toEqual([]);
});

test.each([
	// The agent ends what runs, and tells of it.
	['SIGTERM', { status: 'error', result_snippet: expect.stringContaining('Exit code') }],
	['SIGKILL', { status: 'error', reason: 'never finished' }],
] as const)(
	'a call that %s ended with its agent is recorded when the next session begins, at the latest',
	async (signal, expected) => {
		const machine = await openMachine();
		const { model, at } = machine;
		const begun = at('project/begun');
		const cut = bash('cut', `touch ${begun}; sleep 60`);
		const prompt = model.play([bash('before', 'echo 1')], [cut]);
		const killed = machine.start(prompt);
		await until('the call before is recorded', () => machine.entries().length === 1);
		await until('the call runs', () => existsSync(begun));
		killed.kill(signal);
		await killed.ended;
		await machine.run(model.play([bash('after', 'echo 2')]));
		expect(byLabel(machine)).toMatchObject({
			before: { status: 'ok' },
			cut: expected,
			after: { status: 'ok' },
		});
	},
);

test('a session that goes on keeps its call while another one ends', async () => {
	const machine = await openMachine();
	const { model } = machine;
	const long = machine.start(model.play([bash('long', 'sleep 12')]));
	await until('the call runs', () => model.asked.length === 1);
	await machine.start(model.play([bash('short', 'echo 1')])).ended;
	await until('the short one is over', () => machine.sessions().length === 1);
	expect(Object.keys(byLabel(machine))).toEqual(['short']);
	expect((await long.ended).code).toBe(0);
	await machine.settle();
	expect(byLabel(machine)).toMatchObject({ short: { status: 'ok' }, long: { status: 'ok' } });
});

test('a session that is resumed or forked records no call again', async () => {
	const machine = await openMachine();
	const { model } = machine;
	const { session } = await machine.run(model.play([bash('first', 'echo 1')]));
	await machine.run(model.play([bash('second', 'echo 2')]), '--resume', session);
	await machine.run(model.play([bash('third', 'echo 3')]), '--resume', session, '--fork-session');
	expect(Object.keys(byLabel(machine)).sort()).toEqual(['first', 'second', 'third']);
});

test('an agent goes on when nothing can be written, and the failure is counted', async () => {
	const machine = await openMachine({ logs: 'a file' });
	const { model } = machine;
	const ended = await machine.start(model.play([bash('lost', 'echo 1')])).ended;
	expect(ended.code).toBe(0);
	expect(ended.hooks.filter(({ exitCode, output }) => exitCode !== 0 || output !== '')).toEqual([]);
	expect(machine.capture.status().failures.count).toBeGreaterThan(0);
});
