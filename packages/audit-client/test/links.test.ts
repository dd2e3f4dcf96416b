import { createTRPCClient, TRPCClientError } from '@trpc/client';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createLinks } from '../src/links.ts';
import { openStubServer, type StubRouter } from './stub-server.ts';

const connect = (url: string, apiKey: string) =>
	createTRPCClient<StubRouter>({
		links: createLinks({ url, apiKey }),
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

test('puts calls of one moment into one request, ten at most', async () => {
	await using server = await openStubServer();
	const { echo } = connect(server.url, server.key);
	await Promise.all(Array.from({ length: 11 }, (_, number) => echo.query(`${number}`)));
	expect(server.requests).toHaveLength(2);
});

test('listens in Node, sends the key, and goes on where a lost connection stopped', async () => {
	await using server = await openStubServer();
	const numbers = listen(connect(server.url, server.key), 4, (number) => {
		if (number === 2) server.cut();
	});
	await expect(numbers).resolves.toEqual([1, 2, 3, 4]);
});

test('passes on what the server says', async () => {
	await using server = await openStubServer();
	const refused = connect(server.url, 'ta_wrong').echo.query('hello');
	await expect(refused).rejects.toMatchObject({
		message: 'This API key is unknown.',
		data: { code: 'UNAUTHORIZED' },
	});
});

test('passes on what the server says to a listener, and stops', async () => {
	await using server = await openStubServer();
	await expect(listen(connect(server.url, 'ta_wrong'), 1)).rejects.toMatchObject({
		message: 'This API key is unknown.',
		data: { code: 'UNAUTHORIZED' },
	});
});

test('says when nobody listens at the address', async () => {
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
	['JSON of its own', 'application/json', '{"hello":"world"}'],
	['nothing', 'text/plain', ''],
])('says when another server answers with %s', async (_what, type, body) => {
	const other = createServer((_request, response) => {
		response.setHeader('content-type', type).end(body);
	});
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
	await expect(connect(url, 'ta_any').echo.query('hello')).rejects.toThrow(
		`${url} answers, but not as a Tool Audit server: give createAuditClient the address that the server printed at its start.`,
	);
	await expect(listen(connect(url, 'ta_any'), 1)).rejects.toThrow('not as a Tool Audit server');
	await new Promise((resolve) => other.close(resolve));
});

test('leaves a call that its caller took back as it is', async () => {
	await using server = await openStubServer();
	const call = connect(server.url, server.key).echo.query('hello', { signal: AbortSignal.abort() });
	await expect(call).rejects.toThrow(/abort/i);
});
