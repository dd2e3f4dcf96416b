import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CapturedCall } from '../captured-call.ts';
import { callsOf, readPayload } from './payload.ts';
import { createPairing } from './transcript.ts';
import { readTranscriptLine } from './transcript-line.ts';

const FIXTURES = new URL('../../test/fixtures/claude-code/', import.meta.url);

function read(text: string, isOver = true) {
	const pairing = createPairing({ host: 'box' });
	const calls: CapturedCall[] = [];
	let unknown = 0;
	for (const [index, line] of text.trim().split('\n').entries()) {
		const read = readTranscriptLine(Buffer.from(line));
		if (read && 'answered' in read) {
			unknown++;
			pairing.skip(read);
		} else if (read) calls.push(...pairing.add(read, index).map(({ captured }) => captured));
	}
	if (isOver) for (const open of pairing.open()) calls.push(pairing.close(open));
	return { calls, unknown };
}

const readFixture = (name: string) => read(readFileSync(new URL(name, FIXTURES), 'utf8'));
const outcomes = (calls: CapturedCall[]) =>
	calls.map(({ call: { call_id, tool, status, denied_by, reason } }) => [
		...[call_id.slice(6, 10), tool, status],
		...(denied_by === undefined && reason === undefined ? [] : [denied_by, reason]),
	]);

test('every call of a session, with its status', () => {
	const { calls, unknown } = readFixture('transcript.jsonl');
	expect(unknown).toBe(0);
	expect(outcomes(calls)).toEqual([
		['0001', 'Bash', 'ok'],
		['0002', 'Bash', 'error'],
		['0004', 'Read', 'ok'],
		['0003', 'Read', 'error'],
		['0005', 'Write', 'denied', 'permission', expect.stringContaining('requested permissions')],
		['0006', 'Bash', 'denied', 'hook', expect.stringContaining('blocked by test rule')],
		['0007', 'Bash', 'denied', 'hook', expect.stringContaining('json deny by test')],
		['0008', 'Bash', 'ok'],
		['0009', 'Bash', 'denied', 'rule', expect.stringContaining('has been denied')],
		['0010', 'NoSuchTool', 'error'],
		['0011', 'Read', 'error'],
		['0012', 'mcp__tiny__good', 'ok'],
		['0013', 'mcp__tiny__bad', 'error'],
		['0014', 'mcp__tiny__rpcerr', 'error'],
		['0015', 'mcp__tiny__image', 'ok'],
		['0016', 'Agent', 'ok'],
		['0018', 'Bash', 'ok'],
		['0019', 'Bash', 'ok'],
		['0020', 'Bash', 'error'],
	]);
	expect(calls[11]!.call).toMatchObject({
		...{
			result: '{"a":1}',
			mcp_server: 'tiny',
			model: 'claude-opus-5-5',
			cwd: '/home/ada/project',
		},
		...{ session: 'ba489b65-1641-4d4a-ba09-67a4668bbf85', agent: 'claude-code', duration_ms: 46 },
	});
	expect(calls[12]!.call.result).toBe('it failed');
});

const REJECTED = 'User rejected tool use';

test.each([
	[
		'transcript-esc-prompt.jsonl',
		[
			['0001', 'Write', 'denied', 'user', REJECTED],
			['0002', 'Bash', 'denied', 'user', REJECTED],
		],
	],
	[
		'transcript-esc-run.jsonl',
		[
			['0001', 'Bash', 'error', undefined, 'interrupted'],
			['0002', 'Bash', 'denied', 'user', REJECTED],
		],
	],
	[
		'transcript-term.jsonl',
		[
			['0001', 'Bash', 'error'],
			['0002', 'Bash', 'error', undefined, 'never finished'],
		],
	],
	[
		'transcript-kill.jsonl',
		[
			['0001', 'Bash', 'error', undefined, 'never finished'],
			['0002', 'Bash', 'error', undefined, 'never finished'],
		],
	],
	['subagents/agent-a1.jsonl', [['0017', 'Bash', 'ok']]],
	['odd-lines.jsonl', []],
])('%s', (name, expected) => {
	const { calls, unknown } = readFixture(name);
	expect(outcomes(calls)).toEqual(expected);
	expect(unknown).toBe(0);
});

test('a fork has the calls of the session that it was made from, under the same ids', () => {
	const [resumed, forked] = [readFixture('resumed.jsonl'), readFixture('forked.jsonl')];
	const idsOf = ({ calls }: typeof forked) => calls.map(({ call }) => [call.call_id, call.session]);
	expect(idsOf(forked).slice(0, 2)).toEqual(idsOf(resumed));
	expect(forked.calls[2]!.call.session).toMatch(/^3b232b/);
});

const use = (id: string, more: object = {}) =>
	JSON.stringify({
		...{ type: 'assistant', timestamp: '2026-02-12T10:00:00.000Z', sessionId: 's', uuid: id },
		message: { content: [{ type: 'tool_use', id, name: 'Bash', input: {} }] },
		...more,
	});
const answer = (id: string, content: unknown, more: object = {}) =>
	JSON.stringify({
		...{ type: 'user', timestamp: '2026-02-12T10:00:01.000Z', sessionId: 's' },
		message: { content: [{ type: 'tool_result', tool_use_id: id, is_error: true, content }] },
		...more,
	});

const DEEP = 'in its place comes a deep value';

test('in older versions only the text tells that a call was denied', () => {
	const text = (content: string) =>
		outcomes(read(`${use('toolu_1')}\n${answer('toolu_1', content)}`).calls)[0]!.slice(2);
	expect(text('PreToolUse:Bash hook error: no')).toEqual(['denied', 'hook', expect.any(String)]);
	expect(text("The user doesn't want to take this action right now. STOP")).toEqual([
		...['denied', 'user', 'refused or interrupted'],
	]);
	expect(text('cat: x: Permission to use x has been denied')).toEqual(['error']);
});

test('what auto mode denied was denied by the classifier', () => {
	const permissionDecision = { decision: 'reject', source: 'config', reasonType: 'classifier' };
	const lines = [
		use('toolu_1'),
		answer('toolu_1', 'Auto mode is unavailable', { permissionDecision }),
	];
	expect(read(lines.join('\n')).calls[0]!.call['denied_by']).toBe('classifier');
});

test('in older versions the program keeps a shorter text of a refusal', () => {
	const told = "The user doesn't want to proceed with this tool use. The tool use was rejected";
	const lines = [
		use('toolu_1'),
		answer('toolu_1', told, { toolUseResult: 'User rejected tool use' }),
	];
	const [{ call }] = read(lines.join('\n')).calls as [CapturedCall];
	expect(call).toMatchObject({
		status: 'denied',
		denied_by: 'user',
		result: 'User rejected tool use',
	});
	expect(call['reason']).toBe('refused or interrupted');
});

test('the words of a denial in what a tool printed change nothing', () => {
	const content = 'PreToolUse:Bash hook error: no';
	const lines = [use('toolu_1'), answer('toolu_1', content).replace('"is_error":true', '"x":1')];
	expect(outcomes(read(lines.join('\n')).calls)[0]!.slice(2)).toEqual(['ok']);
});

test.each([
	['a call without an id', use('')],
	['a result without an id', answer('', 'x')],
	['no time', use('toolu_1', { timestamp: undefined })],
	['content that is no list', use('toolu_1', { message: { content: { type: 'tool_use' } } })],
	['a torn line', use('toolu_1').slice(0, -9)],
	['a time before 2000', use('toolu_1', { timestamp: '1999-12-31T23:59:59.999Z' })],
	['a time in the future', use('toolu_1', { timestamp: new Date(Date.now() + 90_000).toJSON() })],
	['a time that no clock tells', use('toolu_1', { timestamp: '+275760-09-13T00:00:00.000Z' })],
])('a shape that was never seen is counted: %s', (_, line) => {
	expect(read(line)).toEqual({ calls: [], unknown: 1 });
});

test.each([
	[
		'an error that is a word',
		answer('toolu_1', 'no').replace('"is_error":true', '"is_error":"true"'),
	],
	['an error that is a number', answer('toolu_1', 'no').replace('"is_error":true', '"is_error":1')],
	['a result in the future', answer('toolu_1', 'no', { timestamp: '2999-01-01T00:00:00.000Z' })],
])('a call whose result is not known has no status: %s', (_, line) => {
	expect(read(`${use('toolu_1')}\n${line}`)).toEqual({ calls: [], unknown: 1 });
});

test.each([
	['null', 'null'],
	['text', JSON.stringify({ type: 'user', message: { content: 'a tool_use" in text' } })],
	['another type', use('toolu_1', { type: 'progress' })],
])('a line about nothing is none: %s', (_, line) => {
	expect(read(line)).toEqual({ calls: [], unknown: 0 });
});

test('numbers keep their digits', () => {
	const line = use('toolu_1').replace('"input":{}', '"input":{"n":12345678901234567890}');
	expect(read(line).calls[0]!.call.args).toEqual({ n: 12345678901234567890n });
});

test.each([
	['a result', [use('toolu_1'), answer('toolu_1', 'x', { toolUseResult: DEEP })]],
	['content', [use('toolu_1'), answer('toolu_1', DEEP)]],
	['arguments', [use('toolu_1').replace('"input":{}', `"input":{"x":"${DEEP}"}`)]],
])('a deep value stops nothing: %s', (_, lines) => {
	for (const inner of ['', '12345678901234567890']) {
		const deep = '['.repeat(50_000) + inner + ']'.repeat(50_000);
		const text = [...lines, use('toolu_2')].join('\n').replaceAll(`"${DEEP}"`, deep);
		expect(read(text)).toMatchObject({ calls: { length: 2 }, unknown: 0 });
	}
});

test('a call without an id of its own has the name that its event gives it', () => {
	const nameOf = (more: object) =>
		read(`${use('call_0')}\n${answer('call_0', 'x', more)}`).calls[0]!.call.call_id;
	const payload = readPayload({ hook_event_name: 'PostToolUse', session_id: 's' });
	const event = { tool_use_id: 'call_0', tool_name: 'Bash' };
	for (const prompt of ['', 'p']) {
		const told = callsOf({ ...payload, prompt, fields: event }, { receivedMs: 0 });
		expect(nameOf({ promptId: prompt })).toBe(told[0]!.call.call_id);
	}
});
