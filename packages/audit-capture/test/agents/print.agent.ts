/** Each way in which a call can end when no person is there (`claude -p`), in one session. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { HOOK_EVENTS } from '../../src/claude-code/settings/hook-command.ts';
import { openMachine, SETTINGS, type Entry, type Machine } from './machine.ts';
import { labelOf, use } from './model.ts';
import type { Ended } from './program.ts';

const bash = (label: string, command: string, more: object = {}) =>
	use(label, 'Bash', { command, description: label, ...more });

let machine: Machine;
let ended: Ended;
let entries: Entry[];

beforeAll(async () => {
	machine = await openMachine();
	const { model, at } = machine;
	const inside = model.play([
		bash('inside', 'echo inside'),
		use('far', 'Read', { file_path: at('far.txt') }),
	]);
	const prompt = model.play(
		[
			bash('ok', 'echo hello'),
			bash('failing', 'sh -c "echo out; echo err >&2; exit 3"'),
			use('missing', 'Read', { file_path: at('project/none.txt') }),
			use('read', 'Read', { file_path: at('project/a.txt') }),
		],
		[
			use('unasked', 'Write', { file_path: at('outside.txt'), content: 'hi' }),
			bash('exit', 'echo exit-two'),
			bash('json', 'echo deny-json'),
			bash('rewritten', 'echo rewrite'),
			bash('rule', 'rm -rf zz'),
		],
		[
			use('unknown', 'NoSuchTool', { a: 1 }),
			use('unfit', 'Read', { nothing: 1 }),
			use('good', 'mcp__tiny__good', { x: 'y' }),
			use('bad', 'mcp__tiny__bad', {}),
			use('refusing', 'mcp__tiny__refusing', {}),
			use('image', 'mcp__tiny__image', {}),
		],
		[
			use('agent', 'Agent', {
				...{ description: 'a subagent', prompt: inside, subagent_type: 'general-purpose' },
				run_in_background: false,
			}),
		],
		[
			bash('large', 'seq 20000'),
			bash('background', 'sleep 1', { run_in_background: true }),
			bash('slow', 'sh -c "echo begun; sleep 3"', { timeout: 1000 }),
		],
	);
	ended = await machine.run(prompt);
	entries = machine.entries();
	return () => machine.close();
}, 120_000);

const entryOf = (label: string) => entries.find(({ call_id }) => labelOf(call_id) === label)!;
const idsOf = (all: Entry[]) => all.map(({ call_id }) => call_id).sort();

test('every call that the model asked for is in the log, once', () => {
	expect(idsOf(entries)).toEqual([...machine.model.asked].sort());
});

test.each([
	['ok', 'ok', 'hello'],
	['failing', 'error', 'Exit code 3\nout\nerr'],
	['missing', 'error', 'File does not exist'],
	['read', 'ok', 'line a'],
	['rewritten', 'ok', 'rewritten'],
	['good', 'ok', 'fine'],
	['bad', 'error', 'it failed'],
	['refusing', 'error', 'no such thing'],
	['image', 'ok', '[image/png, '],
	['unknown', 'error', 'No such tool available: NoSuchTool'],
	['unfit', 'error', 'InputValidationError: '],
	['inside', 'ok', 'inside'],
	['agent', 'ok', 'Done.'],
	['large', 'ok', '1\n2\n3\n'],
	['background', 'ok', 'Running in the background as '],
	['slow', 'ok', 'begun\nTimed out after 1000 ms. Running in the background as '],
])('the call %s ends with %s', (label, status, result) => {
	const { denied_by, reason, ...entry } = entryOf(label);
	expect([entry.status, denied_by, reason]).toEqual([status, undefined, undefined]);
	expect(entry.result_snippet).toContain(result);
});

test.each([
	['unasked', 'permission', 'Claude requested permissions to write to '],
	['far', 'permission', 'Claude requested permissions to read from '],
	['exit', 'hook', 'no such commands'],
	['json', 'hook', 'not this one'],
	['rule', 'rule', 'Permission to use Bash with command rm -rf zz has been denied.'],
])('the call %s is denied by %s', (label, by, reason) => {
	const entry = entryOf(label);
	expect([entry.status, entry.denied_by]).toEqual(['denied', by]);
	expect(entry.reason).toContain(reason);
});

test('a call that ran has its duration, and one that did not has none', () => {
	const timed = entries.filter(({ duration_ms }) => duration_ms !== undefined);
	const notRun = ['unasked', 'far', 'exit', 'json', 'rule', 'unknown', 'unfit'];
	expect(timed.map(({ call_id }) => labelOf(call_id)).sort()).toEqual(
		idsOf(entries)
			.map(labelOf)
			.filter((label) => !notRun.includes(label)),
	);
	expect(entryOf('slow').duration_ms).toBeGreaterThanOrEqual(1000);
});

test('arguments that another hook changed are those that ran', () => {
	expect(entryOf('rewritten').args).toEqual({ command: 'echo rewritten' });
});

test('calls of a subagent name the call that started it', () => {
	const named = entries.filter(({ parent_call_id }) => parent_call_id !== undefined);
	expect(named.map(({ call_id }) => labelOf(call_id)).sort()).toEqual(['far', 'inside']);
	expect(new Set(named.map(({ parent_call_id }) => parent_call_id))).toEqual(
		new Set([entryOf('agent').call_id]),
	);
});

test('a large output has the length of the whole', () => {
	expect(entryOf('large').result_chars).toBe(108_894);
});

test('each call has its session, its folder and its server', () => {
	const all = entries.map(({ session, cwd }) => `${session} ${cwd}`);
	expect(new Set(all)).toEqual(new Set([`${ended.session} ${machine.project}`]));
	expect(entryOf('good').mcp_server).toBe('tiny');
});

// The transcript may lag behind a quick call: then its entry has no model.
test('calls have their model, if they have one', () => {
	const models = new Set(entries.flatMap(({ model }) => model ?? []));
	expect([...models]).toEqual([expect.stringMatching(/^claude-/)]);
});

test('the agent sees no hook of ours fail or speak', () => {
	const ours = ended.hooks.filter(({ event }) =>
		(HOOK_EVENTS as readonly string[]).includes(event),
	);
	expect(new Set(ours.map(({ event }) => event))).toEqual(
		new Set([
			...['SessionStart', 'UserPromptSubmit', 'PostToolUse', 'PostToolUseFailure'],
			...['PostToolBatch', 'SubagentStop'],
		]),
	);
	expect(ours.filter(({ exitCode, output }) => exitCode !== 0 || output !== '')).toEqual([]);
	expect(machine.capture.status()).toMatchObject({ isConnected: true, problems: [] });
	expect(machine.capture.status().failures.count).toBe(0);
});

test('the transcripts alone tell of the same calls, and hold no line that is not known', async () => {
	const { report, entries: imported } = await machine.importAnew();
	expect(report).toMatchObject({ unknownLines: 0, unreadable: [], open: 0 });
	const outcomes = (all: Entry[]) =>
		all
			.map(({ call_id, status, denied_by = '' }) => `${labelOf(call_id)} ${status} ${denied_by}`)
			.sort();
	expect(outcomes(imported)).toEqual(outcomes(entries));
});

test('disconnecting gives the settings back as they were, byte for byte, and ends the recording', async () => {
	const { capture, at, model } = machine;
	const settings = () => readFileSync(at('person/.claude/settings.json'), 'utf8');
	expect(settings()).not.toBe(SETTINGS);
	capture.disconnect(capture.planDisconnect());
	expect(settings()).toBe(SETTINGS);
	const { code } = await machine.run(model.play([bash('unseen', 'echo 1')]));
	expect([code, machine.entries().length]).toEqual([0, entries.length]);
});
