import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
	type AuditClientError,
	type ClientOptions,
	createAuditClient,
	isAuditClientError,
} from '../src/index.ts';
import type * as errors from '../src/error.ts';
import { openRawServer } from './raw-server.ts';
import { openRealServer } from './real-server.ts';

const CALL = { tool: 'x', args: {}, status: 'ok', result: '' } as const;

function connect(url: string, options: ClientOptions = {}) {
	return createAuditClient({ url, apiKey: 'ta_any', retries: 0, logger: false, ...options });
}

/** The error of a call that fails. */
async function failureOf(call: Promise<unknown>): Promise<AuditClientError> {
	const error: unknown = await call.then(
		() => expect.unreachable('the call did not fail'),
		(error: unknown) => error,
	);
	if (!isAuditClientError(error)) throw error;
	return error;
}

/** A port on which nothing listens. */
async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

describe('without a connection', () => {
	test('no server', async () => {
		const url = `http://127.0.0.1:${await freePort()}`;
		expect(await failureOf(connect(url).audit.listDays.query())).toMatchObject({
			code: 'network',
			retryable: true,
			status: null,
			requestId: null,
			message: `${url} can't be reached (ECONNREFUSED): start the server, or give createAuditClient its address.`,
		});
	});

	test('a name that does not exist', async () => {
		const error = await failureOf(connect('http://no-such-host.invalid').audit.listDays.query());
		expect(error.code).toBe('network');
		expect(error.message).toMatch(
			/^The name of http:\/\/no-such-host\.invalid is not known \(E\w+\): correct the address/,
		);
	});

	test('a port that fetch forbids', async () => {
		expect(await failureOf(connect('http://127.0.0.1:6000').health.query())).toMatchObject({
			code: 'network',
			retryable: false,
			message:
				'fetch refuses to use the port of http://127.0.0.1:6000: start the server on another one.',
		});
	});

	test('a connection that is cut before the answer', async () => {
		const url = await openRawServer((request) => request.socket.destroy());
		const error = await failureOf(connect(url).audit.listDays.query());
		expect(error).toMatchObject({ code: 'network', retryable: true });
		expect(error.message).toMatch(/was cut before the answer was complete/);
	});

	test('a connection that is cut in the middle of the answer', async () => {
		const url = await openRawServer((request, response) => {
			response.writeHead(200, {
				'content-type': 'application/json',
				'x-tool-audit-version': '1.1.0',
			});
			response.write('{"0":[[0],[null,0,0]]}\n');
			setTimeout(() => request.socket.destroy(), 50);
		});
		for (const batch of [true, false]) {
			const error = await failureOf(connect(url, { batch }).audit.listDays.query());
			expect(error).toMatchObject({ code: 'network', retryable: true });
			expect(error.message).toMatch(/was cut before the answer was complete/);
		}
	});

	test('a server that speaks another protocol', async () => {
		const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		onTestFinished(() => void server.close());
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		expect(await failureOf(connect(url).health.query())).toMatchObject({
			code: 'not_a_tool_audit_server',
		});
	});

	test('an address with https for a server without it', async () => {
		const url = (await openRawServer((_, response) => void response.end())).replace(
			'http',
			'https',
		);
		expect(await failureOf(connect(url).health.query())).toMatchObject({
			code: 'network',
			retryable: false,
			message: `${url} answers without TLS: its address begins with http://.`,
		});
	});

	test('no answer in time', async () => {
		const url = await openRawServer(() => undefined);
		expect(await failureOf(connect(url, { timeout: 50 }).audit.listDays.query())).toMatchObject({
			code: 'timeout',
			retryable: true,
			message: `audit.listDays had no answer from ${url} after 0.05 s.`,
		});
	});
});

describe('answers of proxies and other servers', () => {
	const page = (status: number, headers = {}) =>
		openRawServer((_request, response: ServerResponse) => {
			response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<h1>Hm</h1>');
		});

	test.each([
		[
			502,
			'server',
			true,
			/^A gateway in front of .* answers 502: the server behind it can't be reached/,
		],
		[503, 'server', true, /answers 503/],
		[504, 'server', true, /answers 504/],
		[500, 'server', true, /failed \(500\)/],
		[413, 'too_large', false, /^The request is too large for .*\(413\): send less in one\.$/],
		[414, 'too_large', false, /\(414\)/],
		[431, 'too_large', false, /\(431\)/],
		[429, 'rate_limited', true, /gets too many requests/],
		[401, 'unauthorized', false, /^A proxy in front of .* asks for a login of its own/],
		[403, 'forbidden', false, /^A proxy in front of .* refused the request/],
		[404, 'not_a_tool_audit_server', false, /answers \(404\), but not as a Tool Audit server/],
		[200, 'not_a_tool_audit_server', false, /answers \(200\), but not as a Tool Audit server/],
	])('%i is %s', async (status, code, retryable, message) => {
		const url = await page(status, { 'retry-after': '7', 'x-request-id': 'r-1' });
		for (const batch of [true, false]) {
			const error = await failureOf(connect(url, { batch }).audit.record.mutate(CALL));
			expect(error).toMatchObject({ code, retryable, status });
			expect(error.message).toMatch(message);
			if (code !== 'not_a_tool_audit_server') {
				expect(error).toMatchObject({ requestId: 'r-1', retryAfterMs: 7_000 });
			}
		}
	});

	test.each([302, 307])(
		'a redirect (%i) is not followed: the key is for this address',
		async (status) => {
			const other: unknown[] = [];
			const target = await openRawServer((request, response) => {
				other.push(request.url);
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end('{"result":{"data":1}}');
			});
			const url = await openRawServer((_, response) => {
				response.writeHead(status, { location: `${target}/trpc/audit.record` }).end();
			});
			for (const batch of [true, false]) {
				const error = await failureOf(connect(url, { batch }).audit.record.mutate(CALL));
				expect(error).toMatchObject({ code: 'not_a_tool_audit_server', status });
				expect(error.message).toContain(`redirects to "${target}/trpc/audit.record"`);
			}
			expect(other).toEqual([]);
		},
	);

	test('a server of another major version is not spoken to', async () => {
		const url = await openRawServer((_, response) => {
			response.setHeader('x-tool-audit-version', '7.0.1');
			response.setHeader('content-type', 'application/json');
			response.end('{}');
		});
		const error = await failureOf(connect(url).audit.listDays.query());
		expect(error).toMatchObject({ code: 'version', retryable: false });
		expect(error.message).toMatch(
			/ runs Tool Audit 7\.0\.1, and this is the client of .*: update @tool-audit\/client\.$/,
		);
	});
});

describe('refusals of the server', () => {
	test('have its sentence, code, status and request', async () => {
		await using server = await openRealServer();
		const wrong = createAuditClient({ url: server.url, apiKey: 'ta_wrong', retries: 0 });
		expect(await failureOf(wrong.audit.listDays.query())).toMatchObject({
			name: 'AuditClientError',
			code: 'unauthorized',
			status: 401,
			retryable: false,
			requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
			data: { code: 'UNAUTHORIZED' },
		});
		const { audit } = createAuditClient({
			url: server.url,
			apiKey: await server.keyFor('audit:read'),
			retries: 0,
		});
		const day = '2026-11-22';
		expect(await failureOf(audit.record.mutate(CALL))).toMatchObject({ code: 'forbidden' });
		expect(await failureOf(audit.entry.query({ day, ref: '0-0' }))).toMatchObject({
			code: 'not_found',
		});
		expect(await failureOf(audit.listDays.query({ user: 'bob' }))).toMatchObject({
			code: 'not_found',
		});
		expect(await failureOf(audit.readDay.query({ day: '2026-02-30' }))).toMatchObject({
			code: 'bad_input',
		});
	});

	test('a wrong path below the server’s address', async () => {
		await using server = await openRealServer();
		const error = await failureOf(connect(`${server.url}/audit`).audit.record.mutate(CALL));
		expect(error).toMatchObject({ code: 'not_a_tool_audit_server', status: 404 });
	});

	test('a revoked key ends a tail with its reason', async () => {
		await using server = await openRealServer();
		const { key, revoke } = await server.revocableKey('audit:read');
		const client = createAuditClient({ url: server.url, apiKey: key, logger: false });
		const { promise, resolve } = Promise.withResolvers<AuditClientError>();
		client.audit.tail.subscribe({}, { onStarted: revoke, onError: resolve });
		expect(await promise).toMatchObject({ code: 'unauthorized', retryable: false });
	});
});

test('a callback that throws ends the stream, and is told as that', async () => {
	await using server = await openRealServer();
	const client = createAuditClient({ url: server.url, apiKey: await server.keyFor('audit:read') });
	const { promise, resolve } = Promise.withResolvers<AuditClientError>();
	const cause = new Error('mine');
	client.audit.tail.subscribe(
		{},
		{
			onData() {
				throw cause;
			},
			onError: resolve,
		},
	);
	const error = await promise;
	expect(error).toMatchObject({ code: 'listener', retryable: false, cause });
	expect(error.message).toBe('A callback of audit.tail threw, so the stream has ended: mine');
});

test('headers that throw are told as that, everywhere', async () => {
	const url = `http://127.0.0.1:${await freePort()}`;
	const cause = new Error('token store is down');
	const client = connect(url, {
		headers() {
			throw cause;
		},
	});
	const failure = { code: 'listener', retryable: false, cause };
	expect(await failureOf(client.audit.listDays.query())).toMatchObject(failure);
	expect(await failureOf(client.tail().next())).toMatchObject(failure);
	expect(await failureOf(client.export('2026-11-22'))).toMatchObject(failure);
});

test('a header that HTTP does not allow is named, without its value', async () => {
	const url = `http://127.0.0.1:${await freePort()}`;
	const headers = { 'x-token': 'first\nsecond' };
	const client = connect(url, { headers });
	const calls = [
		() => client.audit.listDays.query(),
		() => connect(url).audit.listDays.query({}, { headers }),
		() => client.tail().next(),
		() => client.export('2026-11-22'),
	];
	for (const call of calls) {
		const error = await failureOf(call());
		expect(error).toMatchObject({ code: 'bad_input', retryable: false });
		expect(error.message).toContain('"x-token"');
		expect(`${error.stack} ${String(error.cause)}`).not.toContain('second');
	}
});

test('an export has a time limit, and is not the body of an error', async () => {
	const silent = await openRawServer(() => undefined);
	const late = connect(silent, { timeout: 50 }).export('2026-11-22');
	expect(await failureOf(late)).toMatchObject({ code: 'timeout', retryable: true });
	const failing = await openRawServer((_, response) => {
		response.writeHead(500, { 'content-type': 'application/json' }).end('[]');
	});
	expect(await failureOf(connect(failing).export('2026-11-22'))).toMatchObject({ code: 'server' });
});

test('the stack begins at the line of the call', async () => {
	const url = `http://127.0.0.1:${await freePort()}`;
	const client = connect(url);
	const line = async () => await client.audit.listDays.query();
	const { stack } = await failureOf(line());
	expect(stack!.split('\n')[0]).toBe(`AuditClientError: ${(await failureOf(line())).message}`);
	expect(stack!.split('\n')[1]).toMatch(/errors\.test\.ts:\d+:\d+/);
	const walk = await failureOf(client.rows('2026-11-22').next());
	expect(walk.stack!.split('\n')[1]).toMatch(/errors\.test\.ts:\d+:\d+/);
	const file = await failureOf(client.export('2026-11-22'));
	expect(file.stack!.split('\n')[1]).toMatch(/errors\.test\.ts:\d+:\d+/);
});

test('an error is recognised by another copy of the package', async () => {
	const copy = (await import(`${'../src/error.ts'}?copy`)) as typeof errors;
	const url = `http://127.0.0.1:${await freePort()}`;
	const error = await failureOf(connect(url).health.query());
	expect(copy.isAuditClientError(error)).toBe(true);
	expect(error).not.toBeInstanceOf(copy.AuditClientError);
	expect(copy.isAuditClientError(new Error('another'))).toBe(false);
});

test.each<[string, object, RegExp]>([
	['no url', { url: undefined }, /^url is missing: .* or set TOOL_AUDIT_URL\.$/],
	['no key', { apiKey: undefined }, /^apiKey is missing: .* or set TOOL_AUDIT_KEY\.$/],
	['a key with a line break', { apiKey: 'ta_x\nta_y' }, /^apiKey must be/],
	['a fetch that is no function', { fetch: 5 }, /^fetch must be a function\.$/],
	['a batch that is no boolean', { batch: 'no' }, /^batch must be true or false\.$/],
	['a url that is a number', { url: 5 }, /^url must be the address .*; it is "5"\.$/],
	['a url that is null', { url: null }, /^url must be the address .*; it is "null"\.$/],
	['a key with its scheme', { apiKey: 'Bearer ta_x' }, /^apiKey must be the key alone/],
	['a misspelt option', { apikey: 'x' }, /^createAuditClient has no option "apikey"/],
	['a negative timeout', { timeout: -1 }, /^timeout must be a number from 0 on; it is -1\.$/],
	['retries that are no number', { retries: 'many' }, /^retries must be a number/],
])('%s is refused when the client is created', (_, options, message) => {
	const all = { url: 'http://127.0.0.1:1', apiKey: 'ta_x', ...options };
	expect(() => createAuditClient(all)).toThrow(message);
});

test('a key may end with a line break, like the file that it comes from', async () => {
	await using server = await openRealServer();
	const apiKey = `${await server.keyFor('audit:read')}\n`;
	const client = createAuditClient({ url: server.url, apiKey });
	expect(await client.audit.listDays.query()).toMatchObject({ days: [] });
});

test('options that are no object are refused', () => {
	expect(() => createAuditClient(null as never)).toThrow(
		/^The options of createAuditClient must be/,
	);
});

test('the address and the key come from the environment', async () => {
	await using server = await openRealServer();
	vi.stubEnv('TOOL_AUDIT_URL', server.url);
	vi.stubEnv('TOOL_AUDIT_KEY', await server.keyFor('audit:read'));
	onTestFinished(() => void vi.unstubAllEnvs());
	expect(await createAuditClient().audit.listDays.query()).toMatchObject({ days: [] });
});
