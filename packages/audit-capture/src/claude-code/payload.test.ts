import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { callsOf, parsePayload, readPayload } from './payload.ts';

const FIXTURES = new URL('../../test/fixtures/claude-code/', import.meta.url);
const payloads = readFileSync(new URL('hooks.jsonl', FIXTURES), 'utf8')
	.trim()
	.split('\n')
	.map((line) => readPayload(JSON.parse(line)));
const RECEIVED = Date.parse('2026-11-28T08:13:40.000Z');
const all = payloads.flatMap((payload) => callsOf(payload, { receivedMs: RECEIVED, host: 'box' }));
const first = new Map<string, (typeof all)[number]>();
for (const one of all) if (!first.has(one.call.call_id)) first.set(one.call.call_id, one);

const outcome = (end: string) => {
	const found = [...first.values()].find(({ call }) => call.call_id.startsWith(`toolu_${end}`));
	const { tool, status, denied_by, reason, result } = found!.call as Record<string, unknown>;
	return [tool, status, denied_by, reason, result];
};

test('tells of each of the twenty calls', () => expect(first.size).toBe(20));

test.each([
	['0001', ['Bash', 'ok', undefined, undefined, 'hello']],
	['0002', ['Bash', 'error', undefined, undefined, 'Exit code 3\nout\nerr']],
	['0004', ['Read', 'ok', undefined, undefined, 'line a\n']],
	['0010', ['NoSuchTool', 'error', undefined, undefined, 'No such tool available: NoSuchTool']],
	['0012', ['mcp__tiny__good', 'ok', undefined, undefined, '{"a":1}']],
	['0013', ['mcp__tiny__bad', 'error', undefined, undefined, 'it failed']],
	['0017', ['Bash', 'ok', undefined, undefined, 'from sub']],
	['0019', ['Bash', 'ok', undefined, undefined, 'Running in the background as bgscv4jd3']],
])('the call %s ran', (id, expected) => expect(outcome(id)).toEqual(expected));

test.each([
	['0005', 'permission', 'Claude requested permissions to write to /home/ada/outside/x.txt,'],
	['0006', 'hook', 'PreToolUse:Bash hook error: [/opt/t/hook.sh PreToolUse]: blocked by test rule'],
	['0007', 'hook', 'PreToolUse:Bash hook error: json deny by test'],
	['0009', 'rule', 'Permission to use Bash with command rm -rf /home/ada/project/zz has been den'],
])('the call %s was denied by %s', (id, by, why) => {
	const [, status, deniedBy, reason, result] = outcome(id);
	expect([status, deniedBy]).toEqual(['denied', by]);
	expect(reason).toEqual(expect.stringContaining(why));
	expect(result).toBe(reason);
});

test('a hook that changed the arguments: those that ran', () => {
	const { call } = [...first.values()].find(({ call }) => call.call_id.startsWith('toolu_0008'))!;
	expect(call.args).toEqual({ command: 'echo rewritten' });
});

test('an image is named and not kept', () => {
	expect(String(outcome('0015')[4])).toMatch(
		/^\[image\/png, 12 base64 characters\]\n\[Image: source/,
	);
});

test('a call began its duration ago', () => {
	const { call, startMs } = first.get('toolu_0001qnbgavKd7Vw3XqRbN2mT')!;
	expect(call).toMatchObject({ duration_ms: 18, host: 'box', agent: 'claude-code' });
	expect(startMs).toBe(RECEIVED - 18);
});

const answered = (response: unknown, more: object = {}) => {
	const payload = readPayload({
		...{ hook_event_name: 'PostToolUse', session_id: 's', tool_name: 'Bash' },
		...{ tool_use_id: 'toolu_1', tool_response: response, ...more },
	});
	return callsOf(payload, { receivedMs: RECEIVED, host: 'box' })[0]!;
};

test('a command that went on in the background when its time was over', () => {
	const { call } = answered({ stdout: 'begun', backgroundTaskId: 'b1', timedOutAfterMs: 1000 });
	expect(call.result).toBe('begun\nTimed out after 1000 ms. Running in the background as b1');
});

test.each([
	[{ stdout: 'x'.repeat(300), persistedOutputSize: 900 }, 900],
	[{ stdout: 'é'.repeat(300), persistedOutputSize: 1200 }, 600],
	[{ stdout: 'whole', persistedOutputSize: 5 }, undefined],
	[{ stdout: 'whole' }, undefined],
])('an output that was cut has the length of the whole: %#', (response, chars) => {
	expect(answered(response).resultChars).toBe(chars);
});

test('the name of an MCP tool has its server, where nothing else tells it', () => {
	const payload = readPayload({
		...{ hook_event_name: 'PostToolUse', session_id: 's', tool_response: 'x' },
		...{ tool_name: 'mcp__tiny__good', tool_use_id: 'toolu_1' },
	});
	const [one] = callsOf(payload, { receivedMs: RECEIVED, host: 'box' });
	expect(one!.call['mcp_server']).toBe('tiny');
});

test('a call that was denied has its model', () => {
	const payload = payloads.find(({ fields }) =>
		JSON.stringify(fields).includes('has been denied'),
	)!;
	const surroundings = { receivedMs: RECEIVED, host: 'box', modelOf: (id: string) => `of ${id}` };
	const { call } = callsOf(payload, surroundings).find(({ call }) => call.denied_by === 'rule')!;
	expect(call['model']).toBe(`of ${call.call_id}`);
});

test('a batch decides nothing about a text that a tool may have printed', () => {
	const payload = readPayload({
		...{ hook_event_name: 'PostToolBatch', session_id: 's' },
		tool_calls: [{ tool_name: 'Bash', tool_use_id: 'toolu_1', tool_response: 'hello' }],
	});
	expect(callsOf(payload, { receivedMs: RECEIVED, host: 'box' })).toEqual([]);
});

const batched = (tool: string, text: string) => {
	const payload = readPayload({
		...{ hook_event_name: 'PostToolBatch', session_id: 's' },
		tool_calls: [{ tool_name: tool, tool_use_id: 'toolu_1', tool_response: text }],
	});
	return callsOf(payload, { receivedMs: RECEIVED })[0]?.call;
};
const NOT_GRANTED = "but you haven't granted it yet.";

test.each([
	['Bash', 'Permission to use Bash with command ls has been denied. Try another way.', 'rule'],
	['mcp__s3__put', 'Permission to use mcp__s3__put has been denied.', 'rule'],
	['Write', `Claude requested permissions to write to /a, ${NOT_GRANTED}`, 'permission'],
	[
		'mcp__s3__put',
		`Claude requested permissions to use mcp__s3__put, ${NOT_GRANTED}`,
		'permission',
	],
	['mcp__s3__put', 'PreToolUse:mcp__s3__put hook error: no', 'hook'],
])('a batch tells that a call of %s was denied: %s', (tool, text, by) => {
	expect(batched(tool, text)).toMatchObject({ status: 'denied', denied_by: by });
});

test.each([
	['mcp__s3__put', 'Permission to use the bucket has been denied by S3'],
	['mcp__s3__put', 'Permission to use mcp__s3__put has been denied. Says S3.'],
	['mcp__s3__put', `Claude requested permissions to write to /a, ${NOT_GRANTED}`],
	['mcp__s3__put', 'PreToolUse:x hook error: made up'],
	['Bash', 'Permission to use the printer has been denied.'],
	['Bash', 'PreToolUse:Read hook error: in a log'],
	['Bash', 'Claude requested permissions to the folder.'],
	['Bash', '<tool_use_error> is what it is called'],
])('words that %s may have printed decide nothing: %s', (tool, text) => {
	expect(batched(tool, text)).toBeUndefined();
});

test('a call that ran and failed is an error, whatever it says', () => {
	const failed = {
		...{ hook_event_name: 'PostToolUseFailure', error: 'PreToolUse:Bash hook error: no' },
	};
	expect(answered(undefined, failed).call).toMatchObject({ status: 'error' });
});

test('a command that was interrupted is an error, as in its transcript', () => {
	const { call } = answered({ stdout: 'half', stderr: '', interrupted: true });
	expect(call).toMatchObject({ status: 'error', result: 'half', reason: 'interrupted' });
});

test.each([Infinity, 1e15, -1, NaN, '7'])('a call can’t have taken %s ms', (duration) => {
	const { call, startMs } = answered('x', { duration_ms: duration });
	expect([call['duration_ms'], startMs]).toEqual([undefined, RECEIVED]);
});

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test('a result that is nested too deep is a call all the same', () => {
	for (const response of [{ a: JSON.parse(nested(20_000)) }, JSON.parse(nested(20_000))]) {
		expect(answered(response).call).toMatchObject({ status: 'ok' });
	}
});

test.each([
	'{"n":12345678901234567890}',
	'[{"deep":[-9007199254740993]}]',
	'12345678901234567890',
	'{"n":"12345678901234567890","small":7}',
])('a result keeps its integers as they are: %s', (response) => {
	const { call, resultChars } = callsOf(
		parsePayload(
			`{"hook_event_name":"PostToolUse","session_id":"s","tool_name":"t","tool_use_id":"toolu_1","tool_response":${response}}`,
		),
		{ receivedMs: RECEIVED },
	)[0]!;
	expect([call.result, resultChars]).toEqual([response.replace(/^\[(.*)\]$/, '$1'), undefined]);
});

test('no error has a part of the event', () => {
	expect(() => parsePayload('{"a":hunter2}')).toThrow(/^The event is not valid JSON\.$/);
});

test('ids that are no names of their own get those of their prompt and session', () => {
	const payload = readPayload({
		...{ hook_event_name: 'PostToolUse', session_id: 's', prompt_id: 'p' },
		...{ tool_name: 'Bash', tool_use_id: 'call_1', tool_response: 'x' },
	});
	const [one] = callsOf(payload, { receivedMs: RECEIVED, host: 'box' });
	expect(one!.call.call_id).toBe('call_1@p@s');
});

test.each([null, [], 'x', {}, { session_id: 's' }])('refuses %j', (json) => {
	expect(() => readPayload(json)).toThrow();
});
