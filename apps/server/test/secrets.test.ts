import { openAuditLog, type ReadOptions } from '@tool-audit/core';
import { expect, onTestFinished, test } from 'vitest';
import { homeWith } from './fixtures/folders.ts';
import { startServer } from './fixtures/server.ts';

/** Assembled from parts, so that secret scanners do not report this file. */
const TOKEN = ['ghp', '7fQ2zKp9LmXw4RtYb8NvCs1DhGj6Ae0123456'].join('_');
const [DAY, EARLIER] = ['2026-11-22', '2026-11-21'];

const line = (note: string, day = DAY) =>
	`{"ts": "${day}T07:00:00", "user": "alice", "tool": "t", "args": {"note": "${note}"}, "status": "ok", "result_chars": 0, "result_snippet": ""}\n`;

/** Two days of alice's log with secrets, and one without. */
async function openServer() {
	const home = await homeWith({
		[`alice/tool_audit/${DAY}.jsonl`]: line('plain') + line(TOKEN).repeat(3),
		[`alice/tool_audit/${EARLIER}.jsonl`]: line(TOKEN, EARLIER),
		'alice/tool_audit/2026-11-20.jsonl': line('plain', '2026-11-20'),
	});
	const log = openAuditLog({ home, timeZone: 'UTC' });
	onTestFinished(() => log.close());
	const reads = {
		countedSecrets: (user: string, options?: ReadOptions) => log.countedSecrets(user, options),
	};
	const server = await startServer({ home, reads });
	const alice = await server.person('alice');
	const secrets = async (input?: object) => (await alice.call('audit.secrets', input)).data;
	const count = (...days: string[]) =>
		Promise.all(days.map((day) => log.countSecrets('alice', day)));
	return { server, alice, secrets, count };
}

test('counts nothing by itself: until the days are counted it has none, and is not complete', async () => {
	const { secrets } = await openServer();
	const none = { days: [], looked: { days: 0, daysTotal: 3 }, complete: false, unreadable: [] };
	expect(await secrets()).toMatchObject(none);
	expect(await secrets()).toMatchObject(none);
});

test('returns the days with secrets that are counted, by rule and with their rows', async () => {
	const { secrets, count } = await openServer();
	await count(DAY, '2026-11-20');
	expect(await secrets()).toMatchObject({
		days: [
			{
				...{ day: DAY, calls: 3, secrets: 3, rules: [{ rule: 'github-token', count: 3 }] },
				rows: [{ position: 1 }, { position: 2 }, { position: 3 }],
			},
		],
		distinct: { count: 1, exact: true, secrets: [{ count: 3, last: { day: DAY, position: 3 } }] },
		looked: { days: 2, daysTotal: 3 },
		complete: false,
	});
	await count(EARLIER);
	expect(await secrets()).toMatchObject({
		days: [{ day: DAY }, { day: EARLIER }],
		looked: { days: 3, daysTotal: 3 },
		complete: true,
	});
});

test('returns as many rows of each day as are asked for', async () => {
	const { secrets, count } = await openServer();
	await count(DAY);
	expect((await secrets({ rows: 0 })).days).toMatchObject([{ day: DAY, calls: 3, rows: [] }]);
	expect((await secrets({ rows: 2 })).days[0].rows).toHaveLength(2);
});

test('a row’s ref opens it, and the answer has no value', async () => {
	const { alice, secrets, count } = await openServer();
	await count(DAY);
	const { days } = await secrets();
	const detail = await alice.call('audit.entry', { day: DAY, ref: days[0].rows[0].ref });
	expect(detail.data.row).toMatchObject({ position: 1, entry: { args: { note: TOKEN } } });
	expect(JSON.stringify(days)).not.toContain(TOKEN.slice(4, 20));
});

test('is of the caller’s own log: an admin can’t name another', async () => {
	const { server, count } = await openServer();
	await count(DAY);
	const admin = await server.person('admin', 'admin');
	expect((await admin.call('audit.secrets')).data).toMatchObject({ days: [], complete: true });
	expect((await admin.call('audit.secrets', { user: 'alice' })).code).toBe('BAD_REQUEST');
});
