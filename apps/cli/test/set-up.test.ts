import { createAuditClient } from '@tool-audit/client';
import { startServer } from '@tool-audit/server/start';
import { readSettings } from '@tool-audit/settings';
import { expect, test } from 'vitest';
import { entry, openCliHarness } from './cli-harness.ts';

async function openServer(env: Record<string, string>) {
	const quiet = { PORT: '0', TOOL_AUDIT_LOG_LEVEL: 'silent' };
	const server = await startServer(readSettings({ env: { ...env, ...quiet }, cwd: '/' }));
	return {
		url: `http://127.0.0.1:${server.port}`,
		setupSecret: () => server.setupSecret(),
		[Symbol.asyncDispose]: () => server.stop(),
	};
}

test('the command sets up a server, and changes it while it runs', async () => {
	await using place = await openCliHarness();
	const password = { input: 'correct horse battery' };
	await place.writeDay('alice', '2026-11-22', entry(), entry({ status: 'denied' }));
	await place.run(['users', 'add', 'alice', '--admin', '--password-stdin'], password);
	const created = await place.run(['keys', 'create', '--user', 'alice', '--scope', 'audit:read']);

	await using server = await openServer(place.env);
	expect(server.setupSecret()).toBeNull();
	const { audit } = createAuditClient({ url: server.url, apiKey: created.stdout.trim() });
	const { days } = await audit.listDays.query({});
	expect(days).toMatchObject([{ day: '2026-11-22', counts: { total: 2, denied: 1 } }]);

	const call = { tool: 'web.get', args: {}, status: 'ok', result: 'hello' } as const;
	await expect(audit.record.mutate(call)).rejects.toThrow('lacks the scope audit:write');

	// Recorded by the command while the server runs, and read through the server.
	await place.run(['record', '--tool', 'make', '--status', 'ok', '--result', 'done']);
	const page = await audit.readDay.query({ day: '2026-11-23' });
	expect(page.entries).toMatchObject([{ entry: { tool: 'make', result_snippet: 'done' } }]);

	const [key] = JSON.parse((await place.run(['keys', 'list', '--json'])).stdout) as {
		id: string;
	}[];
	await place.run(['keys', 'revoke', key!.id]);
	await expect(audit.listDays.query({})).rejects.toThrow('unknown, revoked or expired');
});
