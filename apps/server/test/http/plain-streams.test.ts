import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { homeWith } from '../fixtures/folders.ts';
import { startServer } from '../fixtures/server.ts';
import { framesOf, parseFrame } from '../fixtures/sse.ts';
import type { TestClient } from '../fixtures/test-client.ts';

const DAY = '2026-11-22';
const line = (tool: string) => `{"ts":"${DAY}T07:00:00","user":"ann","tool":"${tool}"}\n`;

async function withAnn() {
	const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: line('old') });
	const server = await startServer({ home });
	const ann = await server.person('ann');
	const append = (text: string) => appendFile(join(home, `ann/tool_audit/${DAY}.jsonl`), text);
	return { server, ann, key: await server.program(ann.account, ['audit:read']), append };
}

async function listen(client: TestClient, path: string, headers: Record<string, string> = {}) {
	const over = new AbortController();
	onTestFinished(() => over.abort());
	const response = await client.request(path, { headers, signal: over.signal });
	const frames = framesOf(response.body!);
	return {
		response,
		next: async () => {
			for (;;) {
				const { value, done } = await frames.next();
				if (done) throw new Error('the stream is over');
				const event = parseFrame(value);
				if (event) return event;
			}
		},
	};
}

const toolsOf = ({ data }: { data: any }) => data.rows.map(({ entry }: any) => entry.tool);

test('sends rows as they are appended, as messages with an id', async () => {
	const { key, append } = await withAnn();
	const tail = await listen(key, '/api/audit/tail');
	expect(tail.response.headers.get('content-type')).toBe('text/event-stream');
	const start = await tail.next();
	expect(start).toMatchObject({ event: 'message', data: { type: 'start', day: DAY } });
	expect(start.id).toBe(start.data.cursor);
	await append(line('new'));
	expect(toolsOf(await tail.next())).toEqual(['new']);
});

test('continues after the last event, named by the header or in the address', async () => {
	const { key, append } = await withAnn();
	const { id } = await (await listen(key, '/api/audit/tail')).next();
	await append(line('new'));
	for (const tail of [
		await listen(key, '/api/audit/tail', { 'last-event-id': id! }),
		await listen(key, `/api/audit/tail?after=${id}`),
	]) {
		await tail.next();
		expect(toolsOf(await tail.next())).toEqual(['new']);
	}
});

test('sends rows that match a filter', async () => {
	const { key, append } = await withAnn();
	const tail = await listen(key, '/api/audit/tail?tool=wanted');
	await tail.next();
	await append(line('other') + line('wanted'));
	expect(toolsOf(await tail.next())).toEqual(['wanted']);
});

test('sends which days change', async () => {
	const { key, append } = await withAnn();
	const changes = await listen(key, '/api/audit/changes');
	expect((await changes.next()).data).toEqual({ type: 'start' });
	await append(line('new'));
	expect((await changes.next()).data).toMatchObject({
		type: 'change',
		user: 'ann',
		day: DAY,
		added: 1,
	});
});

test.each([
	['an invalid cursor', 'after=x', 400, 'BAD_REQUEST'],
	['an invalid filter', 'status=fine', 400, 'BAD_REQUEST'],
	['another user', 'user=bob', 404, 'NOT_FOUND'],
])('%s is an error and no stream', async (_, search, status, code) => {
	const { key } = await withAnn();
	const answer = await key.get(`/api/audit/tail?${search}`);
	expect([answer.status, answer.code]).toEqual([status, code]);
});

test('too many streams are refused, with the time to wait', async () => {
	const { key } = await withAnn();
	const open = await Promise.all(
		Array.from({ length: 32 }, () => listen(key, '/api/audit/changes')),
	);
	for (const stream of open) await stream.next();
	const { status, headers } = await key.get('/api/audit/tail');
	expect([status, headers.get('retry-after')]).toEqual([429, '10']);
});

test('a stream that ends says why', async () => {
	const { server, ann, key } = await withAnn();
	const tail = await listen(key, '/api/audit/tail');
	await tail.next();
	server.accounts.keys.revoke(ann.account.id, key.keyId);
	expect(await tail.next()).toMatchObject({
		event: 'failed',
		data: { code: 'UNAUTHORIZED', message: expect.any(String), requestId: expect.any(String) },
	});
	await expect(tail.next()).rejects.toThrow('over');
});

test('a stopping server ends it and says when to come back', async () => {
	const { server, key } = await withAnn();
	const tail = await listen(key, '/api/audit/tail');
	await tail.next();
	const closed = server.close();
	expect(await tail.next()).toMatchObject({
		event: 'failed',
		data: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 5 },
	});
	await closed;
});

test('a listener that leaves is counted no longer', async () => {
	const { key } = await withAnn();
	for (let round = 0; round < 40; round += 1) {
		const over = new AbortController();
		await expect
			.poll(async () => {
				const { status } = await key.request('/api/audit/changes', { signal: over.signal });
				return status;
			})
			.toBe(200);
		over.abort();
	}
});
