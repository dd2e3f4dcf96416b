import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

test('does not send a call again that was being sent when the process exits', async () => {
	let records = 0;
	let question: ServerResponse | undefined;
	/** Answers the query once it has received the call, and never answers the call. */
	const server = createServer((request, response) => {
		if (request.url!.includes('audit.record')) records++;
		else question = response;
		if (records > 0) question?.end('{}');
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	onTestFinished(() => void server.close().closeAllConnections());
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const child = spawn(process.execPath, [join(import.meta.dirname, 'exit-child.ts'), url], {
		stdio: 'ignore',
	});
	expect(await once(child, 'exit')).toEqual([0, null]);
	expect(records).toBe(1);
});
