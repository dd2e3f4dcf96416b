import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { goneSignal } from './gone.ts';

/** An answer for which a client waits, and a function with which the client leaves. */
async function answerInWaiting() {
	const asked = Promise.withResolvers<ServerResponse>();
	const server = createServer((_, response) => asked.resolve(response)).listen(0, '127.0.0.1');
	onTestFinished(() => void server.close());
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const request = get({ host: '127.0.0.1', port }).on('error', () => undefined);
	const raw = await asked.promise;
	const closed = once(raw, 'close');
	const leave = async () => {
		request.destroy();
		await closed;
	};
	return { raw, leave };
}

test('aborts when the client leaves', async () => {
	const { raw, leave } = await answerInWaiting();
	const signal = goneSignal({ raw });
	expect(signal.aborted).toBe(false);
	await leave();
	expect(signal.aborted).toBe(true);
});

test('is aborted at once when the client has already left', async () => {
	const { raw, leave } = await answerInWaiting();
	await leave();
	expect(goneSignal({ raw }).aborted).toBe(true);
});
