import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json, text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';

interface Ended {
	/** What `once(child, 'exit')` gives. */
	exit: unknown[];
	/** The calls that the server got, each as often as it was sent. */
	records: unknown[];
	stderr: string;
}

/**
 * Runs the program that exits while its call is being sent. The server answers its query once it has received the call,
 * never answers the call, and answers with this status when it is sent again.
 */
async function exitWhileSending(statusAtEnd: number): Promise<Ended> {
	const records: unknown[] = [];
	let question: ServerResponse | undefined;
	const server = createServer((request, response) => {
		void (async () => {
			if (request.url!.includes('audit.record')) {
				records.push(await json(request));
				if (records.length > 1) response.writeHead(statusAtEnd).end('{}');
			} else question = response;
			if (records.length > 0) question?.end('{}');
		})();
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	onTestFinished(() => void server.close().closeAllConnections());
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const child = spawn(process.execPath, [join(import.meta.dirname, 'exit-child.ts'), url], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	const [exit, stderr] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
	return { exit, records, stderr };
}

test('sends a call again that was being sent when the process exits, with the same id', async () => {
	const { exit, records, stderr } = await exitWhileSending(200);
	expect(exit).toEqual([0, null]);
	const ids = records.map((call) => (call as { id?: string }).id ?? call);
	expect(ids).toHaveLength(2);
	expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
	expect(ids[1]).toBe(ids[0]);
	expect(stderr).not.toContain('could not be recorded');
});

test('tells how many calls the server has not accepted when the process exits', async () => {
	const { exit, stderr } = await exitWhileSending(503);
	expect(exit).toEqual([0, null]);
	expect(stderr).toContain('tool-audit: 1 call could not be recorded before the end.');
});
