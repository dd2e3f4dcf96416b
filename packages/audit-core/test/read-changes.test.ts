import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHome, type Home } from '../src/home.ts';
import type { DayChange, LogChange } from '../src/index.ts';
import { createChangeFeed, type ChangeFeedOptions } from '../src/read/tail/change-feed.ts';
import { DAY, openTestLog, type TestLog } from './read-fixture.ts';

const LINE = `{"ts":"${DAY}T07:00:00","user":"alice","tool":"a"}\n`;
const LATE = `{"ts":"${DAY}T07:00:00","tool":"a","recorded_at":"2026-11-23T09:00:00"}\n`;

/** Starts to listen, and returns the events from then on. */
async function listen({ log }: TestLog, users?: string[]) {
	const over = new AbortController();
	onTestFinished(() => over.abort());
	const events = log.changes({ users, signal: over.signal })[Symbol.asyncIterator]();
	expect((await events.next()).value).toEqual({ type: 'start' });
	return {
		over,
		events,
		next: async (): Promise<DayChange> => {
			const { type, ...change } = (await events.next()).value as { type: string } & DayChange;
			expect(type).toBe('change');
			return change;
		},
	};
}

/** Reads until this number of lines was reported, and returns the last event with the sums of all. */
async function untilAdded(next: () => Promise<DayChange>, lines: number): Promise<DayChange> {
	let [added, late] = [0, 0];
	for (;;) {
		const change = await next();
		added += change.added;
		late += change.late;
		if (added >= lines) return { ...change, added, late };
	}
}

test('reports added lines with their number and the size of the day', async () => {
	const test = await openTestLog();
	await test.write(LINE.repeat(3));
	const { next } = await listen(test);
	await test.append(LINE.repeat(2));
	expect(await untilAdded(next, 2)).toEqual({
		user: 'alice',
		day: DAY,
		bytes: LINE.length * 5,
		added: 2,
		late: 0,
	});
});

test('reports a new day, an old day and a new user', async () => {
	const test = await openTestLog();
	await test.write(LINE);
	const { next } = await listen(test);
	for (const [day, user] of [
		['2026-11-23', 'alice'],
		['2001-01-01', 'alice'],
		[DAY, 'bob'],
	] as const) {
		await test.write(LINE, day, user);
		expect(await next()).toMatchObject({ user, day, bytes: LINE.length, added: 1 });
	}
});

test('reports only the requested users', async () => {
	const test = await openTestLog();
	await test.write(LINE, DAY, 'bob');
	const { next } = await listen(test, ['alice']);
	await test.append(LINE, DAY, 'bob');
	await test.write(LINE, DAY, 'alice');
	expect(await next()).toMatchObject({ user: 'alice' });
});

test.each([
	['truncated', (test: TestLog) => test.write('')],
	['replaced', (test: TestLog) => rm(test.pathOf()).then(() => test.write(LINE.repeat(9)))],
	['deleted', (test: TestLog) => rm(test.pathOf())],
	[
		'replaced by a link',
		(test: TestLog) => rm(test.pathOf()).then(() => symlink('x', test.pathOf())),
	],
])('resets a day that is %s', async (_, change) => {
	const test = await openTestLog();
	await test.write(LINE.repeat(3));
	const { next } = await listen(test);
	await change(test);
	expect(await next()).toMatchObject({ day: DAY, reset: true, added: 0 });
});

test('reports how many of the added lines were recorded later, on an older day too', async () => {
	const test = await openTestLog();
	const OLD = '2026-11-02';
	const days = [OLD, '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', DAY];
	for (const day of days) await test.write(LINE, day);
	const { next } = await listen(test);
	await test.append(LINE + LATE.repeat(2), OLD);
	await test.append(LATE, OLD);
	const change = await untilAdded(next, 4);
	expect(change).toMatchObject({ day: OLD, added: 4, late: 3 });
	expect(change).not.toHaveProperty('reset');
});

test('a late line that is written in two parts counts once', async () => {
	const test = await openTestLog();
	await test.write(LINE);
	const { next } = await listen(test);
	await test.append(LATE.slice(0, 70));
	expect(await next()).toMatchObject({ added: 0, late: 0 });
	await test.append(LATE.slice(70) + LINE);
	expect(await next()).toMatchObject({ added: 2, late: 1 });
});

test('resets a changed older day of unknown size', async () => {
	const test = await openTestLog();
	for (const day of ['2026-11-19', '2026-11-20', '2026-11-21', DAY]) await test.write(LINE, day);
	const told = await feedOf(test, { sizesMax: 0 });
	await test.append(LATE, '2026-11-19');
	const bytes = LINE.length + LATE.length;
	await expect
		.poll(() => told)
		.toEqual([{ user: 'alice', day: '2026-11-19', bytes, added: 0, late: 0, reset: true }]);
	await test.append(LATE, '2026-11-19');
	await expect.poll(() => told[1]).toMatchObject({ day: '2026-11-19', added: 1, late: 1 });
});

test('adds up the changes of a day while a listener is busy', async () => {
	const test = await openTestLog();
	await test.write('');
	const { events, next } = await listen(test);
	// The next event is requested before anything happens, and then not for a while.
	const first = events.next();
	await test.append(LINE);
	expect((await first).value).toMatchObject({ added: 1 });
	const other = await listen(test);
	await test.append(LATE);
	await untilAdded(other.next, 1);
	await test.append(LINE + LATE);
	await untilAdded(other.next, 2);
	const bytes = LINE.length * 2 + LATE.length * 2;
	expect(await next()).toMatchObject({ bytes, added: 3, late: 2 });
});

test('reports many days that change at once in turn, at most twenty a second', async () => {
	const test = await openTestLog();
	const { next } = await listen(test);
	const days = Array.from({ length: 12 }, (_, at) => `2026-10-${10 + at}`);
	for (const day of days) await test.write(LINE, day);
	const start = performance.now();
	const told = new Set<string>();
	while (told.size < days.length) told.add((await next()).day);
	// It must not be faster; how slow it may be is not tested.
	expect(performance.now() - start).toBeGreaterThan((days.length - 2) * 50);
});

test('ends with its signal, with its loop and with the log', async () => {
	const test = await openTestLog();
	const bySignal = await listen(test);
	const waiting = bySignal.events.next();
	bySignal.over.abort();
	expect(await waiting).toMatchObject({ done: true });
	const byLoop = await listen(test);
	expect(await byLoop.events.return!()).toMatchObject({ done: true });
	const byLog = await listen(test);
	const last = byLog.events.next();
	await test.log.close();
	expect(await last).toMatchObject({ done: true });
});

async function feedOf(
	test: TestLog,
	options: Omit<ChangeFeedOptions, 'onChange'> = {},
	home: Home = openHome(test.home),
): Promise<DayChange[]> {
	const told: DayChange[] = [];
	const feed = createChangeFeed({ home }, { onChange: (change) => told.push(change), ...options });
	onTestFinished(() => feed.stop());
	await feed.ready;
	return told;
}

test('checks folders beyond the limit of watches in turn', async () => {
	const test = await openTestLog();
	for (const user of ['alice', 'bob']) await test.write(LINE, DAY, user);
	const told = await feedOf(test, {
		watch: () => {
			throw Object.assign(new Error('no space left for watches'), { code: 'ENOSPC' });
		},
	});
	for (const user of ['alice', 'bob']) await test.append(LINE, DAY, user);
	await expect.poll(() => told.length, { timeout: 20_000 }).toBe(2);
	expect(told).toMatchObject([
		{ user: 'alice', added: 1 },
		{ user: 'bob', added: 1 },
	]);
});

test('reports neither files that are not days nor links in place of days', async () => {
	const test = await openTestLog();
	await test.write(LINE);
	const told = await feedOf(test);
	await writeFile(join(test.home, 'alice/tool_audit/notes.txt'), 'x');
	await mkdir(test.pathOf('2026-11-23'));
	await test.append(LINE);
	await expect.poll(() => told.length).toBe(1);
	expect(told).toMatchObject([{ day: DAY }]);
});

test('a log that can’t be read for a while is not reported as deleted', async () => {
	const test = await openTestLog();
	await test.write(LINE);
	const home = openHome(test.home);
	let isDown = false;
	const told = await feedOf(
		test,
		{},
		{
			...home,
			statDays: (...asked) =>
				isDown ? Promise.reject(new Error('EMFILE')) : home.statDays(...asked),
		},
	);
	isDown = true;
	await test.append(LINE);
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(told).toEqual([]);
	isDown = false;
	await expect
		.poll(() => told, { timeout: 20_000 })
		.toMatchObject([{ bytes: 2 * LINE.length, added: 1 }]);
});

test('reports the days of a deleted user, and checks the user no more', async () => {
	const test = await openTestLog();
	await test.write(LINE);
	const home = openHome(test.home);
	let checks = 0;
	let turns = 0;
	const told = await feedOf(
		test,
		{},
		{
			...home,
			listUsers: () => (turns++, home.listUsers()),
			statDays: (...asked) => (checks++, home.statDays(...asked)),
		},
	);
	await rm(join(test.home, 'alice'), { recursive: true });
	await expect.poll(() => told, { timeout: 20_000 }).toMatchObject([{ bytes: 0, reset: true }]);
	const [checksBefore, turnsBefore] = [checks, turns];
	await expect.poll(() => turns - turnsBefore, { timeout: 20_000 }).toBeGreaterThan(2);
	// A check that was running may end in this time.
	expect(checks - checksBefore).toBeLessThan(2);
	await test.write(LINE);
	await expect.poll(() => told.at(-1), { timeout: 20_000 }).toMatchObject({ added: 1 });
});

test('resets a day whose new lines can’t be counted', async () => {
	const test = await openTestLog();
	await test.write(LINE);
	const home = openHome(test.home);
	const told = await feedOf(
		test,
		{},
		{
			...home,
			openDay: () => Promise.reject(new Error('EACCES')),
		},
	);
	await test.append(LINE);
	await expect.poll(() => told, { timeout: 20_000 }).toMatchObject([{ added: 0, reset: true }]);
});

test('the types distinguish a change from the start', () => {
	const added = (event: LogChange) => (event.type === 'change' ? event.added : 0);
	expect(added({ type: 'start' })).toBe(0);
});
