import { existsSync } from 'node:fs';
import {
	readdir,
	readFile,
	readlink,
	rename,
	rm,
	stat,
	truncate,
	utimes,
	writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AuditLog, StoredRows } from '../src/index.ts';
import { DAY, line, numbered, numberOf, openTestLog, USER } from './read-fixture.ts';

/** Several segments, so that more than one worker is used. */
const LARGE = 20_000;
const pad = 'x'.repeat(300);
const large = numbered(LARGE, (n) => ({
	status: n % 100 === 0 ? 'denied' : 'ok',
	result_snippet: pad,
}));

async function checkAll(log: AuditLog, count: number, numberAt = (position: number) => position) {
	for (const from of [count - 3, Math.floor(count / 2), 1, 0]) {
		const page = await log.readDay(USER, DAY, { from, limit: 3 });
		expect(page.entries.map(numberOf)).toEqual([0, 1, 2].map((n) => numberAt(from + n)));
		expect(page.entries[0]!.position).toBe(from);
		expect(page.total).toBe(count);
	}
	expect((await log.summary(USER, DAY)).counts.total).toBe(count);
}

const storedFiles = async (data: string) => {
	const folder = join(data, 'index', USER);
	return (await readdir(folder)).map((name) => join(folder, name));
};

async function openIndexed() {
	const opened = await openTestLog();
	await opened.write(large);
	await opened.log.readDay(USER, DAY, { from: LARGE - 1 });
	await opened.log.summary(USER, DAY);
	return opened;
}

test('pages at any position of a large day are correct, with an index outside home', async () => {
	const { log, home, data } = await openIndexed();
	await checkAll(log, LARGE);
	expect(await readdir(join(home, USER, 'tool_audit'))).toEqual([`${DAY}.jsonl`]);
	expect(await storedFiles(data)).toHaveLength(2);
});

test('the total of a large day is marked as an estimate until the index is built', async () => {
	const { log, write } = await openTestLog();
	await write(large);
	const head = await log.readDay(USER, DAY, { limit: 10 });
	expect(head.entries.map(numberOf)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(head.estimated).toBe(true);
	expect(head.total / LARGE).toBeCloseTo(1, 0);
	const tail = await log.readDay(USER, DAY, { limit: 3, order: 'desc' });
	expect(tail.entries.map(numberOf)).toEqual([LARGE - 1, LARGE - 2, LARGE - 3]);
	expect(tail.entries[0]!.position).toBe(tail.total - 1);

	await log.readDay(USER, DAY, { from: LARGE - 1 });
	const exact = await log.readDay(USER, DAY, { limit: 10 });
	expect(exact).toMatchObject({ total: LARGE });
	expect(exact).not.toHaveProperty('estimated');
});

test('the rows of a large day without an index are counted, not estimated', async () => {
	const { log, write, append } = await openTestLog();
	// A page at the beginning would estimate the whole day from its short lines.
	await write(numbered(10) + large);
	expect((await log.readDay(USER, DAY, { limit: 1 })).total).not.toBe(LARGE + 10);
	const rows = log.rows(USER, DAY);
	expect(await rows.count()).toEqual({ total: LARGE + 10, matched: LARGE + 10 });
	await append(numbered(1));
	let given = 0;
	for await (const batch of rows) given += batch.length;
	expect(given).toBe(LARGE + 10);
});

test('rows of a file that was truncated after the count end with an error', async () => {
	const { log, write, pathOf } = await openTestLog();
	await write(large);
	const rows = log.rows(USER, DAY);
	await rows.count();
	await truncate(pathOf(), 1_000);
	const read = async () => {
		for await (const batch of rows) void batch;
	};
	await expect(read()).rejects.toMatchObject({ code: 'changed' });
});

const OPEN_FILES = '/proc/self/fd';

test
	.skipIf(!existsSync(OPEN_FILES))
	.each<[string, (rows: StoredRows, stop: AbortController) => unknown]>([
		['the signal', (_, stop) => stop.abort()],
		['disposing', (rows) => rows[Symbol.asyncDispose]()],
	])('rows that were counted and not read close their file by %s', async (_, end) => {
	const { log, write, pathOf } = await openTestLog();
	await write(large);
	const openedTimes = async () => {
		const links = (await readdir(OPEN_FILES)).map((name) => readlink(join(OPEN_FILES, name)));
		const paths = await Promise.allSettled(links);
		return paths.filter((path) => path.status === 'fulfilled' && path.value === pathOf()).length;
	};
	const stop = new AbortController();
	const rows = log.rows(USER, DAY, { signal: stop.signal });
	await rows.count();
	expect(await openedTimes()).toBe(1);
	await end(rows, stop);
	await expect.poll(openedTimes).toBe(0);
});

test('rows of a filter that are far apart have the right positions', async () => {
	const { log } = await openIndexed();
	const page = await log.readDay(USER, DAY, { filter: { status: ['denied'] }, from: 50 });
	expect(page.entries).toHaveLength(LARGE / 100 - 50);
	for (const entry of page.entries) {
		const { entries } = await log.readDay(USER, DAY, { from: entry.position, limit: 1 });
		expect(entry).toEqual(entries[0]);
	}
});

test('a log that is opened later uses the kept views, with the same results', async () => {
	const { open } = await openIndexed();
	await checkAll(open(), LARGE);
});

test.each<[string, (log: AuditLog) => Promise<unknown>]>([
	['a summary', (log) => log.summary(USER, DAY)],
	['a search for a filter’s rows', (log) => log.readDay(USER, DAY, { filter: { tool: ['x'] } })],
])('%s also builds the index', async (_, read) => {
	const { log, write, data } = await openTestLog();
	await write(large);
	await read(log);
	expect(await storedFiles(data)).toContain(join(data, 'index', USER, `${DAY}.lines.json`));
	await checkAll(log, LARGE);
});

test('rebuilds a kept index that was damaged, truncated or emptied', async () => {
	const { open, data } = await openIndexed();
	for (const spoil of [
		(bytes: Buffer) => bytes.fill(0x31, bytes.length - 20, bytes.length - 10),
		(bytes: Buffer) => bytes.subarray(0, bytes.length / 2),
		() => Buffer.alloc(0),
	]) {
		for (const path of await storedFiles(data)) await writeFile(path, spoil(await readFile(path)));
		const log = open();
		await checkAll(log, LARGE);
		await log.close();
	}
});

test('a log works without a folder for indexes, and with one that can’t be written', async () => {
	const { write, open, home } = await openTestLog();
	await write(large);
	await checkAll(open({ data: join(home, USER, 'tool_audit', `${DAY}.jsonl`) }), LARGE);
});

test('reads a day that grows, line by line and torn in between', async () => {
	const { log, append, open } = await openIndexed();
	let count = LARGE;
	for (const more of [1, 600, 1]) {
		await append(numbered(more, (n) => ({ args: { n: count + n } })));
		count += more;
		await checkAll(log, count);
	}
	const half = line({ args: { n: count } });
	await append(half.slice(0, 20));
	expect((await log.readDay(USER, DAY, { from: count })).damaged).toMatchObject([
		{ position: count },
	]);
	await append(`${half.slice(20)}\n`);
	await checkAll(log, count + 1);
	await checkAll(open(), count + 1);
});

const replaced = numbered(LARGE, (n) => ({ args: { n: LARGE - n }, result_snippet: pad }));

test.each<[string, (path: string) => Promise<void>]>([
	[
		'another file under its name',
		async (path) => {
			await writeFile(`${path}.new`, replaced);
			await rename(`${path}.new`, path);
		},
	],
	[
		'deleted and created again',
		async (path) => {
			await rm(path);
			await writeFile(path, replaced);
		},
	],
	[
		'emptied and written again',
		async (path) => {
			await truncate(path, 0);
			await writeFile(path, replaced, { flag: 'a' });
		},
	],
	['written over in place', (path) => writeFile(path, replaced)],
])('rebuilds the index of a day’s file that was replaced (%s)', async (_, replace) => {
	const { log, open, pathOf } = await openIndexed();
	await checkAll(log, LARGE);
	await replace(pathOf());
	await checkAll(log, LARGE, (position) => LARGE - position);
	await checkAll(open(), LARGE, (position) => LARGE - position);
});

test('notices a line that was changed in place, without a change in size', async () => {
	const { log, pathOf } = await openIndexed();
	const bytes = Buffer.from(large);
	bytes.write('\n', bytes.indexOf('"user"', bytes.length / 2));
	await writeFile(pathOf(), bytes, { flag: 'r+' });
	await utimes(pathOf(), new Date(0), new Date(0));
	const page = await log.readDay(USER, DAY, { from: LARGE, limit: 1 });
	expect(page.total).toBe(LARGE + 1);
	expect(page.entries.map(numberOf)).toEqual([LARGE - 1]);
});

test('a truncated day has only the rest of its rows', async () => {
	const { log, pathOf } = await openIndexed();
	await truncate(pathOf(), large.split('\n', 10).join('\n').length + 1);
	const page = await log.readDay(USER, DAY);
	expect(page.entries.map(numberOf)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect((await log.summary(USER, DAY)).counts.total).toBe(10);
});

test('a ref into a file that was replaced opens nothing', async () => {
	const { log, write } = await openTestLog();
	await write(numbered(5));
	const { ref } = (await log.readDay(USER, DAY)).entries[3]!;
	expect(await log.entry(USER, DAY, ref)).not.toBeNull();
	await write(numbered(5, (n) => ({ args: { n: n + 1 } })));
	expect(await log.entry(USER, DAY, ref)).toBeNull();
});

test('counts large days in the background', async () => {
	const { log, write } = await openTestLog();
	await write(large);
	expect((await log.listDays(USER))[0]!.counts).toBeNull();
	await log.summary(USER, DAY);
	expect((await log.listDays(USER))[0]!.counts).toMatchObject({
		total: LARGE,
		denied: LARGE / 100,
	});
});

test('stops an aborted search', async () => {
	const { log, write } = await openTestLog();
	await write(large);
	const filter = { text: 'nothing', regex: true };
	for (const read of [
		(signal: AbortSignal) => log.readDay(USER, DAY, { filter, signal }),
		(signal: AbortSignal) => log.summary(USER, DAY, { filter, signal }),
		(signal: AbortSignal) => log.search(USER, { filter, signal }),
	]) {
		const stop = new AbortController();
		const reading = read(stop.signal);
		stop.abort();
		await expect(reading).rejects.toMatchObject({ code: 'aborted' });
	}
	expect((await log.readDay(USER, DAY, { filter: { text: '"n"' } })).matched).toBe(0);
});

test('counts a day again that was overwritten with the same size', async () => {
	const { log, write, pathOf } = await openTestLog();
	const [before, after] = (['error', 'other'] as const).map((status) =>
		numbered(3, () => ({ status })),
	);
	await write(before!);
	expect((await log.listDays(USER))[0]!.counts).toMatchObject({ error: 3 });
	const { ctimeMs, ino, size } = await stat(pathOf());
	// The clock of a file system has coarse steps.
	do await write(after!);
	while ((await stat(pathOf())).ctimeMs === ctimeMs);
	expect(await stat(pathOf())).toMatchObject({ ino, size });
	expect((await log.listDays(USER))[0]!.counts).toMatchObject({ error: 0, other: 3 });
});

test('a search without time gets further with each answer, through every day', async () => {
	const { log, write } = await openTestLog();
	const days = ['2026-11-20', '2026-11-21', DAY];
	for (const day of days) await write(numbered(2), day);
	const numbers: unknown[] = [];
	let cursor: string | null = null;
	for (let call = 0; call < 20; call++) {
		const page = await log.search(USER, {
			filter: { status: ['ok'] },
			budgetMs: 0,
			...(cursor !== null && { cursor }),
		});
		numbers.push(...page.entries.map(({ entry }) => (entry.args as { n: number }).n));
		cursor = page.cursor;
		if (cursor === null) break;
	}
	expect(cursor).toBeNull();
	expect(numbers).toEqual([1, 0, 1, 0, 1, 0]);
});

test('a search answers when its budget runs out, and continues from there', async () => {
	const { log, write } = await openTestLog();
	await write(large);
	let calls = 0;
	let found = 0;
	let cursor: string | null = null;
	do {
		const page = await log.search(USER, {
			filter: { status: ['denied'] },
			budgetMs: 0,
			...(cursor !== null && { cursor }),
		});
		cursor = page.cursor;
		found += page.entries.length;
		calls++;
	} while (cursor !== null);
	expect(found).toBe(LARGE / 100);
	expect(calls).toBeGreaterThan(1);
});

test('the search for recent calls in a large day ends when the time runs out', async () => {
	const { log, write } = await openTestLog();
	await write(large);
	const query = { filter: { tool: ['none'] }, budgetMs: 0 };
	expect(await log.recent(USER, query)).toMatchObject({ entries: [], complete: false });
	expect(await log.recentAllUsers(query)).toMatchObject({ entries: [], complete: false });
});
