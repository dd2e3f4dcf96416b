import { createTRPCClient, TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { auditLinks, type AuditRouter, isAuditClientError, withOptions } from '../src/trpc.ts';
import { openRealServer, type RealServer } from './real-server.ts';

const CALL = { tool: 'x', args: {}, status: 'ok', result: '' } as const;

async function connect(server: RealServer) {
	const apiKey = await server.keyFor('audit:read', 'audit:write');
	const links = auditLinks({ url: server.url, apiKey, logger: false });
	return createTRPCClient<AuditRouter>({ links });
}

test('a tRPC client of one’s own records, reads and listens', async () => {
	await using server = await openRealServer();
	const trpc = await connect(server);
	const { promise, resolve, reject } = Promise.withResolvers<number>();
	const live = trpc.audit.tail.subscribe(
		{},
		{
			onData({ data }) {
				if (data.type === 'start') trpc.audit.record.mutate(CALL).catch(reject);
				if (data.type === 'rows') resolve(data.rows.length);
			},
			onError: reject,
		},
	);
	expect(await promise).toBe(1);
	live.unsubscribe();
	const { days } = await trpc.audit.listDays.query();
	expect(days).toMatchObject([{ counts: { total: 1 } }]);
});

test('its errors are those of the client, and those of tRPC', async () => {
	await using server = await openRealServer();
	const trpc = await connect(server);
	const error: unknown = await trpc.audit.readDay
		.query({ day: '2026-02-30' })
		.catch((error: unknown) => error);
	expect(error).toBeInstanceOf(TRPCClientError);
	expect(isAuditClientError(error)).toBe(true);
	expect(error).toMatchObject({ code: 'bad_input', data: { code: 'BAD_REQUEST' } });
});

test('a single call has options of its own', async () => {
	let attempts = 0;
	const links = auditLinks({
		url: 'http://127.0.0.1:1',
		apiKey: 'ta_any',
		retries: 5,
		fetch(address, init) {
			attempts++;
			return fetch(address, init);
		},
	});
	const trpc = createTRPCClient<AuditRouter>({ links });
	const call = trpc.health.query(undefined, { context: withOptions({ retries: 0 }) });
	await expect(call).rejects.toMatchObject({ code: 'network' });
	expect(attempts).toBe(1);
});
