import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from './fixtures/server.ts';
import type { TestClient } from './fixtures/test-client.ts';

const CALL = { tool: 't', args: {}, status: 'ok', result: '' };

/** A file in place of ada's log folder, so that nothing can be written there. */
async function withBlockedLog() {
	const server = await startServer();
	const ada = await server.person('ada', 'admin');
	const path = join(server.home, 'ada/tool_audit');
	await mkdir(dirname(path));
	await writeFile(path, '');
	const unblock = () => rm(path, { recursive: true, force: true });
	onTestFinished(unblock);
	return { server, ada, unblock };
}

const statsOf = async (admin: TestClient) => (await admin.call('audit.recorder')).data;

test('reports no failure while everything is written', async () => {
	const server = await startServer();
	const ada = await server.person('ada', 'admin');
	await ada.call('audit.record', CALL);
	expect(await statsOf(ada)).toEqual({
		...{ written: 1, queued: 0, failed: 0, lost: 0, unconfirmed: 0 },
		...{ failingSince: null, lastFailure: null },
	});
});

test('reports a log that can’t be written, with the reason and without a path', async () => {
	const { server, ada } = await withBlockedLog();
	await ada.call('audit.record', CALL);
	const stats = await statsOf(ada);
	expect(stats).toMatchObject({ written: 0, queued: 1, failed: 1, lost: 0, unconfirmed: 0 });
	expect(Date.parse(stats.failingSince)).toBeLessThanOrEqual(Date.now());
	expect(stats.lastFailure).toMatchObject({
		code: 'ENOTDIR',
		user: 'ada',
		entries: 1,
		fate: 'kept',
	});
	expect(JSON.stringify(stats)).not.toContain(server.home);
});

test('writes what waited when the log can be written again, and reports no failure', async () => {
	const { ada, unblock } = await withBlockedLog();
	await ada.call('audit.record', CALL);
	await unblock();
	// The call that waited, and the gap entry.
	await expect
		.poll(() => statsOf(ada))
		.toMatchObject({ written: 2, queued: 0, failed: 1, lost: 0, failingSince: null });
});
