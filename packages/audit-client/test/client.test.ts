import { openAuditLog } from '@tool-audit/core';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
	type AuditClient,
	type AuditClientError,
	createAuditClient,
	type Entry,
	isAuditClientError,
	type TailEvent,
} from '../src/index.ts';
import { openRealServer, type RealServer } from './real-server.ts';

const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(100)}-----END PRIVATE KEY-----`;

const part = (text: string) => Buffer.from(text).toString('base64url');
const JWT = [
	part('{"alg":"HS256","typ":"JWT"}'),
	part(JSON.stringify({ sub: 'alice', text: 'x'.repeat(13_000) })),
	'c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl',
].join('.');

const CALL = { tool: 'web.get', args: { n: 1 }, status: 'ok', result: 'hello' } as const;

async function connect(server: RealServer): Promise<AuditClient> {
	const apiKey = await server.keyFor('audit:read', 'audit:write');
	return createAuditClient({ url: server.url, apiKey });
}

test('a recorded call can be read with every procedure', async () => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	const { day, ...receipt } = await audit.record.mutate(CALL);
	expect(receipt.written).toBe(true);

	const entry = { user: 'alice', tool: 'web.get', args: { n: 1 }, result_snippet: 'hello' };
	const { days } = await audit.listDays.query({});
	expect(days).toMatchObject([{ day, counts: { total: 1, ok: 1 } }]);
	const page = await audit.readDay.query({ day });
	expect(page.entries).toMatchObject([{ position: 0, entry }]);
	const { ref } = page.entries[0]!;
	expect(await audit.entry.query({ day, ref })).toMatchObject({ row: { entry } });
	expect((await audit.recent.query({})).entries).toMatchObject([{ day, entry }]);
	expect((await audit.search.query({ filter: { text: 'HELLO' } })).entries).toHaveLength(1);
	expect((await audit.summary.query({ day })).tools).toMatchObject([{ tool: 'web.get' }]);
});

test('a tail gives calls as they are recorded', async () => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	const { promise, resolve, reject } = Promise.withResolvers<TailEvent>();
	const tail = audit.tail.subscribe(
		{},
		{
			onData({ data }) {
				if (data.type === 'start') void audit.record.mutate(CALL).catch(reject);
				if (data.type === 'rows') resolve(data);
			},
			onError: reject,
		},
	);
	await expect(promise).resolves.toMatchObject({
		rows: [{ kind: 'entry', position: 0, entry: { tool: 'web.get' } }],
	});
	tail.unsubscribe();
});

test('records calls made at the same time, each once', async () => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	const calls = Array.from({ length: 25 }, (_, n) => ({ ...CALL, args: { n } }));
	const [receipt] = await Promise.all(calls.map((call) => audit.record.mutate(call)));
	const { entries } = await audit.readDay.query({ day: receipt!.day });
	const numbers = entries.map(({ entry }) => (entry as Entry).args.n);
	expect(numbers.sort((a, b) => Number(a) - Number(b))).toEqual(calls.map(({ args }) => args.n));
});

test('records all calls made at the same time that are too large to share a request', async () => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	const text = 'x'.repeat(700_000);
	const receipts = await Promise.all(
		Array.from({ length: 10 }, (_, n) => audit.record.mutate({ ...CALL, args: { n, text } })),
	);
	expect(receipts.map(({ written }) => written)).toEqual(receipts.map(() => true));
	const { entries } = await audit.readDay.query({ day: receipts[0]!.day });
	const numbers = entries.map(({ entry }) => (entry as Entry).args.n).sort();
	expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('of a long result the part is sent that the log keeps, with the length of the whole', async () => {
	await using server = await openRealServer();
	let bytes = 0;
	const { audit } = createAuditClient({
		url: server.url,
		apiKey: await server.keyFor('audit:read', 'audit:write'),
		fetch(address, init: { body?: string }) {
			bytes = init.body?.length ?? 0;
			return fetch(address, init);
		},
	});
	const result = '🙂'.repeat(400_000);
	const { day } = await audit.record.mutate({ ...CALL, result });
	expect(bytes).toBeLessThan(100_000);
	const { entries } = await audit.readDay.query({ day });
	expect(entries).toMatchObject([
		{ entry: { result_chars: 400_000, result_snippet: '🙂'.repeat(300) } },
	]);
});

test.each([
	['a token at the end of what is kept', 290, `ghp_${'a1B2'.repeat(9)}`],
	['a private key that begins in what is kept', 250, PRIVATE_KEY],
	['a token that is longer than what is sent', 250, JWT],
	['a token at the end of what is sent', 16_370, `ghp_${'a1B2'.repeat(9)}`],
])('%s is redacted as in a whole result', async (_, before, secret) => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	const result = `${'word '.repeat(before / 5)}${secret} ${'word '.repeat(20_000)}`;
	const { day } = await audit.record.mutate({ ...CALL, result });
	const log = openAuditLog({ home: server.home, data: join(server.home, '../data') });
	onTestFinished(() => log.close());
	await log.record({ user: 'alice', ...CALL, result });
	const { entries } = await audit.readDay.query({ day });
	const [sent, whole] = entries.map(({ entry }) => entry);
	expect(sent!.result_snippet).toBe(whole!.result_snippet);
	expect(sent!.result_chars).toBe(whole!.result_chars);
});

test.each<[string, object, { message: string | RegExp; code: string }]>([
	[
		'too large for the server',
		{ args: { text: 'x'.repeat(7_000_000) } },
		{ message: 'A request may have 6 MiB: send less in one.', code: 'too_large' },
	],
	[
		'not JSON',
		{ at: 2n ** 60n },
		{
			message:
				"The input of audit.record can't be sent as JSON: at is a bigint beyond 2^53, which a number of JSON does not hold: send it as a string.",
			code: 'bad_input',
		},
	],
	['wrong', { status: 'fine' }, { message: /^status: /, code: 'bad_input' }],
])('a call that is %s fails alone, with its reason', async (_, part, { message, code }) => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	const calls = [CALL, { ...CALL, ...part }, CALL].map((call) => audit.record.mutate(call));
	const [first, bad, last] = await Promise.allSettled(calls);
	expect([first!.status, last!.status]).toEqual(['fulfilled', 'fulfilled']);
	const { reason } = bad as PromiseRejectedResult;
	expect(isAuditClientError(reason)).toBe(true);
	expect((reason as AuditClientError).message).toMatch(message);
	expect((reason as AuditClientError).code).toBe(code);
	const { days } = await audit.listDays.query({});
	expect(days[0]!.counts?.total).toBe(2);
});

test('a call that is too large for the server does not affect ten large ones', async () => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	const sizes = [...Array<number>(10).fill(700_000), 7_000_000];
	const calls = sizes.map((size) =>
		audit.record.mutate({ ...CALL, args: { text: 'x'.repeat(size) } }),
	);
	const settled = await Promise.allSettled(calls);
	expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
	expect(settled.at(-1)).toMatchObject({
		reason: {
			message: 'A request may have 6 MiB: send less in one.',
			code: 'too_large',
		},
	});
	const { days } = await audit.listDays.query({});
	expect(days[0]!.counts?.total).toBe(10);
});

test('records the arguments as they were when the call was made', async () => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	const args: Record<string, unknown> = { n: 0 };
	const calls = [1, 2, 3].map((n) => {
		args.n = n;
		return audit.record.mutate({ ...CALL, args });
	});
	args.n = 5n;
	const [receipt] = await Promise.all(calls);
	const { entries } = await audit.readDay.query({ day: receipt!.day });
	expect(entries.map(({ entry }) => (entry as Entry).args.n)).toEqual([1, 2, 3]);
});

test('a length of a result that is given as undefined is counted', async () => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	const result = 'x'.repeat(50_000);
	const { day } = await audit.record.mutate({ ...CALL, result, result_chars: undefined });
	const { entries } = await audit.readDay.query({ day });
	expect(entries).toMatchObject([{ entry: { result_chars: 50_000 } }]);
});

test('a key without the scope is rejected with a sentence that says what to do', async () => {
	await using server = await openRealServer();
	const { audit } = createAuditClient({
		url: server.url,
		apiKey: await server.keyFor('audit:read'),
	});
	await expect(audit.record.mutate(CALL)).rejects.toMatchObject({
		message:
			'This API key lacks the scope audit:write. Create one that has it on the account page.',
		data: { code: 'FORBIDDEN' },
	});
});

test('a wrong key is rejected with a sentence that says what to do, also for a tail', async () => {
	await using server = await openRealServer();
	const { audit } = createAuditClient({ url: server.url, apiKey: 'ta_wrong' });
	const refusal = { message: expect.stringMatching(/unknown, revoked or expired/) as string };
	await expect(audit.listDays.query({})).rejects.toMatchObject(refusal);
	const { promise, reject } = Promise.withResolvers<never>();
	audit.tail.subscribe({}, { onError: reject });
	await expect(promise).rejects.toMatchObject(refusal);
});

test('a wrong input is rejected with a sentence that names it', async () => {
	await using server = await openRealServer();
	const { audit } = await connect(server);
	await expect(audit.readDay.query({ day: '2026-02-30' })).rejects.toMatchObject({
		message: 'day: Give a calendar date that exists, as YYYY-MM-DD.',
		data: { code: 'BAD_REQUEST' },
	});
});
