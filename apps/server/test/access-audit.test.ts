import { expect, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';
import type { TestClient } from './fixtures/test-client.ts';

const DAY = '2026-11-22';

async function withAdmin() {
	const line = '{"tool":"t"}\n';
	const home = await homeWith({
		[`ann/tool_audit/${DAY}.jsonl`]: line,
		[`bob/tool_audit/${DAY}.jsonl`]: line,
	});
	const server = await startServer({ home });
	return { server, ada: await server.person('ada', 'admin'), ann: await server.person('ann') };
}

const accessesOf = async (client: TestClient) =>
	(await client.call('audit.recent', { days: 1 })).data.entries
		.map(({ entry }: { entry: object }) => entry)
		.reverse();

test('an admin’s reading of another log is recorded in the admin’s own', async () => {
	const { ada, ann } = await withAdmin();
	await ada.call('audit.readDay', { user: 'ann', day: DAY });
	expect(await accessesOf(ada)).toMatchObject([
		{ tool: 'tool_audit.read', user: 'ada', status: 'ok', args: { user: 'ann', day: DAY } },
	]);
	expect(await accessesOf(ann)).toEqual([]);
});

test('paging and filtering the same day is recorded once', async () => {
	const { ada } = await withAdmin();
	await ada.call('audit.readDay', { user: 'ann', day: DAY });
	await ada.call('audit.readDay', { user: 'ann', day: DAY, from: 10 });
	await ada.call('audit.summary', { user: 'ann', day: DAY });
	expect(await accessesOf(ada)).toHaveLength(1);
});

test('another day, another user and all users are recorded separately', async () => {
	const { ada } = await withAdmin();
	await ada.call('audit.readDay', { user: 'ann', day: DAY });
	await ada.call('audit.readDay', { user: 'ann', day: '2026-11-21' });
	await ada.call('audit.readDay', { user: 'bob', day: DAY });
	await ada.call('audit.recentAllUsers', {});
	expect((await accessesOf(ada)).map(({ args }: { args: object }) => args)).toEqual([
		{ user: 'ann', day: DAY },
		{ user: 'ann', day: '2026-11-21' },
		{ user: 'bob', day: DAY },
		{ all_users: true },
	]);
});

test('a reading by key is recorded with the key', async () => {
	const { server, ada } = await withAdmin();
	const key = await server.program(ada.account, ['audit:read']);
	await key.call('audit.readDay', { user: 'ann', day: DAY });
	expect(await accessesOf(ada)).toMatchObject([{ args: { user: 'ann', key_id: key.keyId } }]);
});

test('does not record the reading of one’s own log', async () => {
	const { ada } = await withAdmin();
	await ada.call('audit.readDay', { day: DAY });
	await ada.call('audit.readDay', { user: 'ada', day: DAY });
	expect(await accessesOf(ada)).toEqual([]);
});

test('does not record a refused reading', async () => {
	const { ada, ann } = await withAdmin();
	await ann.call('audit.readDay', { user: 'bob', day: DAY });
	await ada.call('audit.readDay', { user: 'nobody', day: DAY });
	expect(await accessesOf(ann)).toEqual([]);
	expect(await accessesOf(ada)).toEqual([]);
});
