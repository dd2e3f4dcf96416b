import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

test('sends a call again that was being sent when the process exits, with the same id', async () => {
	const records: unknown[] = [];
	let question: ServerResponse | undefined;
	/** Answers the query once it has received the call, and never answers the call. */
	const server = createServer((request, response) => {
		void (async () => {
			if (request.url!.includes('audit.record')) {
				const call = await json(request);
				records.push(call);
			} else question = response;
			if (records.length > 0) question?.end('{}');
		})();
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	onTestFinished(() => void server.close().closeAllConnections());
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const child = spawn(process.execPath, [join(import.meta.dirname, 'exit-child.ts'), url], {
		stdio: 'ignore',
	});
	expect(await once(child, 'exit')).toEqual([0, null]);
	const ids = records.map((call) => (call as { id?: string }).id ?? call);
	expect(ids).toHaveLength(2);
	expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
	expect(ids[1]).toBe(ids[0]);
});
