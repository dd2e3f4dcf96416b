import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import { type AuditClientError, type ClientOptions, createAuditClient } from '../src/index.ts';
import { waitMsAfter } from '../src/http/wait.ts';
import { openRawServer, streamOf } from './raw-server.ts';
import { openRealServer } from './real-server.ts';

const CALL = { tool: 'x', args: {}, status: 'ok', result: '' } as const;
const DAYS = { days: [], complete: true, today: '2026-11-22', timeZone: 'UTC' };
const TYPE = { 'content-type': 'application/json', 'x-tool-audit-version': '1.1.0' };

function connect(url: string, options: ClientOptions = {}) {
	return createAuditClient({ url, apiKey: 'ta_any', logger: false, ...options });
}

/** A server that gives each of these answers once, and the last one again and again. */
async function openFlakyServer(
	...answers: ((request: IncomingMessage, response: ServerResponse) => void)[]
) {
	const requests: IncomingMessage[] = [];
	const url = await openRawServer((request, response) => {
		requests.push(request);
		answers[Math.min(requests.length, answers.length) - 1]!(request, response);
	});
	return { url, requests };
}

const cut = ({ socket }: IncomingMessage) => void socket.destroy();
/** Node.js tells of it in another way when the server wanted to close the connection after this answer. */
function cutWithin({ socket }: IncomingMessage, response: ServerResponse): void {
	response.writeHead(200, { ...TYPE, connection: 'close' }).write('{"result"');
	setTimeout(() => socket.destroy(), 20);
}
const answer =
	(status: number, body: unknown, headers = {}) =>
	(_: IncomingMessage, response: ServerResponse) =>
		void response.writeHead(status, { ...TYPE, ...headers }).end(JSON.stringify(body));
const result = (data: unknown) => answer(200, { result: { data } });
const RESTARTING = {
	error: { code: 'SERVICE_UNAVAILABLE', message: 'The server is restarting.', requestId: 'r' },
};

test.each([
	['a connection that is cut', cut],
	['a connection that is cut within an answer', cutWithin],
	['a restarting server', answer(503, RESTARTING, { 'retry-after': '0' })],
	['a gateway without its server', answer(502, 'Bad gateway', { 'content-type': 'text/html' })],
	['too many requests', answer(429, {}, { 'retry-after': '0' })],
])('reads again after %s', async (_, failure) => {
	const { url, requests } = await openFlakyServer(failure, result(DAYS));
	const { audit } = connect(url, { batch: false });
	expect(await audit.listDays.query()).toEqual(DAYS);
	expect(requests).toHaveLength(2);
});

test.each([
	['a wrong key', answer(401, { error: { ...shapeOf('UNAUTHORIZED', 401) } }), 'unauthorized'],
	['a bad input', answer(400, { error: { ...shapeOf('BAD_REQUEST', 400) } }), 'bad_input'],
	['a page', answer(200, 'Hello', { 'content-type': 'text/html' }), 'not_a_tool_audit_server'],
])('does not try again after %s', async (_, failure, code) => {
	const { url, requests } = await openFlakyServer(failure);
	await expect(connect(url, { batch: false }).audit.listDays.query()).rejects.toMatchObject({
		code,
	});
	expect(requests).toHaveLength(1);
});

function shapeOf(code: string, httpStatus: number) {
	return { message: 'No.', code: -32_001, data: { code, httpStatus } };
}

test('tries as often as it may, and gives the last failure', async () => {
	const { url, requests } = await openFlakyServer(answer(503, RESTARTING, { 'retry-after': '0' }));
	const { audit } = connect(url, { batch: false });
	const failure = { code: 'server', message: 'The server is restarting.', retryable: true };
	await expect(audit.listDays.query()).rejects.toMatchObject(failure);
	expect(requests).toHaveLength(3);
	await expect(audit.listDays.query({}, { retries: 0 })).rejects.toMatchObject(failure);
	expect(requests).toHaveLength(4);
});

test('does not wait for a server that asks for more than a minute', async () => {
	const { url, requests } = await openFlakyServer(answer(429, {}, { 'retry-after': '3600' }));
	const error = connect(url, { batch: false }).audit.listDays.query();
	await expect(error).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 3_600_000 });
	expect(requests).toHaveLength(1);
});

test('sends a call to record again with the same id, which is one entry', async () => {
	await using server = await openRealServer();
	const apiKey = await server.keyFor('audit:read', 'audit:write');
	let failures = 2;
	const { audit } = connect(server.url, {
		apiKey,
		async fetch(address, init: { method?: string }) {
			const response = await fetch(address, init);
			if (init.method !== 'POST' || failures-- <= 0) return response;
			// The server has recorded the call, and its answer is lost.
			await response.text();
			throw Object.assign(new TypeError('fetch failed'), { code: 'ECONNRESET' });
		},
	});
	const receipt = await audit.record.mutate(CALL);
	expect(receipt.written).toBe(true);
	const { entries } = await audit.readDay.query({ day: receipt.day });
	expect(entries).toHaveLength(1);
	expect(entries[0]!.entry.id).toBe(receipt.id);
});

/** A `fetch` whose first connection is refused. */
function firstNotSent(): NonNullable<ClientOptions['fetch']> {
	let failures = 1;
	return (address, init) => {
		if (failures-- <= 0) return fetch(address, init);
		throw Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' });
	};
}

test('a call that has to be sent again is recorded as of when it was made', async () => {
	await using server = await openRealServer();
	const apiKey = await server.keyFor('audit:write');
	const { audit } = connect(server.url, { apiKey, fetch: firstNotSent() });
	const madeMs = Date.now();
	const { ts } = await audit.record.mutate(CALL);
	// The second attempt comes after some 400 ms at least.
	expect(Date.now() - madeMs).toBeGreaterThan(350);
	expect(Date.parse(ts) - madeMs).toBeLessThan(200);
});

test('a call with an id of the caller is one entry, also after a restart of the server', async () => {
	await using server = await openRealServer();
	const { audit } = connect(server.url, {
		apiKey: await server.keyFor('audit:read', 'audit:write'),
	});
	const first = await audit.record.mutate({ ...CALL, id: 'job-17:step-3' });
	await server.restart();
	const second = await audit.record.mutate({ ...CALL, id: 'job-17:step-3' });
	expect(second).toEqual(first);
	await audit.record.mutate(CALL);
	expect((await audit.readDay.query({ day: first.day })).total).toBe(2);
});

test('a server that tells no version may not know ids: what may have arrived is not sent again', async () => {
	const requests: string[] = [];
	const url = await openRawServer((request, response) => {
		requests.push(request.url!);
		if (request.method === 'POST') return void request.socket.destroy();
		response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
	});
	const call = connect(url, { batch: false }).audit.record.mutate(CALL);
	await expect(call).rejects.toMatchObject({ code: 'network' });
	expect(requests).toEqual(['/trpc/audit.record', '/trpc/health']);
});

test('when it is not known whether a call arrived, it is sent again as soon as the server can be asked', async () => {
	await using server = await openRealServer();
	const apiKey = await server.keyFor('audit:read', 'audit:write');
	const requests: string[] = [];
	const { audit } = connect(server.url, {
		apiKey,
		batch: false,
		fetch(address: string, init) {
			requests.push(new URL(address).pathname);
			// Without a code, as in Deno and in a browser.
			if (requests.length < 3) throw new TypeError('fetch failed');
			return fetch(address, init);
		},
	});
	expect(await audit.record.mutate(CALL)).toMatchObject({ written: true });
	expect(requests).toEqual([
		'/trpc/audit.record',
		'/trpc/health',
		'/trpc/health',
		'/trpc/audit.record',
	]);
});

test('what was never sent is sent again, also to a server that tells no version', async () => {
	const receipt = {
		written: true,
		id: 'a',
		ts: '2026-11-22T10:00:00.000+00:00',
		day: '2026-11-22',
	};
	const requests: string[] = [];
	const url = await openRawServer((request, response) => {
		requests.push(request.url!);
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ result: { data: receipt } }));
	});
	const { audit } = connect(url, { batch: false, fetch: firstNotSent() });
	expect(await audit.record.mutate(CALL)).toEqual(receipt);
	expect(requests).toEqual(['/trpc/audit.record']);
});

test('a call that has to be sent again keeps the start that the caller gave', async () => {
	await using server = await openRealServer();
	const apiKey = await server.keyFor('audit:write');
	const { audit } = connect(server.url, { apiKey, fetch: firstNotSent() });
	const at = '2026-11-22T10:00:00.000Z';
	const { ts } = await audit.record.mutate({ ...CALL, at });
	expect(Date.parse(ts)).toBe(Date.parse(at));
});

test.each([true, false])('an abort rejects at once with its reason (batch: %s)', async (batch) => {
	const url = await openRawServer(() => undefined);
	const { audit } = connect(url, { batch });
	const stop = new AbortController();
	const call = audit.listDays.query({}, { signal: stop.signal });
	const reason = new Error('enough');
	setTimeout(() => stop.abort(reason), 20);
	const error = await call.catch((error: AuditClientError) => error);
	expect(error).toMatchObject({ code: 'aborted', retryable: false, cause: reason });
	const before = audit.listDays.query({}, { signal: AbortSignal.abort(reason) });
	await expect(before).rejects.toMatchObject({ code: 'aborted', cause: reason });
});

test('an aborted call cancels no other of its request', async () => {
	let finish: (() => void) | undefined;
	const url = await openRawServer((_, response) => {
		finish = () => void response.writeHead(200, TYPE).end(streamOf(DAYS, DAYS));
	});
	const { audit } = connect(url);
	const stop = new AbortController();
	const aborted = audit.listDays.query({}, { signal: stop.signal });
	const other = audit.listDays.query({}, { signal: new AbortController().signal });
	await vi.waitFor(() => expect(finish).toBeDefined());
	stop.abort();
	await expect(aborted).rejects.toMatchObject({ code: 'aborted' });
	finish!();
	expect(await other).toEqual(DAYS);
});

test('an abort ends the wait before the next attempt', async () => {
	const { url } = await openFlakyServer(answer(503, RESTARTING, { 'retry-after': '30' }));
	const call = connect(url, { batch: false }).audit.listDays.query(
		{},
		{ signal: AbortSignal.timeout(100) },
	);
	await expect(call).rejects.toMatchObject({ code: 'aborted' });
});

test('an aborted call ends its request', async () => {
	const stop = new AbortController();
	const closed = Promise.withResolvers<void>();
	const url = await openRawServer((_, response) => {
		response.on('close', closed.resolve);
		stop.abort();
	});
	const { audit } = connect(url, { batch: false });
	const call = audit.listDays.query({}, { signal: stop.signal });
	await expect(call).rejects.toMatchObject({ code: 'aborted' });
	await closed.promise;
});

test('a time limit that no timer holds is none', async () => {
	const url = await openRawServer((_, response) => {
		setTimeout(
			() => response.writeHead(200, TYPE).end(JSON.stringify({ result: { data: DAYS } })),
			50,
		);
	});
	const { audit } = connect(url, { batch: false, timeout: 2 ** 31, retries: 0 });
	expect(await audit.listDays.query()).toEqual(DAYS);
});

test('reads again after an answer to several calls that ended in between', async () => {
	const whole = streamOf(DAYS, DAYS);
	const answers = [whole.split('\n').slice(0, 3).join('\n') + '\n', streamOf(DAYS)];
	const url = await openRawServer((_, response) => {
		response.writeHead(200, TYPE).end(answers.shift());
	});
	const { audit } = connect(url);
	expect(await Promise.all([audit.listDays.query(), audit.listDays.query()])).toEqual([DAYS, DAYS]);
	expect(answers).toEqual([]);
});

test('calls that share a request do not share its error', async () => {
	const { audit } = connect('http://127.0.0.1:1', { retries: 0 });
	const [one, other] = await Promise.all(
		[1, 2].map(() => audit.listDays.query().catch((error: AuditClientError) => error)),
	);
	expect(one).toMatchObject({ code: 'network' });
	expect(other).toEqual(one);
	expect(other).not.toBe(one);
});

test('a slow call holds up no other of its request', async () => {
	const rows = streamOf(DAYS, DAYS).split('\n');
	const url = await openRawServer((_, response) => {
		response.writeHead(200, TYPE);
		// The first call is answered, and the second is not.
		response.write(`${rows.slice(0, 3).join('\n')}\n`);
	});
	const { audit } = connect(url, { timeout: 5_000, retries: 0 });
	const stop = new AbortController();
	const [fast, slow] = [
		audit.listDays.query(),
		audit.listDays.query({}, { signal: stop.signal }).catch(() => 'aborted'),
	];
	expect(await fast).toEqual(DAYS);
	stop.abort();
	expect(await slow).toBe('aborted');
});

test('sends headers of the client and of the call, and the version', async () => {
	const { url, requests } = await openFlakyServer(result(DAYS));
	let token = 0;
	const { audit } = connect(url, { headers: async () => ({ 'x-token': `${++token}` }) });
	await audit.listDays.query({}, { batch: false });
	await audit.listDays.query({}, { headers: { 'x-trace': 'abc' } });
	expect(requests.map(({ headers }) => headers)).toMatchObject(
		[
			{ 'x-token': '1', authorization: 'Bearer ta_any', 'x-tool-audit-client': /./ },
			{ 'x-token': '2', 'x-trace': 'abc' },
		].map(({ 'x-tool-audit-client': _, ...headers }) => headers),
	);
	await audit.listDays.query({}, { headers: { 'X-Token': 'own' } });
	expect(requests[2]!.headers['x-token']).toBe('own');
	expect(requests[0]!.headers['x-tool-audit-client']).toMatch(/^\d+\.\d+\.\d+/);
});

test('waits for a server that asks for no wait, and not too long for one that asks for much', () => {
	expect(waitMsAfter(0, 0)).toBe(100);
	expect(waitMsAfter(9, 0)).toBeGreaterThan(5_000);
	expect(waitMsAfter(0, 3_000_000_000)).toBe(300_000);
	expect(waitMsAfter(0, 7_000)).toBe(7_000);
});

test('listeners of a long-lived signal are removed', async () => {
	const { url } = await openFlakyServer(result(DAYS));
	const { signal } = new AbortController();
	let listeners = 0;
	const add = signal.addEventListener.bind(signal);
	const remove = signal.removeEventListener.bind(signal);
	signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
	signal.removeEventListener = (...args: Parameters<typeof remove>) => (
		listeners--,
		remove(...args)
	);
	const { audit } = connect(url, { batch: false });
	await audit.listDays.query({}, { signal });
	expect(listeners).toBe(0);
});
