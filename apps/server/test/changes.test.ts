import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';
import { framesOf, parseFrame } from './fixtures/sse.ts';
import type { TestClient } from './fixtures/test-client.ts';

const DAY = '2026-11-22';
const LINE = `{"ts":"${DAY}T07:00:00","user":"ann","tool":"a","result_snippet":"a secret"}\n`;

async function listen(client: TestClient) {
	const over = new AbortController();
	onTestFinished(() => over.abort());
	const response = await client.request('/trpc/audit.changes', { signal: over.signal });
	const frames = framesOf(response.body!);
	/** The next event of the log, as text. */
	const next = async (): Promise<{ text: string; event: string; data: any }> => {
		for (;;) {
			const { value, done } = await frames.next();
			if (done) throw new Error('the stream is over');
			const parsed = parseFrame(value);
			if (parsed && parsed.event !== 'connected') return { text: value, ...parsed };
		}
	};
	expect((await next()).data).toEqual({ type: 'start' });
	return next;
}

async function withTwo() {
	const home = await homeWith({ [`ann/tool_audit/${DAY}.jsonl`]: LINE });
	const server = await startServer({ home });
	const append = async (user: string, day = DAY, line = LINE) => {
		await mkdir(join(home, user, 'tool_audit'), { recursive: true });
		await appendFile(join(home, user, 'tool_audit', `${day}.jsonl`), line);
	};
	const [ada, ann] = [await server.person('ada', 'admin'), await server.person('ann')];
	return { server, append, ada, ann };
}

test('a user gets changes of their own log only, of any day, and without rows', async () => {
	const { append, ann } = await withTwo();
	const next = await listen(ann);
	await append('bob');
	await append('ann', '2001-01-01');
	const { data, text } = await next();
	expect(data).toEqual({
		...{ type: 'change', user: 'ann', day: '2001-01-01' },
		...{ bytes: LINE.length, added: 1, late: 0 },
	});
	expect(text).not.toContain('secret');
});

test('a user gets to know how many of the added calls were recorded later', async () => {
	const { append, ann } = await withTwo();
	const next = await listen(ann);
	await append(
		'ann',
		'2001-01-01',
		LINE + '{"ts":"2001-01-01T07:00:00","recorded_at":"2026-11-22"}\n',
	);
	expect((await next()).data).toMatchObject({ day: '2001-01-01', added: 2, late: 1 });
});

test('an admin gets changes of all logs, also of a new one, and this is not recorded as reading', async () => {
	const { append, ada } = await withTwo();
	const next = await listen(ada);
	await append('ann');
	expect((await next()).data).toMatchObject({ user: 'ann', added: 1 });
	await append('bob');
	expect((await next()).data).toMatchObject({ user: 'bob', added: 1 });
	const { data } = await ada.call('audit.recent', {});
	expect(data.entries).toEqual([]);
});

test('a changed role ends the stream, and the next one has the logs of the new role', async () => {
	const { server, append, ada } = await withTwo();
	await server.person('zoe', 'admin');
	const asAdmin = await listen(ada);
	server.accounts.people.setRole(ada.account.id, 'user');
	expect((await asAdmin()).event).toBe('return');
	const asUser = await listen(ada);
	await append('ann');
	await append('ada');
	expect((await asUser()).data).toMatchObject({ user: 'ada' });
});

test('rejects a disabled account', async () => {
	const { server, ann } = await withTwo();
	const next = await listen(ann);
	server.accounts.people.setDisabled(ann.account.id, true);
	const { event, data } = await next();
	expect([event, data.data.code]).toEqual(['serialized-error', 'UNAUTHORIZED']);
});
