/** What a client is told when a request is wrong or comes at the wrong time. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../fixtures/server.ts';
import type { Answer, TestClient } from '../fixtures/test-client.ts';

const DAY = '2026-11-22';
const UUID = /^[0-9a-f-]{36}$/;
const json = { 'content-type': 'application/json' };

async function withAnn() {
	const server = await startServer();
	return { server, ann: await server.person('ann', 'admin') };
}

/** The answer to a request of any kind, also one that no client makes. */
async function send(client: TestClient, path: string, init: RequestInit = {}) {
	const over = new AbortController();
	onTestFinished(() => over.abort());
	const response = await client.request(path, { ...init, signal: over.signal });
	// Untyped: each test compares the parts of the JSON that it is about.
	const body = (await response.json()) as any;
	return { status: response.status, headers: response.headers, error: (body[0] ?? body).error };
}

describe('a wrong filter is named with the part that is wrong', () => {
	const filters: [object, RegExp][] = [
		[{ status: ['fine'] }, /^filter\.status\[0\]: Give one of ok, error, /],
		[{ tool: ['a', 5] }, /^filter\.tool\[1\]: /],
		[{ colour: 'red' }, /^filter: .*"colour"/],
		[{ since: 'yesterday' }, /^filter\.since: Give an instant /],
	];
	const requests: [string, (client: TestClient, filter: object) => Promise<Answer>][] = [
		['a query', (client, filter) => client.call('audit.readDay', { day: DAY, filter })],
		['a search', (client, filter) => client.call('audit.search', { filter })],
		['a tail', (client, filter) => client.call('audit.tail', { filter })],
		[
			'an export',
			(client, filter) => {
				const text = encodeURIComponent(JSON.stringify(filter));
				return client.get(`/api/audit/export?day=${DAY}&filter=${text}`);
			},
		],
	];
	test.each(requests)('of %s', async (_, request) => {
		const { ann } = await withAnn();
		for (const [filter, sentence] of filters) {
			const { code, message } = await request(ann, filter);
			expect([code, message]).toEqual(['BAD_REQUEST', expect.stringMatching(sentence)]);
		}
	});

	test('also one that is not JSON', async () => {
		const { ann } = await withAnn();
		const { code, message } = await ann.get(`/api/audit/export?day=${DAY}&filter={`);
		expect(code).toBe('BAD_REQUEST');
		expect(message).toBe('filter: This is not JSON. Give a filter such as {"status":["error"]}.');
	});

	test('with a bound, however much of it is wrong', async () => {
		const { ann } = await withAnn();
		const filter = { tool: Array(100).fill(0), ['x'.repeat(5_000)]: 1 };
		const { message } = await ann.call('audit.readDay', { day: DAY, filter });
		expect(message.length).toBeLessThan(2_000);
		expect(message).toContain('and 96 more');
	});
});

describe('what reaches no procedure has a sentence and the id of the request', () => {
	const cases: [string, string, RequestInit, number, string, RegExp][] = [
		[
			'a wrong name',
			'/trpc/audit.nope',
			{},
			404,
			'NOT_FOUND',
			/^This server has no procedure "audit.nope"\. .*\.$/,
		],
		['a wrong name in a batch', '/trpc/audit.nope?batch=1', {}, 404, 'NOT_FOUND', /"audit.nope"/],
		[
			'a wrong name by POST',
			'/trpc/nope',
			{ method: 'POST', headers: json, body: '{}' },
			404,
			'NOT_FOUND',
			/"nope"/,
		],
		['a long name', `/trpc/${'x'.repeat(4_000)}`, {}, 404, 'NOT_FOUND', /^.{1,300}$/],
		['a path', '/trpc/audit/recent', {}, 404, 'NOT_FOUND', /^This address does not exist\.$/],
		['a wrong method', '/trpc/audit.record', {}, 405, 'METHOD_NOT_SUPPORTED', /by POST\.$/],
		[
			'text',
			'/trpc/audit.record',
			{ method: 'POST', body: '{}' },
			415,
			'UNSUPPORTED_MEDIA_TYPE',
			/content-type: application\/json\.$/,
		],
		[
			'a form',
			'/trpc/audit.record',
			{ method: 'POST', body: new URLSearchParams('a=b') },
			415,
			'UNSUPPORTED_MEDIA_TYPE',
			/content-type: application\/json\.$/,
		],
		['no JSON', '/trpc/audit.recent?input={', {}, 400, 'BAD_REQUEST', /^The input is not JSON\.$/],
		[
			'no JSON by POST',
			'/trpc/audit.record',
			{ method: 'POST', headers: json, body: '{' },
			400,
			'BAD_REQUEST',
			/^The input is not JSON\.$/,
		],
		[
			'too long a batch',
			`/trpc/${Array(21).fill('health').join(',')}?batch=1`,
			{},
			400,
			'BAD_REQUEST',
			/./,
		],
		['a path that can’t be decoded', '/trpc/%25E0', {}, 400, 'BAD_REQUEST', /./],
		['an address that can’t be decoded', '/trpc/%E0%A4%A', {}, 400, 'BAD_REQUEST', /decoded/],
		['too long a name', `/trpc/${'x'.repeat(6_000)}`, {}, 414, 'BAD_REQUEST', /by POST/],
		[
			'too large a body',
			'/trpc/audit.record',
			{ method: 'POST', headers: json, body: 'x'.repeat(7 * 1024 * 1024) },
			413,
			'PAYLOAD_TOO_LARGE',
			/6 MiB/,
		],
	];
	test.each(cases)('%s', async (_, path, init, status, code, sentence) => {
		const { ann } = await withAnn();
		const { error, ...answer } = await send(ann, path, init);
		expect(answer.status).toBe(status);
		expect(error.message).toMatch(sentence);
		expect(error.data).toMatchObject({ code, requestId: expect.stringMatching(UUID) });
		expect(error.data.requestId).toBe(answer.headers.get('x-request-id'));
	});

	test('a refusal of a procedure has it too, in each part of a batch', async () => {
		const { server } = await withAnn();
		const response = await server.client().request('/trpc/audit.recent,audit.listDays?batch=1');
		// Untyped: each test compares the parts of the JSON that it is about.
		const parts = (await response.json()) as any;
		const id = response.headers.get('x-request-id');
		expect(parts.map(({ error }: any) => error.data.requestId)).toEqual([id, id]);
	});
});

test('too many requests are told when to try again', async () => {
	const { server } = await withAnn();
	const wrong = { username: 'ann', password: 'wrong' };
	for (let count = 0; count < 10; count += 1) await server.client().call('session.signIn', wrong);
	const { status, headers, error } = await server.client().call('session.signIn', wrong);
	expect(status).toBe(429);
	expect(headers.get('retry-after')).toBe(String(error.retryAfterSeconds));
	expect(Number(headers.get('retry-after'))).toBeGreaterThan(800);
});

describe('input of a wrong kind has a sentence of ours', () => {
	const gets: [string, string][] = [
		['/trpc/audit.recent?input=5', 'Give an object.'],
		['/trpc/audit.recent?input=[]', 'Give an object.'],
		['/trpc/audit.recent', 'Give an object.'],
		[
			'/trpc/audit.recent?batch=1&input=5',
			'Give the inputs of a batch as an object such as {"0":{}}.',
		],
		['/trpc/audit.secrets?input={"foo":1}', 'There is no part "foo".'],
		['/api/audit/recent?foo=1', 'There is no parameter "foo".'],
		['/api/audit/recent?filter={}&filter={}', 'filter: Give this parameter once.'],
		[`/api/audit/day?day=${DAY}&day=${DAY}`, 'day: Give this parameter once.'],
		['/api/audit/recent?limit=12345678901234567890', 'limit: Give a whole number from 1 to 1000.'],
	];
	test.each(gets)('%s', async (path, sentence) => {
		const { ann } = await withAnn();
		const { status, error } = await send(ann, path);
		expect([status, error.message]).toEqual([400, sentence]);
	});

	const CALL = { tool: 't', args: {}, status: 'ok', result: '' };
	const CALLS = 'calls: Give a list of 1 to 100 calls.';
	const posts: [path: string, body: unknown, sentence: string][] = [
		['/api/audit/record', null, 'Give an object.'],
		['/api/audit/record', [CALL], 'Give an object.'],
		['/api/audit/record', 5, 'Give an object.'],
		['/api/audit/record', { calls: [] }, CALLS],
		['/api/audit/record', { calls: Array(101).fill(CALL) }, CALLS],
		['/api/audit/record', { calls: 5 }, CALLS],
		['/api/audit/record', { calls: [5] }, 'calls[0]: Give an object.'],
		['/api/audit/record', { calls: [CALL], more: 1 }, 'There is no part "more".'],
		[
			'/api/audit/record',
			{ ...CALL, at: 'x' },
			'at: Give the instant at which the call began as ISO 8601 with an offset, from the year 2000 on.',
		],
		['/api/audit/export', null, 'Give an object.'],
		['/api/audit/export', [], 'Give an object.'],
		['/trpc/audit.record', [CALL], 'Give an object.'],
		['/trpc/keys.create', { name: 5, scopes: 'all' }, 'name: Give a text; scopes: Give a list.'],
	];
	test.each(posts.map((post) => [JSON.stringify(post[1]).slice(0, 40), ...post] as const))(
		'%s',
		async (_, path, body, sentence) => {
			const { ann } = await withAnn();
			const init = { method: 'POST', headers: json, body: JSON.stringify(body) };
			const { status, error } = await send(ann, path, init);
			expect([status, error.message]).toEqual([400, sentence]);
		},
	);
});
