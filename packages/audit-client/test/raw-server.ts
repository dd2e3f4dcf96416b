import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server that answers as it is told, for answers that no Tool Audit server gives. Ends with the test. */
export async function openRawServer(
	answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close().closeAllConnections());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The answers of a tRPC server to calls that share a request, one after the other. */
export function streamOf(...data: unknown[]): string {
	const head = Object.fromEntries(data.map((_, at) => [at, [[0], [null, 0, at]]]));
	const lines = data.flatMap((one, at) => [
		[at, 0, [[{ result: at + data.length }], ['result', 0, at + data.length]]],
		[at + data.length, 0, [[{ data: one }]]],
	]);
	return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}
