import { link, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { numbered, openTestLog, USER } from './read-fixture.ts';

/** Each day has two entries; the file of the day in the middle can't be read. */
const [NEWEST, BAD, OLDEST] = ['2026-11-22', '2026-11-21', '2026-11-20'] as const;
const FILTER = { text: 'files.read' };
const unsafe = (user: string, day: string | null) => ({
	...{ user, day, code: 'unsafe-file' },
	message: expect.stringContaining(user) as string,
});

const numberedFile = (path: string) => writeFile(path, numbered(2));

type PutBad = (path: string, good: string) => Promise<unknown>;

async function openWithBadDay(putBad: PutBad = (path, good) => symlink(good, path)) {
	const opened = await openTestLog();
	for (const day of [NEWEST, OLDEST]) await opened.write(numbered(2), day);
	await putBad(opened.pathOf(BAD), opened.pathOf(OLDEST));
	return opened;
}

test.each<[string, PutBad]>([
	['a link', (path, good) => symlink(good, path)],
	['a folder', (path) => mkdir(path)],
	[
		'a second name of a file',
		async (path) => {
			await numberedFile(`${path}.other`);
			await link(`${path}.other`, path);
		},
	],
])('lists a day that is %s as unreadable, beside the others', async (_, putBad) => {
	const { log } = await openWithBadDay(putBad);
	expect(await log.listDays(USER)).toMatchObject([
		{ day: NEWEST, counts: { total: 2 } },
		{ day: BAD, counts: null, unreadable: { code: 'unsafe-file' } },
		{ day: OLDEST, counts: { total: 2 } },
	]);
	expect((await log.listDays(USER))[0]).not.toHaveProperty('unreadable');
});

test('recent calls are those of the readable days, and the other day is reported', async () => {
	const { log } = await openWithBadDay();
	for (const filter of [undefined, FILTER]) {
		const { entries, unreadable } = await log.recent(USER, { filter });
		expect(entries.map(({ day }) => day)).toEqual([NEWEST, NEWEST, OLDEST, OLDEST]);
		expect(unreadable).toEqual([unsafe(USER, BAD)]);
	}
});

test('a search continues after a day that can’t be read, and reports it once', async () => {
	const { log } = await openWithBadDay();
	const pages = [];
	let cursor: string | undefined;
	do {
		const page = await log.search(USER, { filter: FILTER, limit: 1, cursor });
		pages.push(page);
		cursor = page.cursor ?? undefined;
	} while (cursor);
	expect(pages.flatMap(({ entries }) => entries).map(({ day }) => day)).toEqual([
		...[NEWEST, NEWEST, OLDEST, OLDEST],
	]);
	expect(pages.flatMap(({ unreadable }) => unreadable)).toEqual([unsafe(USER, BAD)]);
	expect(pages.at(-1)!.looked.days).toBe(2);
});

test.each([{ limit: 2 }, { budgetMs: 0 }])(
	'a search that ends with the last readable day continues to one that can’t be read: %o',
	async (bound) => {
		const { log, write, pathOf } = await openTestLog();
		await write(numbered(2), NEWEST);
		await symlink(pathOf(NEWEST), pathOf(BAD));
		const found = [];
		let cursor: string | undefined;
		do {
			const page = await log.search(USER, { filter: {}, ...bound, cursor });
			found.push(...page.unreadable);
			expect(page.complete || page.cursor !== null).toBe(true);
			cursor = page.cursor ?? undefined;
		} while (cursor);
		expect(found).toEqual([unsafe(USER, BAD)]);
	},
);

test('a summary over days counts what can be read, and reports the rest', async () => {
	const { log } = await openWithBadDay();
	expect(await log.summaryOverDays(USER)).toMatchObject({
		counts: { total: 4 },
		complete: true,
		unreadable: [unsafe(USER, BAD)],
	});
});

test.each<[string, PutBad]>([
	['is a link', (path, good) => symlink(good, path)],
	['is a file', (path) => numberedFile(path)],
])('a log folder that %s does not hide other logs from reads over all users', async (_, putBad) => {
	const { log, home } = await openWithBadDay();
	await mkdir(join(home, 'bob'));
	await putBad(join(home, 'bob/tool_audit'), join(home, USER, 'tool_audit'));
	const unreadable = [unsafe(USER, BAD), unsafe('bob', null)];
	for (const filter of [undefined, FILTER]) {
		const recent = await log.recentAllUsers({ filter });
		expect(recent.entries).toHaveLength(4);
		expect(recent.unreadable).toEqual(expect.arrayContaining(unreadable));
		expect(recent.unreadable).toHaveLength(2);
	}
	const summary = await log.summaryAllUsers();
	expect(summary).toMatchObject({ counts: { total: 4 }, complete: true });
	expect(summary.unreadable).toEqual(expect.arrayContaining(unreadable));
	// A read of this log alone rejects: there is nothing else to return.
	await expect(log.listDays('bob')).rejects.toMatchObject({ code: 'unsafe-file' });
	await expect(log.recent('bob')).rejects.toMatchObject({ code: 'unsafe-file' });
	await expect(log.summaryOverDays('bob')).rejects.toMatchObject({ code: 'unsafe-file' });
});

test('a tail follows the other days, and a day that becomes readable', async () => {
	const { log, append, pathOf } = await openWithBadDay();
	const [later, aside] = [pathOf('2026-11-23'), `${pathOf(NEWEST)}.aside`];
	await symlink(aside, later);
	const events = log.tail(USER)[Symbol.asyncIterator]();
	await events.next();
	await append(numbered(1), NEWEST);
	expect((await events.next()).value).toMatchObject({ type: 'rows', day: NEWEST });
	await rm(later);
	await numberedFile(aside);
	await rename(aside, later);
	expect((await events.next()).value).toMatchObject({ type: 'rows', day: '2026-11-23' });
	await events.return?.();
});

test('files that are not days are named with what to do, at most twenty of them', async () => {
	const { log, write, pathOf } = await openTestLog();
	await write(numbered(2), NEWEST);
	const put = (name: string) => writeFile(join(dirname(pathOf()), name), numbered(1));
	await put('2026-11-20.jsonl.gz');
	await put('2026-02-30.jsonl');
	await put('20261121.jsonl');
	expect(await log.notDays(USER)).toEqual({
		count: 3,
		files: [
			{
				name: '2026-02-30.jsonl',
				message:
					'"2026-02-30.jsonl" has a date that does not exist. Rename it to the day of its calls.',
			},
			{
				name: '2026-11-20.jsonl.gz',
				message: '"2026-11-20.jsonl.gz" is compressed. Decompress it to read its calls.',
			},
			{
				name: '20261121.jsonl',
				message: '"20261121.jsonl" is not named YYYY-MM-DD.jsonl. Rename it to read its calls.',
			},
		],
	});
	expect((await log.listDays(USER)).map(({ day }) => day)).toEqual([NEWEST]);
	for (let n = 1; n <= 30; n++) await put(`${NEWEST}.jsonl.${n}`);
	const many = await log.notDays(USER);
	expect([many.count, many.files.length]).toEqual([33, 20]);
});
