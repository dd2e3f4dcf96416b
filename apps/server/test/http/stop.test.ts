import { once } from 'node:events';
import { Agent, get, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { test } from 'vitest';
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
