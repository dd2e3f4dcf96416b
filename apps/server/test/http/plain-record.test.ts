import { describe, expect, test } from 'vitest';
import { startServer } from '../fixtures/server.ts';
import type { TestClient } from '../fixtures/test-client.ts';

const CALL = { tool: 't', args: { n: 1 }, status: 'ok', result: 'done' };

async function withAnn() {
	const server = await startServer();
	const ann = await server.person('ann');
	const key = await server.program(ann.account, ['audit:write', 'audit:read']);
	return { server, ann, key };
}

async function post(client: TestClient, body: unknown, headers: Record<string, string> = {}) {
	const response = await client.request('/api/audit/record', {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	// Untyped: each test compares the parts of the JSON that it is about.
	const answer = (await response.json()) as any;
	return { status: response.status, answer, error: answer.error };
}

async function entriesOf(client: TestClient): Promise<any[]> {
	const { data } = await client.get('/api/audit/recent?days=1');
	return data.entries.map(({ entry }: any) => entry).toReversed();
}

test('records a call with all its fields', async () => {
	const { key } = await withAnn();
	const more = { session: 's', duration_ms: 12, result_chars: 500, calls: 7 };
	const { status, answer } = await post(key, { ...CALL, ...more });
	expect([status, answer]).toEqual([
		200,
		{ written: true, id: expect.any(String), ts: expect.any(String), day: expect.any(String) },
	]);
	expect(await entriesOf(key)).toMatchObject([
		{ tool: 't', args: { n: 1 }, ...more, user: 'ann', result_snippet: 'done', id: answer.id },
	]);
});

test('a call with an Idempotency-Key is recorded once', async () => {
	const { key } = await withAnn();
	const headers = { 'idempotency-key': 'job-7' };
	const first = await post(key, CALL, headers);
	const quoted = await post(key, CALL, { 'idempotency-key': '"job-7"' });
	const byId = await post(key, { ...CALL, id: 'job-7' });
	expect([quoted.answer, byId.answer]).toEqual([first.answer, first.answer]);
	expect(await entriesOf(key)).toMatchObject([{ id: 'job-7' }]);
	await post(key, CALL);
	expect(await entriesOf(key)).toHaveLength(2);
});

test('records several calls, answered in their order', async () => {
	const { key } = await withAnn();
	const calls = Array.from({ length: 100 }, (_, n) => ({ ...CALL, tool: `t${n}`, id: `job.${n}` }));
	const { answer } = await post(key, { calls });
	expect(answer.receipts.map(({ id }: any) => id)).toEqual(calls.map(({ id }) => id));
	expect(answer.receipts.every(({ written }: any) => written)).toBe(true);
	expect((await post(key, { calls })).answer).toEqual(answer);
	expect((await entriesOf(key)).map(({ tool }) => tool)).toEqual(calls.map(({ tool }) => tool));
});

test('records in another log for an admin', async () => {
	const { server, ann } = await withAnn();
	const ada = await server.person('ada', 'admin');
	await post(ada, { ...CALL, user: 'ann' });
	await post(ada, { user: 'ann', calls: [CALL, CALL] });
	expect(await entriesOf(ann)).toHaveLength(3);
	expect((await post(ann, { user: 'ada', calls: [CALL] })).error.code).toBe('NOT_FOUND');
	// Each call may name another log than the others.
	await post(ada, { calls: [{ ...CALL, user: 'ann' }, CALL] });
	expect(await entriesOf(ann)).toHaveLength(4);
	expect((await post(ann, { calls: [{ ...CALL, user: 'ada' }] })).error.code).toBe('NOT_FOUND');
});

test('keeps all digits of a number', async () => {
	const { key } = await withAnn();
	const body =
		'{"tool":"t","args":{"id":12345678901234567890},"status":"ok","result":"","n":-9007199254740993}';
	expect((await post(key, body)).status).toBe(200);
	expect((await post(key, `{"calls":[${body}]}`)).status).toBe(200);
	const kept = { args: { id: '12345678901234567890' }, n: '-9007199254740993' };
	expect(await entriesOf(key)).toMatchObject([kept, kept]);
});

test('keeps a key named __proto__', async () => {
	const { key } = await withAnn();
	await post(key, '{"tool":"t","args":{"__proto__":{"admin":true}},"status":"ok","result":""}');
	const { text } = await key.get('/api/audit/recent?days=1');
	expect(text).toContain('"args":{"__proto__":{"admin":true}}');
});

describe('refuses', () => {
	test.each([
		['no JSON', '{', 400, /^The input is not JSON\.$/],
		['nothing', '', 400, /not JSON/],
		['a list', [], 400, /./],
		['a call without a tool', { ...CALL, tool: undefined }, 400, /^tool: /],
		['an unknown status', { ...CALL, status: 'fine' }, 400, /^status: /],
		['a wrong id', { ...CALL, id: 'a b' }, 400, /^id: Give 1 to 64 letters/],
		['no calls', { calls: [] }, 400, /^calls: /],
		[
			'a wrong call among others',
			{ calls: [CALL, { ...CALL, args: 1 }] },
			400,
			/^calls\[1\]\.args: /,
		],
		['too many calls', { calls: Array(101).fill(CALL) }, 400, /^calls: /],
		['an unknown part', { calls: [CALL], more: 1 }, 400, /"more"/],
		['too much', { ...CALL, result: 'x'.repeat(7 * 1024 * 1024) }, 413, /6 MiB/],
	])('%s, and writes nothing', async (_, body, status, sentence) => {
		const { key } = await withAnn();
		const { error, ...answer } = await post(key, body);
		expect([answer.status, error.message]).toEqual([status, expect.stringMatching(sentence)]);
		expect(await entriesOf(key)).toEqual([]);
	});

	test.each([
		['a key for several calls', { calls: [CALL] }, 'a', /for one call/],
		['a wrong key', CALL, 'a b', /^Idempotency-Key: Give 1 to 64 letters/],
		['a key and another id', { ...CALL, id: 'b' }, 'a', /differ/],
	])('%s', async (_, body, value, sentence) => {
		const { key } = await withAnn();
		const { status, error } = await post(key, body, { 'idempotency-key': value });
		expect([status, error.message]).toEqual([400, expect.stringMatching(sentence)]);
		expect(await entriesOf(key)).toEqual([]);
	});

	test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
		'a form’s %s',
		async (type) => {
			const { ann } = await withAnn();
			const { status, error } = await post(ann, CALL, { 'content-type': type });
			expect([status, error.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
			expect(error.message).toContain('application/json');
		},
	);

	test('another site', async () => {
		const { ann } = await withAnn();
		const { status } = await post(ann, CALL, { origin: 'https://evil.example' });
		expect(status).toBe(403);
		expect(await entriesOf(ann)).toEqual([]);
	});
});
