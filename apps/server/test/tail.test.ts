import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Account } from '@tool-audit/accounts';
import { homeWith } from './fixtures/folders.ts';
import { startServer, type TestServer } from './fixtures/server.ts';
import { framesOf, parseFrame, type SseEvent } from './fixtures/sse.ts';
import type { TestClient } from './fixtures/test-client.ts';

const DAY = '2026-11-22';
const line = (tool: string) => `{"ts":"${DAY}T07:00:00","user":"ann","tool":"${tool}"}\n`;

/** The events of a live view, as a client gets them over the wire. */
async function listen(client: TestClient, input: object = {}) {
	const over = new AbortController();
	onTestFinished(() => over.abort());
	const query = encodeURIComponent(JSON.stringify(input));
	const response = await client.request(`/trpc/audit.tail?input=${query}`, {
		signal: over.signal,
	});
	async function* events(): AsyncGenerator<SseEvent> {
		for await (const frame of framesOf(response.body!)) {
			const event = parseFrame(frame);
			if (event) yield event;
		}
	}
	const all = events();
	const next = async (wanted: (event: SseEvent) => boolean): Promise<SseEvent> => {
		for (;;) {
			const { value, done } = await all.next();
			if (done) throw new Error('the stream is over');
			if (wanted(value)) return value;
		}
	};
	return {
		response,
		leave: () => over.abort(),
		rows: async () => next(({ data }) => data?.type === 'rows'),
		start: () => next(({ data }) => data?.type === 'start'),
		refusal: () => next(({ event }) => event === 'serialized-error'),
	};
}

const toolsOf = ({ data }: SseEvent) =>
	data.rows.map(({ entry }: { entry: { tool: string } }) => entry.tool) as string[];

async function withAnn() {
	const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: line('old') });
	const server = await startServer({ home });
	const append = (text: string) => appendFile(join(home, `ann/tool_audit/${DAY}.jsonl`), text);
	return { server, home, append, ann: await server.person('ann') };
}

test('yields rows as they are appended, each once', async () => {
	const { ann, append } = await withAnn();
	const tail = await listen(ann);
	await tail.start();
	await append(line('one'));
	expect(toolsOf(await tail.rows())).toEqual(['one']);
	await append(line('two').slice(0, 10));
	await append(line('two').slice(10));
	expect(toolsOf(await tail.rows())).toEqual(['two']);
});

test('a client that reconnects resumes without gaps and duplicates', async () => {
	const { ann, append } = await withAnn();
	const first = await listen(ann);
	await first.start();
	await append(line('one'));
	const { id } = await first.rows();
	first.leave();
	await append(line('two') + line('three'));
	const second = await listen(ann, { lastEventId: id });
	expect(toolsOf(await second.rows())).toEqual(['two', 'three']);
});

test('yields the first row of a user without a log', async () => {
	const { server, home } = await withAnn();
	const bob = await server.person('bob');
	const tail = await listen(bob);
	const { id } = await tail.start();
	expect(id).toBeTruthy();
	await mkdir(join(home, 'bob/tool_audit'), { recursive: true });
	await appendFile(join(home, `bob/tool_audit/${DAY}.jsonl`), line('first'));
	expect(toolsOf(await tail.rows())).toEqual(['first']);
});

test('begins with the rows that are there since an instant, and is resumed by its cursor', async () => {
	const { ann, append } = await withAnn();
	await append(line('later').replace('T07', 'T09') + line('last').replace('T07', 'T10'));
	const since = `${DAY}T08:00:00Z`;
	const tail = await listen(ann, { since });
	const rows = await tail.rows();
	expect(toolsOf(rows)).toEqual(['later', 'last']);
	tail.leave();
	await append(line('new').replace('T07', 'T11'));
	const again = await listen(ann, { since, lastEventId: rows.id });
	expect(toolsOf(await again.rows())).toEqual(['new']);
	const refused = await listen(ann, { since: 'yesterday' });
	expect((await refused.refusal()).data.data.code).toBe('BAD_REQUEST');
});

test('a filter also applies to new rows', async () => {
	const { ann, append } = await withAnn();
	const tail = await listen(ann, { filter: { tool: ['wanted'] } });
	await tail.start();
	await append(line('other') + line('wanted'));
	expect(toolsOf(await tail.rows())).toEqual(['wanted']);
});

test('is not delayed by compression', async () => {
	const { ann } = await withAnn();
	const tail = await listen(ann);
	expect(tail.response.headers.get('content-encoding')).toBeNull();
	expect(tail.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
	await tail.start();
});

test('rejects an invalid cursor with a sentence', async () => {
	const { ann } = await withAnn();
	const tail = await listen(ann, { after: 'x' });
	expect((await tail.refusal()).data.data.code).toBe('BAD_REQUEST');
});

describe('ends within seconds when the listener', () => {
	type End = (server: TestServer, who: TestClient & { account: Account }) => unknown;
	const ends: [string, End][] = [
		['signs out', (_server, who) => who.call('session.signOut')],
		[
			'signs out everywhere else',
			(server, who) => server.accounts.people.setPassword(who.account.id),
		],
		['is disabled', (server, who) => server.accounts.people.setDisabled(who.account.id, true)],
	];
	test.each(ends)('%s', async (_name, end) => {
		const { server, ann, append } = await withAnn();
		const tail = await listen(ann);
		await tail.start();
		await end(server, ann);
		expect((await tail.refusal()).data.data.code).toBe('UNAUTHORIZED');
		await append(line('unseen'));
		await expect(tail.rows()).rejects.toThrow('over');
	});

	test('loses the key', async () => {
		const { server, ann } = await withAnn();
		const key = await server.program(ann.account, ['audit:read']);
		const tail = await listen(key);
		await tail.start();
		server.accounts.keys.revoke(ann.account.id, key.keyId);
		expect((await tail.refusal()).data.data.code).toBe('UNAUTHORIZED');
	});

	test('is no longer an admin and listens to another user', async () => {
		const { server } = await withAnn();
		const ada = await server.person('ada', 'admin');
		await server.person('eve', 'admin');
		const tail = await listen(ada, { user: 'ann' });
		await tail.start();
		server.accounts.people.setRole(ada.account.id, 'user');
		expect((await tail.refusal()).data.data.code).toBe('UNAUTHORIZED');
	});
});

test('a stopping server says that it is restarting', async () => {
	const { server, ann } = await withAnn();
	const tail = await listen(ann);
	await tail.start();
	const closed = server.close();
	expect((await tail.refusal()).data.data.code).toBe('SERVICE_UNAVAILABLE');
	await closed;
});

test('limits the live views of an account', async () => {
	const { ann } = await withAnn();
	const tails = await Promise.all(Array.from({ length: 32 }, () => listen(ann)));
	for (const tail of tails) await tail.start();
	const oneMore = await listen(ann);
	expect((await oneMore.refusal()).data.data.code).toBe('TOO_MANY_REQUESTS');
	tails[0]!.leave();
	await expect
		.poll(async () => {
			const tail = await listen(ann);
			return tail.start().then(
				() => 'given',
				() => 'refused',
			);
		})
		.toBe('given');
});

describe('the stream is the one that tRPC itself would send', () => {
	/** An address that tRPC reads as the same procedure, and the server as another route. */
	const PATHS = ['audit.tail', 'audit%252etail'];

	/** Everything up to a text that matches `end`. */
	async function read(response: Response, end: RegExp): Promise<string> {
		let text = '';
		for await (const chunk of response.body!) {
			text += Buffer.from(chunk as Uint8Array).toString();
			if (end.test(text)) break;
		}
		return text.replaceAll(/\n{2,}/g, '\n\n').replaceAll(/"requestId":"[^"]*"/g, '"requestId"');
	}

	const cases: [string, string, RegExp, Record<string, string>?][] = [
		['rows', `{"after":"${DAY}.0.0.0"}`, /"tool":"new".*\nid: .*\n\n/],
		['rows to a browser that reconnects', '', /"tool":"new"/, { 'last-event-id': `${DAY}.0.0.0` }],
		['a refusal', '{"after":"x"}', /serialized-error\n.*\n\n/],
		['a wrong input', '{"after":1}', /serialized-error\n.*\n\n/],
		['an input that is not JSON', '{', /serialized-error\n.*\n\n/],
	];
	const byGet = (path: string, input: string) =>
		[`/trpc/${path}?input=${encodeURIComponent(input)}`, {}] as const;
	const byPost = (path: string, body: string) =>
		[`/trpc/${path}`, { method: 'POST', body }] as const;
	const methods = { GET: byGet, POST: byPost };

	test.each(cases.flatMap((row) => [['GET', ...row] as const, ['POST', ...row] as const]))(
		'%s: %s',
		async (method, _name, input, end, headers = {}) => {
			const { ann, append } = await withAnn();
			await append(line('new'));
			const [ours, theirs] = await Promise.all(
				PATHS.map(async (path) => {
					const [address, init] = methods[method](path, input);
					const response = await ann.request(address, {
						...init,
						headers: { 'content-type': 'application/json', ...headers },
					});
					return [await read(response, end), response.headers.get('content-type')];
				}),
			);
			expect(ours).toEqual(theirs);
		},
	);
});
