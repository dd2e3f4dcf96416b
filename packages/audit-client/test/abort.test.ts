/** Aborts, time limits and loops that are left: they end at once, whatever else hangs, and leave nothing behind. */
import { getEventListeners } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { type AuditClient, type ClientOptions, createAuditClient } from '../src/index.ts';
import { openRawServer, streamOf } from './raw-server.ts';

const DAY = '2026-11-22';
const DAYS = { days: [], complete: true, today: DAY, timeZone: 'UTC' };
const VERSION = { 'x-tool-audit-version': '1.1.0' };
const JSON_TYPE = { 'content-type': 'application/json', ...VERSION };
const STREAM_TYPE = { 'content-type': 'text/event-stream', ...VERSION };
const CALL = { tool: 'x', args: {}, status: 'ok', result: '' } as const;

function connect(options: ClientOptions, url = 'http://127.0.0.1:1') {
	return createAuditClient({ url, apiKey: 'ta_any', logger: false, ...options });
}

const never = () => new Promise<never>(() => undefined);
/** An answer whose body does not end, and does not heed a signal. */
const silent = (headers: Record<string, string>) => () =>
	Promise.resolve(new Response(new ReadableStream({ pull: never, cancel: never }), { headers }));

const HANGS: [string, ClientOptions][] = [
	['headers that are not known', { headers: never }],
	['a fetch that ignores its signal', { fetch: never }],
	['a stream that ignores its signal', { fetch: silent(STREAM_TYPE) }],
	['an answer that ignores its signal', { fetch: silent(JSON_TYPE) }],
	['a file that ignores its signal', { fetch: silent({ ...VERSION, 'content-type': 'text/csv' }) }],
];

type Use = (client: AuditClient, signal?: AbortSignal) => Promise<unknown>;
const READS: [string, Use][] = [
	['a call', ({ audit }, signal) => audit.listDays.query({}, { signal })],
	['a call alone', ({ audit }, signal) => audit.listDays.query({}, { signal, batch: false })],
	['a call to record', ({ audit }, signal) => audit.record.mutate(CALL, { signal })],
	['days', (client, signal) => client.days({ signal }).next()],
	['rows', (client, signal) => client.rows(DAY, { signal }).next()],
	['search', (client, signal) => client.search({ filter: {}, signal }).next()],
	['recent', (client, signal) => client.recent({ signal }).next()],
	[
		'export',
		async (client, signal) => {
			const file = await client.export(DAY, { signal });
			await file.text();
		},
	],
];

describe.each(HANGS)('with %s', (_, options) => {
	test.each(READS)('an abort of %s rejects with its reason', async (_what, use) => {
		const stop = new AbortController();
		const reason = new Error('enough');
		const used = use(connect(options), stop.signal);
		setTimeout(() => stop.abort(reason), 10);
		await expect(used).rejects.toMatchObject({
			name: 'AuditClientError',
			code: 'aborted',
			cause: reason,
		});
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
	});

	test('an abort ends a tail', async () => {
		const stop = new AbortController();
		const next = connect(options).tail({ signal: stop.signal, retries: 0 }).next();
		setTimeout(() => stop.abort(), 10);
		// What is no stream ends it before.
		const end = await next.catch(({ code }: { code: string }) => code);
		expect([{ done: true, value: undefined }, 'not_a_tool_audit_server']).toContainEqual(end);
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
	});

	test('an abort ends a subscription', async () => {
		const stop = new AbortController();
		const { promise, resolve } = Promise.withResolvers<unknown>();
		const on = { onComplete: () => resolve('complete'), onError: resolve };
		connect(options).audit.tail.subscribe({}, { ...on, signal: stop.signal, retries: 0 });
		setTimeout(() => stop.abort(), 10);
		await promise;
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
	});

	test('return() ends a tail for which next() waits', async () => {
		const tail = connect(options).tail({ retries: 0 });
		const next = tail.next().catch(() => ({ done: true, value: undefined }));
		await new Promise((resolve) => setTimeout(resolve, 10));
		expect(await tail.return()).toEqual({ done: true, value: undefined });
		expect(await next).toEqual({ done: true, value: undefined });
	});
});

test.each(HANGS.slice(0, 2))('a time limit is kept with %s', async (_, options) => {
	const client = connect({ ...options, timeout: 20, retries: 0 });
	for (const [, use] of READS) {
		await expect(use(client)).rejects.toMatchObject({ code: 'timeout', retryable: true });
	}
	await expect(client.tail({ timeout: 20, retries: 0 }).next()).rejects.toMatchObject({
		code: 'timeout',
		retryable: true,
	});
});

test('an abort ends the question for the server’s version, and the wait after it', async () => {
	const url = await openRawServer((request) => {
		if (request.method === 'POST') request.socket.destroy();
	});
	const stop = new AbortController();
	const call = connect({ batch: false }, url).audit.record.mutate(CALL, { signal: stop.signal });
	setTimeout(() => stop.abort(), 50);
	await expect(call).rejects.toMatchObject({ code: 'aborted' });
});

/** A server of a live stream that sends one row, and its open connections. */
async function openTail() {
	let open = 0;
	const url = await openRawServer((_, response) => {
		open++;
		response.on('close', () => void open--);
		response.writeHead(200, STREAM_TYPE);
		const rows = { type: 'rows', day: DAY, cursor: 'c', rows: [{ kind: 'entry', position: 0 }] };
		response.write(`event: connected\ndata: {}\n\nid: c\ndata: ${JSON.stringify(rows)}\n\n`);
	});
	return { url, open: () => open };
}

test('a break closes the connection of a tail', async () => {
	const { url, open } = await openTail();
	for await (const { position } of connect({}, url).tail()) {
		expect([position, open()]).toEqual([0, 1]);
		break;
	}
	await vi.waitFor(() => expect(open()).toBe(0));
});

test('return() closes the connection of a tail, also while a row is waited for', async () => {
	const { url, open } = await openTail();
	const tail = connect({}, url).tail();
	await tail.next();
	const waiting = tail.next();
	await tail.return();
	expect(await waiting).toEqual({ done: true, value: undefined });
	expect(await tail.next()).toEqual({ done: true, value: undefined });
	await vi.waitFor(() => expect(open()).toBe(0));
});

test('return() before the first row asks nothing', async () => {
	const { url, open } = await openTail();
	const tail = connect({}, url).tail();
	await tail.return();
	expect(await tail.next()).toEqual({ done: true, value: undefined });
	expect(open()).toBe(0);
});

test('a tail is disposed of like a generator', async () => {
	const { url, open } = await openTail();
	{
		await using tail = connect({}, url).tail();
		await tail.next();
	}
	await vi.waitFor(() => expect(open()).toBe(0));
});

test('an exported file that is cancelled closes its connection, whether it was begun or not', async () => {
	let open = 0;
	const url = await openRawServer((_, response) => {
		open++;
		response.on('close', () => void open--);
		response.writeHead(200, { 'content-type': 'text/csv', ...VERSION });
		response.write('a,b\n');
	});
	const client = connect({}, url);
	const unread = await client.export(DAY);
	await unread[Symbol.asyncIterator]().return!();
	await vi.waitFor(() => expect(open).toBe(0));
	for await (const bytes of await client.export(DAY)) {
		expect([bytes.length, open]).toEqual([4, 1]);
		break;
	}
	await vi.waitFor(() => expect(open).toBe(0));
});

test('an abort closes the connection of an export that is never read', async () => {
	const isClosed = Promise.withResolvers<void>();
	const url = await openRawServer((_, response) => {
		response.on('close', () => isClosed.resolve());
		response.writeHead(200, { 'content-type': 'text/csv', ...VERSION }).write('a,b\n');
	});
	const stop = new AbortController();
	const file = await connect({}, url).export(DAY, { signal: stop.signal });
	stop.abort();
	await isClosed.promise;
	await expect(file.text()).rejects.toMatchObject({ code: 'aborted' });
	expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
});

test('nothing listens to a long-lived signal after many calls, loops, tails and files', async () => {
	const rows = await openTail();
	const url = await openRawServer((request, response) => {
		if (request.url!.includes('/export')) {
			response.writeHead(200, { 'content-type': 'text/csv', ...VERSION }).write('a,b\n');
		} else {
			const isAlone = !request.url!.includes('batch');
			const alone = JSON.stringify({ result: { data: DAYS } });
			response.writeHead(200, JSON_TYPE).end(isAlone ? alone : streamOf(DAYS));
		}
	});
	const { signal } = new AbortController();
	const listeners = () => getEventListeners(signal, 'abort').length;
	const [client, live] = [connect({}, url), connect({}, rows.url)];
	for (let n = 0; n < 20; n++) {
		await client.audit.listDays.query({}, { signal });
		await client.audit.listDays.query({}, { signal, batch: false });
		await client.days({ signal }).next();
		await (await client.export(DAY, { signal }))[Symbol.asyncIterator]().return!();
		const left = live.tail({ signal });
		await left.next();
		await left.return();
		const waiting = live.tail({ signal });
		void waiting.next();
		await waiting.return();
		live.audit.tail.subscribe({}, { signal }).unsubscribe();
	}
	await vi.waitFor(() => expect(listeners()).toBe(0));
});
