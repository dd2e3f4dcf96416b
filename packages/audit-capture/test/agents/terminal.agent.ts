/** Calls that a person refuses or interrupts at the terminal: no hook tells of them, so the sweep finds them. */
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { machineForTest, type Machine } from './machine.ts';
import { labelOf, use } from './model.ts';
import { until } from './until.ts';

type Terminal = Awaited<ReturnType<Machine['terminal']>>;

/** A key that is pressed while the screen is still drawn is lost. */
const DRAWN_MS = 500;

const outcomes = ({ entries }: Machine) =>
	entries().map(({ call_id, status, denied_by, reason }) => [
		...[labelOf(call_id), status],
		...(denied_by === undefined ? [] : [denied_by]),
		...(reason === undefined ? [] : [reason]),
	]);

async function enter(terminal: Terminal, text: string): Promise<void> {
	await wait(DRAWN_MS);
	terminal.type(text);
	await wait(DRAWN_MS);
	terminal.press('enter');
}

async function leave(machine: Machine, terminal: Terminal): Promise<void> {
	await enter(terminal, '/exit');
	await terminal.ended;
	await machine.settle();
}

test.each([
	['Esc', '\x1b'],
	['No', '3'],
])('%s at the question: denied by the user, and the call after it too', async (_, key) => {
	const machine = await machineForTest();
	const { model, at } = machine;
	const terminal = await machine.terminal(
		model.play([
			use('asked', 'Write', { file_path: at('project/new.txt'), content: 'x' }),
			use('after', 'Bash', { command: 'echo after' }),
		]),
	);
	await until('the question is there', () => terminal.text().includes('Doyouwantto'));
	const [session] = machine.sessions();
	expect(machine.agentOf(session!)).toBe(terminal.pid);
	await wait(DRAWN_MS);
	terminal.type(key);
	await until('the call is refused', () => terminal.text().includes('Interrupted'));
	await leave(machine, terminal);
	const denied = ['denied', 'user', 'User rejected tool use'];
	expect(outcomes(machine)).toEqual([
		['asked', ...denied],
		['after', ...denied],
	]);
});

test('Esc while a command runs: it ran, the call after it did not, and the session goes on', async () => {
	const machine = await machineForTest();
	const { model, at } = machine;
	const terminal = await machine.terminal(
		model.play([
			use('long', 'Bash', { command: 'touch begun; sleep 100' }),
			use('after', 'Bash', { command: 'touch after' }),
		]),
	);
	await until('the command runs', () => existsSync(at('project/begun')));
	await wait(DRAWN_MS);
	terminal.press('escape');
	await until('it is interrupted', () => terminal.text().includes('Interrupted'));
	await enter(terminal, model.play([use('next', 'Bash', { command: 'echo next' })]));
	await until('the next call is recorded', () => machine.entries().length > 0);
	await leave(machine, terminal);
	expect(outcomes(machine)).toEqual([
		['next', 'ok'],
		['long', 'error', 'interrupted'],
		['after', 'denied', 'user', 'User rejected tool use'],
	]);
	expect(existsSync(at('project/after'))).toBe(false);
});
