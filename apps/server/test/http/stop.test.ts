import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startServer } from '../fixtures/server.ts';

test('a request that never ends does not delay a stopping server', async () => {
	const server = await startServer();
	const hanging = request(`${server.url}/trpc/session.signIn`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'content-length': 100 },
	});
	const over = new Promise<void>((resolve) => hanging.on('close', resolve).on('error', () => {}));
	await new Promise<void>((resolve) => hanging.write('{', () => resolve()));
	await server.client().call('health');
	await server.close();
	await over;
});

test('a stopping server ends live streams at once', async () => {
	const server = await startServer({ stopGraceMs: 3_600_000 });
	const robin = await server.person('robin');
	const { secret } = await server.program(robin.account, ['audit:read']);
	const headers = { authorization: `Bearer ${secret}` };
	// A browser keeps its connections open for the next request.
	const agent = new Agent({ keepAlive: true });
	const listening = get(`${server.url}/trpc/audit.tail?input={}`, { agent, headers });
	const [stream] = (await once(listening, 'response')) as [IncomingMessage];
	const over = once(stream.resume(), 'close');
	await server.close();
	await over;
});

test('a connection that a browser opened ahead of its requests does not delay a stopping server', async () => {
	const server = await startServer({ stopGraceMs: 3_600_000 });
	const unused = connect(Number(new URL(server.url).port), '127.0.0.1');
	const over = once(unused.resume(), 'close');
	await once(unused, 'connect');
	await server.client().call('health');
	await server.close();
	await over;
});

describe('a request on a connection that is kept open gets an answer of ours while the server stops', () => {
	/** A server that waits for a procedure, and a connection on which requests arrive meanwhile. */
	async function busyServer() {
		const slow = Promise.withResolvers<never>();
		const asked = Promise.withResolvers<void>();
		const server = await startServer({
			stopGraceMs: 3_600_000,
			reads: {
				recent: () => {
					asked.resolve();
					return slow.promise;
				},
			},
		});
		const ann = await server.person('ann');
		const waiting = ann.call('audit.recent', {});
		await asked.promise;
		const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
		let text = '';
		socket.on('data', (chunk) => (text += chunk.toString()));
		const begin = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\n`;
		return {
			async answerTo(path: string) {
				// A connection whose next request has begun is not closed with the idle ones.
				socket.write(`${begin('/trpc/health')}\r\n${begin(path)}`);
				await expect.poll(() => text).toContain('"status":"ok"');
				text = '';
				const closed = server.close();
				const ended = once(socket, 'close');
				socket.write('\r\n');
				await ended;
				slow.reject(new Error('stopped'));
				await Promise.all([waiting, closed]);
				const [head, body] = text.split('\r\n\r\n');
				return { head: head!.toLowerCase(), error: JSON.parse(body!).error };
			},
		};
	}

	test('outside tRPC', async () => {
		const { head, error } = await (await busyServer()).answerTo('/api/audit/files');
		expect(head).toContain('http/1.1 503');
		expect(head).toContain('\r\nretry-after: 5');
		expect(head).toContain('\r\nx-content-type-options: nosniff');
		expect(error).toMatchObject({
			code: 'SERVICE_UNAVAILABLE',
			message: 'The server is stopping or restarting. Try again in a few seconds.',
			requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			retryAfterSeconds: 5,
		});
	});

	test('in tRPC', async () => {
		const { head, error } = await (await busyServer()).answerTo('/trpc/audit.recent');
		expect(head).toContain('http/1.1 503');
		expect(head).toContain('\r\nretry-after: 5');
		expect(error.message).toContain('Try again');
		expect(error.data).toMatchObject({
			code: 'SERVICE_UNAVAILABLE',
			httpStatus: 503,
			requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			retryAfterSeconds: 5,
		});
	});
});
