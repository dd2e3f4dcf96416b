import { createTRPCClient, TRPCClientError } from '@trpc/client';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openConnection } from '../src/http/connection.ts';
import { createLinks } from '../src/http/links.ts';
import type { ClientOptions } from '../src/options.ts';
import { openStubServer, type StubRouter } from './stub-server.ts';

const connect = (url: string, apiKey: string, options: ClientOptions = {}) =>
	createTRPCClient<StubRouter>({
		links: createLinks(openConnection({ url, apiKey, retries: 0, logger: false, ...options })),
	});
type StubClient = ReturnType<typeof connect>;

/** The first `wanted` numbers of a subscription, or the error that ended it. */
function listen(
	client: StubClient,
	wanted: number,
	onNumber: (number: number) => void = () => {},
): Promise<number[]> {
	const { promise, resolve, reject } = Promise.withResolvers<number[]>();
	const seen: number[] = [];
	const subscription = client.count.subscribe(
		{},
		{
			onData: ({ data }) => {
				seen.push(data);
				onNumber(data);
				if (seen.length === wanted) resolve(seen);
			},
			onError: reject,
		},
	);
	return promise.finally(() => subscription.unsubscribe());
}

test('sends the key with every call', async () => {
	await using server = await openStubServer();
	await expect(connect(server.url, server.key).echo.query('hello')).resolves.toBe('hello');
});

test('sends calls made at the same time in one request, ten at most', async () => {
	await using server = await openStubServer();
	const { echo } = connect(server.url, server.key);
	await Promise.all(Array.from({ length: 11 }, (_, number) => echo.query(`${number}`)));
	expect(server.requests).toHaveLength(2);
});

test.each([
	['a mutation of many bytes', 'x'.repeat(70_000)],
	['a mutation whose characters are escaped', '\u0001'.repeat(12_000)],
	['a mutation in another script', '温'.repeat(24_000)],
])('sends %s alone', async (_what, text) => {
	await using server = await openStubServer();
	const { keep } = connect(server.url, server.key);
	await Promise.all([keep.mutate('short'), keep.mutate(text), keep.mutate('short')]);
	expect(server.kept.toSorted()).toEqual(['short', 'short', text].toSorted());
	expect(server.requests).toHaveLength(2);
});

test('sends a long query alone, and the short ones together', async () => {
	await using server = await openStubServer();
	const { echo } = connect(server.url, server.key);
	const texts = ['short', 'x'.repeat(9_000), 'short'];
	expect(await Promise.all(texts.map((text) => echo.query(text)))).toEqual(texts);
	expect(server.requests).toHaveLength(2);
});

test('sends a query in the body of a request when it is too long for an address', async () => {
	await using server = await openStubServer();
	const { echo } = connect(server.url, server.key);
	const long = 'x'.repeat(200_000);
	expect(await Promise.all([echo.query('short'), echo.query(long)])).toEqual(['short', long]);
	expect(Math.max(...server.requests.map(({ length }) => length))).toBeLessThan(8_000);
});

test('subscribes in Node with the key, and continues after a lost connection', async () => {
	await using server = await openStubServer();
	const numbers = listen(connect(server.url, server.key), 4, (number) => {
		if (number === 2) server.cut();
	});
	await expect(numbers).resolves.toEqual([1, 2, 3, 4]);
});

test('passes on the server’s error message', async () => {
	await using server = await openStubServer();
	const refused = connect(server.url, 'ta_wrong').echo.query('hello');
	await expect(refused).rejects.toMatchObject({
		message: 'This API key is unknown.',
		data: { code: 'UNAUTHORIZED' },
	});
});

test('passes on the server’s error message to a subscription, and stops', async () => {
	await using server = await openStubServer();
	await expect(listen(connect(server.url, 'ta_wrong'), 1)).rejects.toMatchObject({
		message: 'This API key is unknown.',
		data: { code: 'UNAUTHORIZED' },
	});
});

test('reports when no server listens at the address', async () => {
	const server = await openStubServer();
	await server[Symbol.asyncDispose]();
	const error = await connect(server.url, server.key)
		.echo.query('hello')
		.catch((error: unknown) => error);
	expect(error).toBeInstanceOf(TRPCClientError);
	expect(error).toHaveProperty(
		'message',
		`${server.url} can't be reached (ECONNREFUSED): start the server, or give createAuditClient its address.`,
	);
});

test.each([
	['a page', 'text/html', '<!doctype html><title>Welcome</title>'],
	['other JSON', 'application/json', '{"hello":"world"}'],
	['nothing', 'text/plain', ''],
])('reports when another server answers with %s', async (_what, type, body) => {
	const other = createServer((_request, response) => {
		response.setHeader('content-type', type).end(body);
	});
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
	const sentence =
		/answers.*, but not as a Tool Audit server: give createAuditClient the address that the server printed when it started\.$/;
	const code = 'not_a_tool_audit_server';
	const refusal = { message: expect.stringMatching(sentence) as string, code, retryable: false };
	await expect(connect(url, 'ta_any').echo.query('hello')).rejects.toMatchObject(refusal);
	await expect(listen(connect(url, 'ta_any'), 1)).rejects.toMatchObject(refusal);
	await new Promise((resolve) => other.close(resolve));
});

test('passes on the abort error of a call that was aborted', async () => {
	await using server = await openStubServer();
	const call = connect(server.url, server.key).echo.query('hello', { signal: AbortSignal.abort() });
	await expect(call).rejects.toThrow(/abort/i);
});

describe('behind a proxy with a lower limit', () => {
	/** Rejects requests that are too large with its own page, and collects the status of every answer. */
	async function openProxy(target: string, isTooLarge: (url: string, body: string) => boolean) {
		const statuses: number[] = [];
		const proxy = createServer((request, response) => {
			void (async () => {
				const chunks: Buffer[] = [];
				for await (const chunk of request) chunks.push(chunk as Buffer);
				const body = Buffer.concat(chunks);
				if (isTooLarge(request.url!, body.toString())) {
					statuses.push(413);
					response.writeHead(413, { 'content-type': 'text/html' }).end('<h1>Too large</h1>');
					return;
				}
				const { method, headers } = request;
				const passed = ask(target + request.url!, { method, headers }, (answer) => {
					statuses.push(answer.statusCode!);
					response.writeHead(answer.statusCode!, answer.headers);
					answer.pipe(response);
				});
				passed.end(body);
			})();
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		onTestFinished(() => void proxy.close().closeAllConnections());
		return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, statuses };
	}

	test('sends calls again, each alone, when they were rejected together', async () => {
		await using server = await openStubServer();
		const { url, statuses } = await openProxy(server.url, (_url, body) => body.length > 5_000);
		const { keep } = connect(url, server.key);
		const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(2_000));
		await Promise.all(texts.map((text) => keep.mutate(text)));
		expect(server.kept.toSorted()).toEqual(texts);
		expect(statuses).toEqual([413, 200, 200, 200]);
	});

	test('only the call that is too large by itself fails, with that reason', async () => {
		await using server = await openStubServer();
		const { url, statuses } = await openProxy(server.url, (_url, body) => body.length > 5_000);
		const { keep } = connect(url, server.key);
		const calls = await Promise.allSettled(
			['a', 'b'.repeat(6_000), 'c'].map((text) => keep.mutate(text)),
		);
		expect(calls.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect((calls[1] as PromiseRejectedResult).reason).toMatchObject({
			message: `The request is too large for ${url} or a proxy in front of it (413): send less in one.`,
			...{ code: 'too_large', status: 413, retryable: false },
		});
		expect(server.kept.toSorted()).toEqual(['a', 'c']);
		// Each call was sent again only once.
		expect(statuses.toSorted()).toEqual([200, 200, 413, 413]);
	});

	test('sends queries again, each alone, when their address is too long together', async () => {
		await using server = await openStubServer();
		const { url } = await openProxy(server.url, (address) => address.length > 1_000);
		const { echo } = connect(url, server.key);
		const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(500));
		expect(await Promise.all(texts.map((text) => echo.query(text)))).toEqual(texts);
	});

	test('does not send a call again that was carried out and failed', async () => {
		await using server = await openStubServer();
		const { refuse } = connect(server.url, server.key);
		const calls = await Promise.allSettled(['a', 'b'].map((text) => refuse.mutate(text)));
		expect(calls).toMatchObject([
			{ reason: { data: { code: 'PAYLOAD_TOO_LARGE' } } },
			{ reason: { data: { code: 'PAYLOAD_TOO_LARGE' } } },
		]);
		expect(server.kept.toSorted()).toEqual(['a', 'b']);
	});
});
