import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExactly, type ParsedObject } from './numbers.ts';
import { readObject } from './read-shape.ts';

const parseText = (text: string) => {
	try {
		return parseExactly(text) as ParsedObject;
	} catch {
		return null;
	}
};
const read = (object: object) => readObject(object as ParsedObject, parseText);

test.each([
	['an entry', { ts: 'x', tool: 't', args: {}, status: 'ok' }],
	['an entry that lacks nearly everything', { ts: 'x', tool: 't' }],
	[
		'an entry with other names that filters ask for',
		{ ts: 'x', tool: 't', session_id: 's', error: 'x' },
	],
	['an entry without a time', { tool: 't', args: {}, status: 'ok' }],
	['an entry without a tool', { ts: 'x', args: { a: 1 }, status: 'ok' }],
	['an entry with fields of wrong types', { tool: 5, args: [], status: 'maybe', extra: 1 }],
])('%s stays as it is', (_, object) => {
	expect(read(object)).toEqual({ object });
});

test('arguments and result of an entry are looked for under other names', () => {
	expect(read({ ts: 'x', tool: 't', arguments: { a: 1 }, result: 'done', error: 'x' })).toEqual({
		object: {
			...{ args: { a: 1 }, result_chars: 4, result_snippet: 'done' },
			...{ ts: 'x', tool: 't', result: 'done', error: 'x' },
		},
		shape: 'other-names',
	});
});

test('arguments in JSON within JSON are read', () => {
	const call = { type: 'function_call', name: 'get_time', arguments: '{"tz":"UTC"}' };
	expect(read(call)).toEqual({
		object: { args: { tz: 'UTC' }, tool: 'get_time', type: 'function_call' },
		shape: 'other-names',
	});
});

test('an MCP request is read', () => {
	const params = { name: 'echo', arguments: { text: 'a' } };
	expect(read({ jsonrpc: '2.0', id: 1, method: 'tools/call', params })).toMatchObject({
		object: { tool: 'echo', args: { text: 'a' }, params },
		shape: 'mcp',
	});
});

test.each([12.5, 0, 86_400])('the number %d under another name is not a time', (time) => {
	expect(read({ time, toolName: 'a', params: {} }).object).not.toHaveProperty('ts');
});

test('only what is missing is looked for under other names', () => {
	const { object, shape } = read({
		timestamp: '2026-11-20T10:00:00Z',
		tool: 'own',
		toolName: 'other',
		input: { a: 1 },
		sessionId: 's',
		colour: 'red',
	});
	expect(shape).toBe('other-names');
	expect(object).toEqual({
		...{ ts: '2026-11-20T10:00:00Z', tool: 'own', args: { a: 1 }, session: 's' },
		...{ toolName: 'other', colour: 'red' },
	});
});

test.each([
	[{ tool_name: 'a', arguments: { b: 1 } }, 'a'],
	[{ name: 'a', input: { b: 1 } }, 'a'],
	[{ name: 'my-program', msg: 'started' }, undefined],
	[{ name: 5, input: { b: 1 } }, undefined],
])('the tool of %j is %s', (object, tool) => {
	expect(read(object).object.tool).toBe(tool);
});

test.each([
	[{ outcome: 'success' }, 'success'],
	[{ level: 'error' }, 'error'],
	[{ level: 'ERROR' }, 'error'],
	[{ level: 'info' }, undefined],
	[{ level: 50 }, 'error'],
	[{ level: 30 }, undefined],
	[{ is_error: true }, 'error'],
	[{ is_error: false }, 'ok'],
	[{ error: 'EPERM' }, 'error'],
	[{ error: 'Permission denied' }, 'denied'],
	[{ error: '' }, undefined],
	[{ error: {} }, undefined],
	[{ error: 0 }, undefined],
	[{ error: 'none' }, undefined],
	[{ success: false }, 'error'],
	[{ ok: true }, 'ok'],
	[{ isError: true }, 'error'],
	[{ exit_code: 2 }, 'error'],
	[{ exitCode: 0 }, 'ok'],
	[{ statusCode: 403 }, 'denied'],
	[{ severity: 'ERROR' }, 'error'],
	[{ error: null }, undefined],
	[{ error: { code: 1 } }, 'error'],
	[{ status: 200, error: 'x' }, 200],
	[{ status: null, success: false }, 'error'],
	[{ status: '', error: 'boom' }, 'error'],
	// No HTTP codes: what browsers say without an answer, and codes of gRPC.
	[{ statusCode: 0, error: 'ECONNREFUSED' }, 'error'],
	[{ status_code: 16, error: 'UNAUTHENTICATED' }, 'denied'],
	[{ status_code: 7 }, undefined],
	[{ status_code: '403' }, 'denied'],
	[{ exit_code: '1' }, 'error'],
	// What went wrong says more than a success beside it.
	[{ exit_code: 0, error: 'killed' }, 'error'],
	[{ is_error: false, error: 'boom' }, 'error'],
	[{ outcome: 'success', error: 'x' }, 'error'],
	[{ outcome: 'success', error: null }, 'success'],
	[{ outcome: 'pending', error: 'x' }, 'pending'],
	[{ success: true, level: 'error' }, 'error'],
	[{ level: 85 }, undefined],
	[{ level: 60 }, 'error'],
	[{ level: false }, undefined],
	[{ severity: 'ALERT' }, 'error'],
	[{ level: 'SEVERE' }, 'error'],
	[{ error: 'Access denied.' }, 'denied'],
	[{ error: 'PERMISSION_DENIED: by policy' }, 'denied'],
	[{ error: 'connection refused' }, 'error'],
	[{ error: { message: 'permission denied' } }, 'denied'],
	[{ error: { code: 403 } }, 'denied'],
	[{ error: 'No errors' }, undefined],
	[{ error: 'undefined' }, undefined],
	[{ error: '0' }, undefined],
	[{ error: 'ok' }, undefined],
	// A line that begins with `ts` is only looked at for its own.
	[{ ts: 'x', error: 'EPERM' }, undefined],
	[{ ts: 'x', outcome: 'failed' }, undefined],
	[{ ts: 'x', status: 'failed' }, 'failed'],
])('the status of %j is %s', (object, status) => {
	expect(read(object).object.status).toBe(status);
});

test.each([
	[200, 'ok'],
	[302, 'ok'],
	[401, 'denied'],
	[403, 'denied'],
	[404, 'error'],
	[500, 'error'],
])('the code %d of Kubernetes means %s', (code, status) => {
	const event = { kind: 'Event', apiVersion: 'audit.k8s.io/v1', responseStatus: { code } };
	expect(read(event).object.status).toBe(status);
});

test('the text of a result is that of its blocks, truncated, with its whole length', () => {
	const result = (tool_response: unknown) => {
		const { result_snippet, result_chars } = read({ name: 'a', input: {}, tool_response }).object;
		return [result_snippet, result_chars];
	};
	expect(result('done')).toEqual(['done', 4]);
	expect(result({ stdout: 'x' })).toEqual(['{"stdout":"x"}', 14]);
	expect(
		result([
			{ type: 'text', text: 'a' },
			{ type: 'text', text: 'b' },
		]),
	).toEqual(['a\nb', 3]);
	expect(result('é'.repeat(1_000))).toEqual(['é'.repeat(300), 1_000]);
});

test('a result that is nested too deeply has no text, and stays where it is', () => {
	const result = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
	const call = { toolName: 'a', params: { b: 1 }, result };
	const { object } = read(call);
	expect(object).not.toHaveProperty('result_snippet');
	expect(object.result).toBe(result);
	expect(read({ ...call, result: JSON.parse('[[[1]]]') }).object.result_snippet).toBe('[[[1]]]');
});

test('a line in the log of Docker is read in its place, by its own shape', () => {
	const wrap = (line: object) => ({
		log: `${JSON.stringify(line)}\n`,
		stream: 'stdout',
		time: 't',
	});
	const own = { ts: 'x', user: 'ada', tool: 'a', args: { b: 1 }, status: 'ok', time: 'own' };
	expect(read(wrap(own))).toEqual({ object: { ...own, stream: 'stdout' }, shape: 'docker' });
	expect(read(wrap({ toolName: 'a', params: { b: 1 } }))).toMatchObject({
		object: { tool: 'a', args: { b: 1 } },
		shape: 'docker',
	});
	const text = { log: 'started\n', stream: 'stderr', time: '2026-11-20T10:00:00Z' };
	expect(read(text)).toEqual({ object: { ts: text.time, args: text }, shape: 'docker' });
});

test('a line in the log of Docker without a time has that of Docker', () => {
	const line = JSON.stringify({ tool_name: 'a', params: { b: 1 }, success: false });
	const wrapped = { log: `${line}\n`, stream: 'stderr', time: '2026-11-20T10:00:00Z' };
	expect(read(wrapped).object).toEqual({
		...{ tool: 'a', args: { b: 1 }, status: 'error', success: false },
		...{ ts: wrapped.time, stream: 'stderr', time: wrapped.time },
	});
});

test('a list of events of Kubernetes is none of them', () => {
	const list = { kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: [] };
	expect(read(list)).toEqual({ object: { args: list }, shape: 'unknown' });
});

test('null or nothing is no value, as where a program writes all fields', () => {
	const call = { timestamp: '2026-11-20T10:00:00Z', tool_name: 'a', input: { b: 1 }, result: 'r' };
	for (const nothing of [null, '']) {
		const empty = { ts: nothing, tool: nothing, args: nothing, result_snippet: nothing };
		expect(read({ ...empty, ...call }).object).toMatchObject({
			...{ ts: call.timestamp, tool: 'a', args: { b: 1 }, result_snippet: 'r' },
		});
	}
	const own = { ts: 'x', tool: 't', args: null, result_snippet: '' };
	expect(read(own)).toEqual({ object: own });
});

test('arguments that are text or a list stand in the arguments under their name', () => {
	expect(read({ toolName: 'a', input: 'plain' }).object.args).toEqual({ input: 'plain' });
	expect(read({ tool: 'a', arguments: ['-l'] }).object.args).toEqual({ arguments: ['-l'] });
	expect(read({ name: 'a', input: 'plain' })).toMatchObject({ shape: 'unknown' });
});

test('a message with several calls has all of them in its arguments, and no tool', () => {
	const call = (name: string) => ({ type: 'tool_use', id: name, name, input: {} });
	const message = { role: 'assistant', content: [call('Bash'), call('Read')] };
	const line = { type: 'assistant', timestamp: '2026-11-20T10:00:00Z', message };
	expect(read(line)).toEqual({ object: { ts: line.timestamp, args: line }, shape: 'unknown' });
});

const NAMES = [
	...['ts', 'timestamp', 'time', 'tool', 'toolName', 'name', 'args', 'params', 'input', 'status'],
	...['outcome', 'level', 'error', 'result', 'session', 'session_id', 'log', 'stream', 'kind'],
	...['message', 'request', 'result_snippet', 'colour', '__proto__', 'constructor', 'a.b'],
];

test('no value is lost, whatever the object is', () => {
	const values = fc.oneof(fc.string({ minLength: 3 }), fc.integer(), fc.jsonValue({ maxDepth: 2 }));
	const objects = fc
		.array(fc.tuple(fc.constantFrom(...NAMES), values), { maxLength: 10 })
		.map((fields) => Object.fromEntries(fields) as ParsedObject);
	fc.assert(
		fc.property(objects, (original) => {
			const before = JSON.stringify(original);
			const { object, shape } = read(original);
			expect(JSON.stringify(original)).toBe(before);
			if (!shape) expect(object).toBe(original);
			const told = JSON.stringify(object);
			for (const value of Object.values(original)) {
				if (value === null || value === '') continue;
				// What a line in the log of Docker says is told field by field.
				if (shape !== 'docker') expect(told).toContain(JSON.stringify(value));
			}
		}),
		{ numRuns: 2_000 },
	);
});
