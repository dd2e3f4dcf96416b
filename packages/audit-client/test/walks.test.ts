import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import {
	type AuditClient,
	type AuditClientError,
	createAuditClient,
	type Filter,
	type TailRow,
} from '../src/index.ts';
import { openRawServer } from './raw-server.ts';
import { openRealServer, type RealServer } from './real-server.ts';
import { allOf } from './all-of.ts';

async function connect(server: RealServer): Promise<AuditClient> {
	const apiKey = await server.keyFor('audit:read', 'audit:write');
	return createAuditClient({ url: server.url, apiKey, logger: false });
}

/** Writes lines into a day of alice's log. */
async function write(server: RealServer, day: string, lines: readonly string[]): Promise<void> {
	const folder = join(server.home, 'alice/tool_audit');
	await mkdir(folder, { recursive: true });
	await appendFile(join(folder, `${day}.jsonl`), lines.map((line) => `${line}\n`).join(''));
}

function line(day: string, n: number, status = 'ok'): string {
	const time = new Date(Date.parse(`${day}T08:00:00Z`) + n * 1_000).toISOString();
	const call = { ts: time, user: 'alice', tool: 'x', args: { n }, status };
	return JSON.stringify({ ...call, result_chars: 0, result_snippet: '' });
}

const lines = (day: string, count: number) => Array.from({ length: count }, (_, n) => line(day, n));

const numberOf = (row: object) => (row as { entry: { args: { n: number } } }).entry.args.n;

test('rows walks all pages of a day, with damaged lines in their places', async () => {
	await using server = await openRealServer();
	const client = await connect(server);
	const day = '2026-11-22';
	await write(server, day, [...lines(day, 1_500), 'not json', line(day, 1_500)]);
	const rows = await allOf(client.rows(day));
	expect(rows.map(({ position }) => position)).toEqual(Array.from({ length: 1_502 }, (_, n) => n));
	expect(rows[1_500]).toMatchObject({ kind: 'damaged', raw: 'not json' });
	const backwards = await allOf(client.rows(day, { order: 'desc' }));
	expect(backwards).toEqual(rows.toReversed());
	expect(await allOf(client.rows('2020-01-01'))).toEqual([]);
});

test('rows backwards gives each row once while the day grows', async () => {
	await using server = await openRealServer();
	const client = await connect(server);
	const day = '2026-11-22';
	await write(server, day, lines(day, 2_500));
	const seen: number[] = [];
	for await (const row of client.rows(day, { order: 'desc' })) {
		seen.push(row.position);
		if (seen.length === 1_000) await write(server, day, [line(day, 9_000), line(day, 9_001)]);
	}
	expect(seen).toEqual(Array.from({ length: 2_500 }, (_, n) => 2_499 - n));
});

test('rows takes a filter of any legal size', async () => {
	await using server = await openRealServer();
	const client = await connect(server);
	const day = '2026-11-22';
	await write(server, day, [...lines(day, 3), line(day, 3, 'denied')]);
	const values = Array.from({ length: 100 }, (_, n) => `${n}`.padEnd(1_000, 'ä'));
	const filter: Filter = { status: ['denied'], excludeTool: values };
	const rows = await allOf(client.rows(day, { filter }));
	expect(rows.map(numberOf)).toEqual([3]);
	const file = await client.export(day, { filter });
	expect(file.rows).toBe(1);
	const stop = new AbortController();
	const tail = client.tail({ filter, since: `${day}T00:00:00Z`, signal: stop.signal });
	expect(numberOf((await tail.next()).value!)).toBe(3);
	stop.abort();
});

test('search and recent walk all pages over days, newest first', async () => {
	await using server = await openRealServer();
	const client = await connect(server);
	const { today } = await client.audit.listDays.query();
	const before = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
	await write(server, before, lines(before, 700));
	await write(server, today, lines(today, 700));
	const found = await allOf(client.search({ filter: { text: '"' } }));
	expect(found).toEqual([]);
	const calls = await allOf(client.search({ filter: { tool: ['x'] } }));
	expect(calls.map(({ day }) => day)).toEqual([
		...Array<string>(700).fill(today),
		...Array<string>(700).fill(before),
	]);
	expect(await allOf(client.recent())).toEqual(calls);
	expect(await allOf(client.recent({ days: 1 }))).toHaveLength(700);
});

test('days lists all days with their counts', async () => {
	await using server = await openRealServer();
	const client = await connect(server);
	for (const day of ['2026-11-20', '2026-11-22']) await write(server, day, lines(day, 2));
	const days = await allOf(client.days());
	expect(days.map(({ day, counts }) => [day, counts?.total])).toEqual([
		['2026-11-22', 2],
		['2026-11-20', 2],
	]);
});

test('a walk is left by a break, and ends with its signal', async () => {
	await using server = await openRealServer();
	const client = await connect(server);
	const day = '2026-11-22';
	await write(server, day, lines(day, 2_000));
	for await (const { position } of client.rows(day)) if (position === 10) break;
	const stop = new AbortController();
	const reason = new Error('enough');
	let seen = -1;
	const walk = async () => {
		for await (const { position } of client.rows(day, { signal: stop.signal })) {
			seen = position;
			if (position === 10) stop.abort(reason);
		}
	};
	await expect(walk()).rejects.toMatchObject({ code: 'aborted', cause: reason });
	expect(seen).toBe(10);
});

test('export is the file of a day, as a stream', async () => {
	await using server = await openRealServer();
	const client = await connect(server);
	const day = '2026-11-22';
	const text = lines(day, 3).join('\n');
	await write(server, day, lines(day, 3));
	const file = await client.export(day);
	expect(file).toMatchObject({ name: `alice-${day}.jsonl`, rows: 3 });
	expect((await file.text()).trim()).toBe(text);
	await expect(file.text()).rejects.toThrow(/can be read once/);
	const csv = await client.export(day, { format: 'csv', filter: { text: '1' } });
	let bytes = 0;
	for await (const chunk of csv) bytes += chunk.length;
	expect(csv.type).toMatch(/^text\/csv/);
	expect(bytes).toBeGreaterThan(10);
	await expect(client.export('2026-02-30')).rejects.toMatchObject({ code: 'bad_input' });
	await expect(client.export(day, { user: 'bob' })).rejects.toMatchObject({ code: 'not_found' });
});

test('tail goes on after a connection that is cut without a word', async () => {
	let connections = 0;
	const url = await openRawServer((request, response) => {
		const type = 'text/event-stream';
		// A server that is killed sends no end, and Node.js tells of it in another way with this header.
		response.writeHead(200, { 'content-type': type, connection: 'close' });
		response.write('event: connected\ndata: {}\n\n');
		if (++connections > 1) response.end('event: return\ndata:\n\n');
		else setTimeout(() => request.socket.destroy(), 20);
	});
	const onReconnect = vi.fn();
	const client = createAuditClient({ url, apiKey: 'ta_any', logger: false });
	expect(await allOf(client.tail({ onReconnect }))).toEqual([]);
	expect(connections).toBe(2);
	expect(onReconnect.mock.calls).toMatchObject([[{ code: 'network', retryable: true }]]);
});

test('tail gives what was since an instant, and goes on live over a restart, each row once', async () => {
	await using server = await openRealServer();
	const client = await connect(server);
	const { today } = await client.audit.listDays.query();
	const before = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
	await write(server, before, lines(before, 1_200));
	await write(server, today, lines(today, 3));
	const since = new Date(`${before}T08:10:00Z`);
	const wanted = [...Array.from({ length: 600 }, (_, n) => n + 600), 0, 1, 2, 3, 4, 5];
	const seen: TailRow[] = [];
	const reconnects: AuditClientError[] = [];
	for await (const row of client.tail({ since, onReconnect: (error) => reconnects.push(error) })) {
		seen.push(row);
		if (seen.length === 603) {
			void server.restart(() => write(server, today, [line(today, 3), line(today, 4)]));
		}
		if (seen.length === 605) void write(server, today, [line(today, 5)]);
		if (seen.length === wanted.length) break;
	}
	expect(seen.map(numberOf)).toEqual(wanted);
	expect(reconnects.length).toBeGreaterThan(0);
	// Another process goes on after the last cursor.
	const { cursor } = seen.at(-1)!;
	await write(server, today, [line(today, 6)]);
	const { value } = await client.tail({ after: cursor! }).next();
	expect(numberOf(value!)).toBe(6);
});

test('a tail tells that it can’t connect, and ends or goes on as it is told', async () => {
	const told: string[] = [];
	const logger = { warn: (message: string) => void told.push(message), error: () => undefined };
	await using server = await openRealServer();
	const apiKey = await server.keyFor('audit:read');
	const client = createAuditClient({ url: server.url, apiKey, logger });
	await server.restart(async () => {
		const failures: string[] = [];
		const once = client.tail({ retries: 1, onReconnect: ({ code }) => failures.push(code) });
		await expect(once.next()).rejects.toMatchObject({ code: 'network', retryable: true });
		expect(failures).toEqual(['network']);
		expect(told).toEqual([
			`tool-audit: audit.tail: ${server.url} can't be reached (ECONNREFUSED): start the server, or give createAuditClient its address. Trying again.`,
		]);
	});
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 300);
	expect(await allOf(client.tail({ signal: stop.signal }))).toEqual([]);
});

test('a tail that is read slowly holds the stream back', async () => {
	await using server = await openRealServer();
	const client = await connect(server);
	const { today } = await client.audit.listDays.query();
	await write(server, today, lines(today, 20_000));
	let count = 0;
	for await (const { kind } of client.tail({ since: `${today}T00:00:00Z` })) {
		if (kind === 'entry') count++;
		if (count % 2_000 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
		if (count === 20_000) break;
	}
	expect(count).toBe(20_000);
});
