/** Clients that leave before they have their answer: the log gets the signal, and stops their reads. */
import { AuditError, type AuditLog, type StoredRow, type TimedReadOptions } from '@tool-audit/core';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startServer } from './fixtures/server.ts';
import { homeWith } from './fixtures/folders.ts';

const DAY = '2026-11-22';
const ADA = { 'ada/tool_audit/2026-11-22.jsonl': '' };

/** A read that only ends when it is stopped. */
function createEndlessRead() {
	const begun = Promise.withResolvers<TimedReadOptions>();
	const stopped = Promise.withResolvers<void>();
	async function read(options: TimedReadOptions = {}): Promise<never> {
		begun.resolve(options);
		await new Promise<void>((resolve) => {
			options.signal?.addEventListener('abort', () => resolve());
		});
		stopped.resolve();
		throw new AuditError('aborted', 'The reading was stopped.');
	}
	return { read, begun: begun.promise, stopped: stopped.promise };
}

type Endless = ReturnType<typeof createEndlessRead>['read'];

const ofRows = (read: Endless): Partial<AuditLog> => ({
	rows: (_user, _day, options) => ({
		count: () => read(options),
		[Symbol.asyncIterator]: () => ({ next: () => read(options) }),
		[Symbol.asyncDispose]: () => Promise.resolve(),
	}),
});
const input = (value: object) => `input=${encodeURIComponent(JSON.stringify(value))}`;
const filter = { tool: ['files.read'] };

const reads: [path: string, (read: Endless) => Partial<AuditLog>][] = [
	['/trpc/audit.listUsers', (read) => ({ listUsers: read })],
	[`/trpc/audit.listDays?${input({})}`, (read) => ({ listDays: (_, options) => read(options) })],
	[
		`/trpc/audit.readDay?${input({ day: DAY })}`,
		(read) => ({ readDayJson: (_user, _day, options) => read(options) }),
	],
	[
		`/trpc/audit.readDay?batch=1&${input({ 0: { day: DAY } })}`,
		(read) => ({ readDay: (_user, _day, options) => read(options) }),
	],
	[`/trpc/audit.recent?${input({})}`, (read) => ({ recent: (_, options) => read(options) })],
	['/trpc/audit.recentAllUsers', (read) => ({ recentAllUsers: read })],
	[
		`/trpc/audit.entry?${input({ day: DAY, ref: '0-0' })}`,
		(read) => ({ entry: (_user, _day, _ref, options) => read(options) }),
	],
	[
		`/trpc/audit.summary?${input({ day: DAY })}`,
		(read) => ({ summary: (_user, _day, options) => read(options) }),
	],
	[
		`/trpc/audit.summaryOverDays?${input({})}`,
		(read) => ({ summaryOverDays: (_, options) => read(options) }),
	],
	['/trpc/audit.summaryAllUsers', (read) => ({ summaryAllUsers: read })],
	[
		`/trpc/audit.search?${input({ filter })}`,
		(read) => ({ search: (_, options) => read(options) }),
	],
	['/trpc/audit.secrets', (read) => ({ countedSecrets: (_, options) => read(options) })],
	['/api/audit/files', (read) => ({ listDays: (_, options) => read(options) })],
	[`/api/audit/day?date=${DAY}`, ofRows],
	[`/api/audit/export?day=${DAY}`, ofRows],
	// The user is looked up first.
	[`/trpc/audit.readDay?${input({ day: DAY, user: 'bob' })}`, (read) => ({ listUsers: read })],
	[`/api/audit/export?day=${DAY}&user=bob`, (read) => ({ listUsers: read })],
];

test.each(reads)('the read of %s is stopped when its client leaves', async (path, replace) => {
	const { read, begun, stopped } = createEndlessRead();
	const server = await startServer({ home: await homeWith(ADA), reads: replace(read) });
	const ada = await server.person('ada', 'admin');
	const leaving = new AbortController();
	const answer = ada.request(path, { signal: leaving.signal });
	answer.catch(() => undefined);
	expect((await begun).signal).toBeDefined();
	leaving.abort();
	await stopped;
	await expect(answer).rejects.toThrow();
});

/** A day whose first row is read, and whose second one only ends when it is stopped. */
const ofSlowRows = (read: Endless): Partial<AuditLog> => ({
	rows: (_user, _day, options) => ({
		count: () => Promise.resolve({ total: 2, matched: 2 }),
		async *[Symbol.asyncIterator]() {
			yield [FIRST_ROW];
			await read(options);
		},
		[Symbol.asyncDispose]: () => Promise.resolve(),
	}),
});
const FIRST_ROW = {
	read: () => ({
		...{ kind: 'damaged', position: 0, ref: '0-0', reason: 'torn', raw: '{', bytes: 1 },
	}),
} as unknown as StoredRow;

const WARNING = 40;
const TURNS = 20;

test.each([
	[`/api/audit/export?day=${DAY}&format=csv`, 'gzip'],
	[`/api/audit/export?day=${DAY}&format=csv`, 'identity'],
	[`/api/audit/day?day=${DAY}`, 'gzip'],
])('a client that leaves %s (%s) is no error in the log', async (path, encoding) => {
	const { read, begun, stopped } = createEndlessRead();
	const server = await startServer({ home: await homeWith(ADA), reads: ofSlowRows(read) });
	const ada = await server.person('ada');
	const leaving = new AbortController();
	const { signal } = leaving;
	const answer = ada.request(path, { signal, headers: { 'accept-encoding': encoding } });
	answer.catch(() => undefined);
	await begun;
	leaving.abort();
	await stopped;
	// What the body's end leads to is logged some turns later.
	for (let turns = 0; turns < TURNS; turns++) await setImmediate();
	const lines = server.logged.map((line) => JSON.parse(line) as { level: number; path: string });
	expect(lines.filter(({ level }) => level >= WARNING)).toEqual([]);
	expect(lines.filter(({ path = '' }) => path.startsWith('/api/audit/')).length).toBeLessThan(2);
});

const timed = reads.filter(([path]) => /listDays|recent|OverDays|AllUsers|search|files/.test(path));

test.each(timed)('the read of %s has a time budget', async (path, replace) => {
	const { read, begun } = createEndlessRead();
	const server = await startServer({ home: await homeWith(ADA), reads: replace(read) });
	const ada = await server.person('ada', 'admin');
	const leaving = new AbortController();
	ada.request(path, { signal: leaving.signal }).catch(() => undefined);
	expect((await begun).budgetMs).toBeGreaterThan(0);
	leaving.abort();
});

test('answers say whether they are complete', async () => {
	const line = `{"ts":"${DAY}T07:00:00Z","user":"ada","tool":"files.read","args":{},"status":"ok","result_chars":0,"result_snippet":""}\n`;
	const home = await homeWith({
		[`ada/tool_audit/${DAY}.jsonl`]: line,
		'ada/tool_audit/2026-11-21.jsonl': line,
	});
	const ada = await (await startServer({ home })).person('ada', 'admin');
	const completeOf = async (path: string, value: object) =>
		(await ada.call(`audit.${path}`, value)).data.complete as unknown;
	for (const [path, asked] of [
		['listDays', {}],
		['recent', { days: 36_500 }],
		['recentAllUsers', { days: 36_500 }],
		['search', { filter: {} }],
		['summaryOverDays', {}],
		// What is counted already costs no time.
		['summaryAllUsers', { filter: { tool: ['files.read'] } }],
	] as const) {
		const short = await completeOf(path, { ...asked, budgetMs: 0 });
		expect([path, short, await completeOf(path, asked)]).toEqual([path, false, true]);
	}
});

test('the list of days for programs is marked when not every day could be checked in time', async () => {
	const day = { day: DAY, bytes: 9, modified: `${DAY}T07:00:00Z`, counts: null };
	const server = await startServer({
		home: await homeWith(ADA),
		reads: { listDays: () => Promise.resolve([day]) },
	});
	const ada = await server.person('ada');
	const { data } = await ada.get('/api/audit/files');
	expect(data).toEqual({ dates: [DAY], complete: false });
});
