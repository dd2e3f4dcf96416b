import { request } from 'node:http';
import { test } from 'vitest';
import { startServer } from '../fixtures/server.ts';

test('a request that never ends does not hold up a stopping server', async () => {
	const server = await startServer();
	const hanging = request(`${server.url}/trpc/session.signIn`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'content-length': 100 },
	});
	const over = new Promise<void>((resolve) => hanging.on('close', resolve).on('error', () => {}));
	await new Promise<void>((resolve) => hanging.write('{', () => resolve()));
	await server.visitor().call('health');
	await server.close();
	await over;
});
