/** Sessions that end in the middle of a call, go on later, or run beside each other. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SETTINGS, machineForTest, type Machine } from './machine.ts';
import { labelOf, use } from './model.ts';
import { until } from './until.ts';

const outcomes = ({ entries }: Machine) =>
	entries().map(({ call_id, status, denied_by = '', reason = '' }) =>
		[labelOf(call_id), status, denied_by, reason].join(' ').trim(),
	);
const bash = (label: string, command: string) => use(label, 'Bash', { command });
/** A command that runs until the file `go` is there, or the folder is gone: an agent that is killed leaves it behind. */
const WAITING = 'touch begun; sh -c "until test -e go || ! test -e begun; do sleep 0.1; done"';

async function startWaiting(machine: Machine) {
	const { model, at } = machine;
	const running = machine.start(model.play([bash('long', WAITING), bash('after', 'touch after')]));
	await until('the command runs', () => existsSync(at('project/begun')));
	return running;
}

test('SIGTERM: the call that ran failed, and the one after it never finished', async () => {
	const machine = await machineForTest();
	const running = await startWaiting(machine);
	running.kill('SIGTERM');
	await running.ended;
	await machine.settle();
	expect(outcomes(machine)).toEqual(['long error', 'after error  never finished']);
});

test('SIGINT: the call that ran was interrupted, and the one after it denied', async () => {
	const machine = await machineForTest();
	const running = await startWaiting(machine);
	running.kill('SIGINT');
	await running.ended;
	await machine.settle();
	expect(outcomes(machine)).toEqual([
		'long error  interrupted',
		'after denied user User rejected tool use',
	]);
});

test('SIGKILL: the next start finds the calls that never finished', async () => {
	const machine = await machineForTest();
	const { model } = machine;
	const running = await startWaiting(machine);
	running.kill('SIGKILL');
	await running.ended;
	expect(machine.entries()).toEqual([]);
	await machine.run(model.play([bash('next', 'echo next')]));
	expect(outcomes(machine).sort()).toEqual([
		'after error  never finished',
		'long error  never finished',
		'next ok',
	]);
});

test('a session that goes on beside another one keeps its open calls', async () => {
	const machine = await machineForTest();
	const { model, at } = machine;
	const running = await startWaiting(machine);
	const [first] = machine.sessions();
	expect(machine.agentOf(first!)).toBe(running.pid);
	await machine.start(model.play([bash('beside', 'echo beside')])).ended;
	await until('the second session is over', () => machine.sessions().length === 1);
	expect([machine.sessions(), outcomes(machine)]).toEqual([[first], ['beside ok']]);
	await machine.start(model.play([bash('go', 'touch go')])).ended;
	expect(existsSync(at('project/go'))).toBe(true);
	await running.ended;
	await machine.settle();
	expect(outcomes(machine).sort()).toEqual(['after ok', 'beside ok', 'go ok', 'long ok']);
});

test('a session that is resumed or forked tells of each call once', async () => {
	const machine = await machineForTest();
	const { model } = machine;
	const play = (label: string) => model.play([bash(label, `echo ${label}`)]);
	const { session } = await machine.run(play('first'));
	const resumed = await machine.run(play('second'), '--resume', session);
	const forked = await machine.run(play('third'), '--resume', session, '--fork-session');
	expect(resumed.session).toBe(session);
	expect(forked.session).not.toBe(session);
	expect(outcomes(machine)).toEqual(['first ok', 'second ok', 'third ok']);
	expect(machine.entries().map((entry) => entry.session)).toEqual([
		...[session, session, forked.session],
	]);
});

test('a session that was killed and is resumed: what never finished is told once', async () => {
	const machine = await machineForTest();
	const { model } = machine;
	const running = await startWaiting(machine);
	const [session] = machine.sessions();
	running.kill('SIGKILL');
	await running.ended;
	await machine.run(model.play([bash('next', 'echo next')]), '--resume', session!);
	expect(outcomes(machine).sort()).toEqual([
		'after error  never finished',
		'long error  never finished',
		'next ok',
	]);
});

test('connected in several scopes: each call is told once, and all settings come back', async () => {
	const machine = await machineForTest({ scopes: ['user', 'project', 'local'] });
	const { capture, model, at } = machine;
	await machine.run(
		model.play([
			bash('ok', 'echo ok'),
			bash('exit', 'echo exit-two'),
			bash('bad', 'sh -c "exit 1"'),
		]),
	);
	expect(
		outcomes(machine)
			.map((line) => line.split(' ', 2).join(' '))
			.sort(),
	).toEqual([...['bad error', 'exit denied', 'ok ok']]);
	for (const scope of ['user', 'project', 'local'] as const) {
		capture.disconnect(capture.planDisconnect({ scope }));
	}
	expect(readFileSync(at('person/.claude/settings.json'), 'utf8')).toBe(SETTINGS);
	expect(existsSync(at('project/.claude/settings.json'))).toBe(false);
	expect(existsSync(at('project/.claude/settings.local.json'))).toBe(false);
});

test('the agent goes on when nothing can be written, and the failure is counted', async () => {
	const machine = await machineForTest({ logs: 'a file' });
	const { code, hooks } = await machine.start(machine.model.play([bash('lost', 'echo 1')])).ended;
	expect(code).toBe(0);
	expect(hooks.filter(({ exitCode, output }) => exitCode !== 0 || output !== '')).toEqual([]);
	expect(machine.capture.status().failures.count).toBeGreaterThan(0);
});

test('a call that auto mode denies is denied by the classifier, in hooks and in the history', async () => {
	const machine = await machineForTest();
	const { model } = machine;
	const prompt = model.play([bash('risky', 'git push --force'), bash('ok', 'echo ok')]);
	await machine.run(prompt, '--permission-mode', 'auto');
	const { entries: imported } = await machine.importAnew();
	for (const entries of [machine.entries(), imported]) {
		const denied = entries.filter(({ status }) => status === 'denied');
		expect(denied.map(({ call_id, denied_by }) => [labelOf(call_id), denied_by])).toEqual([
			['risky', 'classifier'],
		]);
	}
	expect(machine.entries()).toHaveLength(2);
});
