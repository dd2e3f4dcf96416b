/** Calls that are recorded under an id of their own, over HTTP and over a restart. */
import { expect, test } from 'vitest';
import { homeWith, tempFolder } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';
import { createTestClient, type TestClient } from './fixtures/test-client.ts';

const CALL = { tool: 't', args: {}, status: 'ok', result: 'done' };

async function entriesOf(client: TestClient): Promise<Record<string, unknown>[]> {
	const { data } = await client.call('audit.recent', { days: 2 });
	return data.entries.map(({ entry }: { entry: Record<string, unknown> }) => entry);
}

test('two calls without an id are two entries', async () => {
	const server = await startServer();
	const ann = await server.person('ann');
	await ann.call('audit.record', CALL);
	await ann.call('audit.record', CALL);
	expect(await entriesOf(ann)).toHaveLength(2);
});

test('two calls with the same id are one entry, which has it', async () => {
	const server = await startServer();
	const ann = await server.person('ann');
	const first = await ann.call('audit.record', { ...CALL, id: 'job:7' });
	const second = await ann.call('audit.record', { ...CALL, tool: 'other', id: 'job:7' });
	expect(first.data).toMatchObject({ written: true, id: 'job:7' });
	expect(second.data).toEqual(first.data);
	expect(await entriesOf(ann)).toMatchObject([{ id: 'job:7', tool: 't' }]);
});

test('thirty calls at once with the same id are one entry', async () => {
	const server = await startServer();
	const ann = await server.person('ann');
	const answers = await Promise.all(
		Array.from({ length: 30 }, () => ann.call('audit.record', { ...CALL, id: 'a' })),
	);
	expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
	expect(await entriesOf(ann)).toHaveLength(1);
});

test('a server that was restarted knows the id', async () => {
	const [home, data] = [await homeWith(), await tempFolder()];
	const before = await startServer({ home, data });
	const ann = await before.person('ann');
	const { secret } = await before.program(ann.account, ['audit:read', 'audit:write']);
	const first = await ann.call('audit.record', { ...CALL, id: 'a' });
	await before.close();
	const after = await startServer({ home, data });
	const program = createTestClient(after.url, `Bearer ${secret}`);
	const second = await program.call('audit.record', { ...CALL, id: 'a' });
	expect(second.data).toEqual(first.data);
	await program.call('audit.record', { ...CALL, id: 'b' });
	expect((await entriesOf(program)).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('an admin who records in another log shares its ids', async () => {
	const server = await startServer();
	const ann = await server.person('ann');
	const ada = await server.person('ada', 'admin');
	await ann.call('audit.record', { ...CALL, id: 'a' });
	await ada.call('audit.record', { ...CALL, id: 'a', user: 'ann' });
	await ada.call('audit.record', { ...CALL, id: 'a' });
	expect(await entriesOf(ann)).toHaveLength(1);
	expect((await entriesOf(ada)).map(({ tool }) => tool)).toContain('t');
});

test.each(['', 'a b', 'ä', 'x'.repeat(65), 'a/b', 7, null])('%j is not an id', async (id) => {
	const server = await startServer();
	const ann = await server.person('ann');
	const { code, message } = await ann.call('audit.record', { ...CALL, id });
	expect([code, message]).toEqual([
		'BAD_REQUEST',
		'id: Give 1 to 64 letters (A to Z, a to z), digits and any of . _ : - as the id.',
	]);
	expect(await entriesOf(ann)).toEqual([]);
});

test('the length of a whole result is given beside its beginning', async () => {
	const server = await startServer();
	const ann = await server.person('ann');
	await ann.call('audit.record', { ...CALL, result_chars: 1_000_000 });
	expect(await entriesOf(ann)).toMatchObject([{ result_chars: 1_000_000, result_snippet: 'done' }]);
});

test.each([-1, 1.5, '5', null, 2 ** 53])('%j is not a length', async (chars) => {
	const server = await startServer();
	const ann = await server.person('ann');
	const { code, message } = await ann.call('audit.record', { ...CALL, result_chars: chars });
	expect(code).toBe('BAD_REQUEST');
	expect(message).toMatch(/^result_chars: Give the length/);
});
