import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sessionEvents } from '../fixtures/agents.ts';
import { tempFolder } from '../fixtures/folders.ts';
import { startServer, type StartOptions } from '../fixtures/server.ts';
import type { TestClient } from '../fixtures/test-client.ts';

const PATH = '/api/capture/claude-code';
const CALLS = 20;

async function openCapture(options: StartOptions = {}) {
	const server = await startServer(options);
	const ada = await server.person('ada', 'admin');
	const program = await server.program(ada.account, ['audit:write']);
	const log = join(server.home, 'ada/tool_audit');

	async function entries(): Promise<Record<string, unknown>[]> {
		const days = await readdir(log).catch(() => []);
		const texts = await Promise.all(days.map((day) => readFile(join(log, day), 'utf8')));
		const lines = texts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
		return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
	}
	return { server, ada, program, entries, log };
}

function post(client: TestClient, event: unknown, headers: Record<string, string> = {}) {
	return client.request(PATH, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(event),
	});
}

async function codeOf(response: Response): Promise<string> {
	const { error } = (await response.json()) as { error: { code: string } };
	return error.code;
}

test('every call of a session is recorded once, in the log of the key’s owner', async () => {
	const { program, entries } = await openCapture();
	for (const event of await sessionEvents()) {
		expect((await post(program, event)).status).toBe(204);
	}
	const written = await entries();
	expect(new Set(written.map((entry) => entry['call_id'])).size).toBe(CALLS);
	expect(written).toHaveLength(CALLS);
	expect(written.every(({ user, source }) => user === 'ada' && source === 'claude-code')).toBe(
		true,
	);
});

test('posted twice, and at the same time, each call is recorded once', async () => {
	const { program, entries } = await openCapture();
	const events = await sessionEvents();
	const answers = await Promise.all([...events, ...events].map((event) => post(program, event)));
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
	expect(await entries()).toHaveLength(CALLS);
});

test('a call that waits for the disk is recorded once, however often it is posted', async () => {
	const { server, program, entries, log, ada } = await openCapture();
	await mkdir(join(server.home, 'ada'));
	await writeFile(log, 'in the place of the folder');
	const event = (await sessionEvents()).find((event) =>
		JSON.stringify(event).includes('"PostToolUse"'),
	);
	expect((await post(program, event)).status).toBe(204);
	await rm(log);
	expect((await post(program, event)).status).toBe(204);
	await expect.poll(async () => (await ada.call('audit.recorder')).data.queued).toBe(0);
	expect((await entries()).filter((entry) => 'call_id' in entry)).toHaveLength(1);
});

test('what is kept of an event is removed after some days', async () => {
	const data = await tempFolder();
	const { program } = await openCapture({ data });
	const claims = join(data, 'capture/claims/claude-code/ada');
	await mkdir(claims, { recursive: true });
	await writeFile(join(claims, 'old'), '');
	const longAgo = new Date(Date.now() - 7 * 86_400_000);
	await utimes(join(claims, 'old'), longAgo, longAgo);
	for (const event of await sessionEvents()) await post(program, event);
	expect(await readdir(claims)).toHaveLength(CALLS);
});

test('two users may post the same call, and a user in the event counts for nothing', async () => {
	const { server, program, entries } = await openCapture();
	const bob = await server.person('bob');
	const event = { ...((await sessionEvents())[2] as object), user: 'ada' };
	for (const client of [program, await server.program(bob.account, ['audit:write'])]) {
		expect((await post(client, event)).status).toBe(204);
	}
	expect(await entries()).toHaveLength(1);
	expect((await bob.call('audit.recent', {})).data.entries).toHaveLength(1);
});

test('a cookie is not enough, and a key that may only read neither', async () => {
	const { server, ada, entries } = await openCapture();
	const reader = await server.program(ada.account, ['audit:read']);
	const [event] = await sessionEvents();
	expect(await codeOf(await post(ada, event))).toBe('UNAUTHORIZED');
	expect(await codeOf(await post(reader, event))).toBe('FORBIDDEN');
	const wrong = { authorization: 'Bearer wrong' };
	expect(await codeOf(await post(server.client(), event, wrong))).toBe('UNAUTHORIZED');
	expect(await entries()).toEqual([]);
});

test('another site is refused, also with a key', async () => {
	const { program, entries } = await openCapture();
	const events = await sessionEvents();
	const answer = await post(program, events.at(-1), { origin: 'https://evil.example' });
	expect(await codeOf(answer)).toBe('FORBIDDEN');
	expect(answer.headers.get('access-control-allow-origin')).toBeNull();
	expect(await entries()).toEqual([]);
});

test.each([
	['127.0.0.1', 'audit.example', 403],
	['127.0.0.1', 'localhost:8321', 204],
	['0.0.0.0', 'audit.example', 204],
])('a server on %s that is called %s answers %i', async (host, name, status) => {
	const { server, program } = await openCapture({ settings: { host } });
	const [event] = await sessionEvents();
	const answer = await server.inject({
		...{ method: 'POST', url: PATH, payload: event as object },
		headers: { host: name, authorization: `Bearer ${program.secret}` },
	});
	expect(answer.statusCode).toBe(status);
});

test.each([null, [], 'text', {}, { hook_event_name: 'PostToolUse' }])(
	'%j is no event',
	async (event) => {
		const { program, entries } = await openCapture();
		expect(await codeOf(await post(program, event))).toBe('BAD_REQUEST');
		expect(await entries()).toEqual([]);
	},
);

const call = (id: string, more: object = {}) =>
	JSON.stringify({
		...{ hook_event_name: 'PostToolUse', session_id: 's1', cwd: '/p', duration_ms: 7 },
		...{ tool_name: 'Bash', tool_use_id: `toolu_${id}`, tool_input: { command: 'ls' } },
		...{ tool_response: { stdout: 'a' }, ...more },
	});
const nested = (levels: number) => '{"in":'.repeat(levels) + '1' + '}'.repeat(levels);

test.each([
	['__proto__ in the event', call('1').replace('{', '{"__proto__":{"session_id":"x"},')],
	['__proto__ in the arguments', call('1').replace('"ls"', '"ls","__proto__":{"x":1}')],
	['a prototype', call('1').replace('"ls"', '"ls","constructor":{"prototype":{"x":1}}')],
	['a duration that can’t be', call('1').replace(':7', ':1e999')],
	['a duration of ages', call('1').replace(':7', ':1e15')],
	['deep arguments', call('1').replace('"ls"', `"ls","x":${nested(20_000)}`)],
	['a deep result', call('1').replace('{"stdout":"a"}', nested(20_000))],
])('a call with %s is recorded', async (_, body) => {
	const { program, entries } = await openCapture();
	const headers = { 'content-type': 'application/json' };
	const answer = await program.request(PATH, { method: 'POST', headers, body });
	expect(answer.status).toBe(204);
	expect(await entries()).toMatchObject([{ call_id: 'toolu_1@s1', session: 's1', tool: 'Bash' }]);
});

test('integers keep their digits, and __proto__ is a key', async () => {
	const { program, entries, log } = await openCapture();
	const headers = { 'content-type': 'application/json' };
	const body = call('1').replace('"ls"', '12345678901234567890,"__proto__":{"x":1}');
	await program.request(PATH, { method: 'POST', headers, body });
	expect(await entries()).toHaveLength(1);
	const [day] = await readdir(log);
	const line = await readFile(join(log, day!), 'utf8');
	expect(line).toContain('"args":{"command":12345678901234567890,"__proto__":{"x":1}}');
});

test('a text that is not JSON is refused, and the answer has no part of it', async () => {
	const { program } = await openCapture();
	const headers = { 'content-type': 'application/json' };
	const answer = await program.request(PATH, { method: 'POST', headers, body: '{"a":hunter2}' });
	expect(answer.status).toBe(400);
	expect(await answer.text()).not.toContain('hunter2');
});

test('an unknown path below it is not found, and never the page', async () => {
	const { program } = await openCapture();
	for (const method of ['GET', 'POST']) {
		const answer = await program.request('/api/capture/other-agent', { method });
		expect(answer.status).toBe(404);
		expect(answer.headers.get('content-type')).toContain('application/json');
	}
});
