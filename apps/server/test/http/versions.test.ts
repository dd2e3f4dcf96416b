import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { startServer } from '../fixtures/server.ts';
import { webBuild } from '../fixtures/web-build.ts';

describe('every answer has the version of the server', () => {
	test.each([
		['the page', '/', {}],
		['a missing file', '/_app/nothing.js', {}],
		['a procedure', '/trpc/health', {}],
		['a refusal', '/trpc/audit.recent', {}],
		['an unknown procedure', '/trpc/nothing', {}],
		['a stream', '/trpc/audit.tail', {}],
		['the document', '/api/openapi.json', {}],
		['an unknown address', '/api/nothing', {}],
		['an address that can’t be decoded', '/api/%E0%A4%A', {}],
		['an address that is too long', `/trpc/${'x'.repeat(6_000)}`, {}],
		[
			'a write of another site',
			'/trpc/session.signOut',
			{ method: 'POST', headers: { origin: 'https://evil.example' } },
		],
	] as [string, string, RequestInit][])('%s', async (_, path, init) => {
		const server = await startServer({ version: '1.4.2', webBuild: await webBuild() });
		const response = await server.client().request(path, init);
		await response.body?.cancel();
		expect(response.headers.get('x-tool-audit-version')).toBe('1.4.2');
	});

	test('also one to what is no request', async () => {
		const server = await startServer({ version: '1.4.2' });
		const { headers, status, error } = await broken(server.url, 'x'.repeat(20_000));
		expect(headers['x-tool-audit-version']).toBe('1.4.2');
		expect([status, error.code]).toEqual([431, 'BAD_REQUEST']);
		expect(error.message).toContain('by POST');
	});
});

/** A request whose headers are too long. */
async function broken(url: string, value: string) {
	const sent = request(url, { headers: { 'x-long': value } }).end();
	const [response] = (await once(sent, 'response')) as [IncomingMessage];
	const { error } = JSON.parse(await text(response)) as {
		error: { code: string; message: string };
	};
	return { status: response.statusCode, headers: response.headers, error };
}

describe('a client', () => {
	const ask = async (version: string, client?: string) => {
		const server = await startServer({ version });
		const headers = client === undefined ? {} : { 'x-tool-audit-client': client };
		const procedure = await server.client().call('health', undefined, headers);
		const plain = await server.client().get('/api/openapi.json', headers);
		return [procedure, plain];
	};

	test.each([
		['of the same version', '1.4.2'],
		['of an older minor version', '1.0.0'],
		['of a newer minor version', '1.99.0'],
		['of a preview', '1.5.0-beta.1'],
		['that does not say its version', undefined],
		['that says something else', 'curl'],
	])('%s works', async (_, client) => {
		for (const { code } of await ask('1.4.2', client)) expect(code).toBe('OK');
	});

	test.each([
		[
			'1.4.2',
			'2.0.0',
			'This server has version 1.4.2 and the client version 2.0.0. Update the server: both need the same major version.',
		],
		[
			'2.1.0',
			'1.4.2',
			'This server has version 2.1.0 and the client version 1.4.2. Update the client to version 2: both need the same major version.',
		],
		[
			'2.0.0',
			'10.0.0',
			'This server has version 2.0.0 and the client version 10.0.0. Update the server: both need the same major version.',
		],
	])(
		'a server %s refuses a client %s and says which to update',
		async (version, client, sentence) => {
			for (const { code, message, error } of await ask(version, client)) {
				expect([code, message]).toEqual(['BAD_REQUEST', sentence]);
				expect(error).toMatchObject({ reason: 'version', requestId: expect.any(String) });
			}
		},
	);
});
