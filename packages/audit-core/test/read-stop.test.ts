/** Aborted reads: they stop, which shows in the opened files and the workers' jobs. */
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Filter } from '../src/index.ts';
import { addDays } from '../src/format/day.ts';
import { openZone } from '../src/format/time.ts';
import { openHome, type Home } from '../src/home.ts';
import { aggregateView } from '../src/read/index/aggregate-view.ts';
import { createEngine, type Engine } from '../src/read/index/engine.ts';
import { openDayReader } from '../src/read/io/day-reader.ts';
import { readDays } from '../src/read/query/list-days.ts';
import { readRecentAllUsers } from '../src/read/query/recent-all-users.ts';
import { readRecent } from '../src/read/query/recent.ts';
import { readSearch } from '../src/read/query/search.ts';
import { readSummaryOverDays } from '../src/read/query/summary-over-days.ts';
import type { ScannedFile } from '../src/read/scan/on-the-spot.ts';
import type { ScanPool } from '../src/read/scan/pool.ts';
import { createSource } from '../src/read/tail/source.ts';
import { DAY, numbered, openTestLog, USER } from './read-fixture.ts';

const DAYS = Array.from({ length: 5 }, (_, n) => addDays(DAY, -n));
/** Several jobs for the pool. */
const LARGE_BYTES = 100 * 1024 * 1024;

/** A pool whose jobs only end with the signal of their file. */
function createHeldPool() {
	const running = new Set<ScannedFile>();
	const pool: ScanPool = {
		...{ size: 2, isWarm: true, scanningHere: () => () => undefined },
		close: () => Promise.resolve(),
		run: (_, file) =>
			new Promise((_resolve, reject) => {
				const job = { ...file };
				running.add(job);
				file.signal?.addEventListener('abort', () => {
					running.delete(job);
					reject(new Error('ended'));
				});
			}),
	};
	return { pool, running };
}

async function openWatched({ pool }: { pool?: ScanPool } = {}) {
	const files = await openTestLog();
	const home = openHome(files.home);
	const opened: string[] = [];
	const stop = new AbortController();
	/** The client leaves after this number of days was opened. */
	let goneAt = Infinity;
	const watched: Home = {
		...home,
		openDay(user, day) {
			opened.push(day);
			if (opened.length === goneAt) stop.abort();
			return home.openDay(user, day);
		},
	};
	function openEngine(): Engine {
		const engine = createEngine({
			...{ home: watched, zone: openZone('UTC'), indexFolder: join(files.data, 'index') },
			...(pool && { pool }),
		});
		onTestFinished(() => engine.close());
		return engine;
	}
	const leaveAt = (count: number) => void (goneAt = count);
	return { ...files, engine: openEngine(), openEngine, opened, stop, leaveAt };
}

const span = { fromDay: DAYS.at(-1)!, toDay: DAY, budgetMs: 60_000 };
const recent = { ...span, limit: 1_000 };
const search = { ...span, after: null, limit: 1_000 };
const denied: Filter = { status: ['denied'] };

const reads: [string, (engine: Engine, signal: AbortSignal) => Promise<unknown>][] = [
	['list of days', (engine, signal) => readDays(engine, USER, { budgetMs: 60_000, signal })],
	[
		'recent',
		(engine, signal) => readRecent(engine, USER, { ...recent, filter: undefined, signal }),
	],
	[
		'filtered recent',
		(engine, signal) => readRecent(engine, USER, { ...recent, filter: denied, signal }),
	],
	[
		'recent of all users',
		(engine, signal) => readRecentAllUsers(engine, { ...recent, filter: denied, signal }),
	],
	[
		'search',
		(engine, signal) => readSearch(engine, USER, { ...search, filter: { text: 'x' }, signal }),
	],
	[
		'summary over days',
		(engine, signal) => readSummaryOverDays(engine, USER, { ...span, filter: undefined, signal }),
	],
];

const days = [
	['with calls', numbered(3)],
	['without any', ''],
] as const;

test.each(reads.flatMap(([name, read]) => days.map((day) => [name, ...day, read] as const)))(
	'a %s of days %s opens no more days after its client has left',
	async (_name, _days, content, read) => {
		const { engine, write, opened, stop, leaveAt } = await openWatched();
		for (const day of DAYS) await write(content, day);
		leaveAt(2);
		await expect(read(engine, stop.signal)).rejects.toMatchObject({ code: 'aborted' });
		expect(opened).toEqual(DAYS.slice(0, 2));
	},
);

test('jobs of workers end with their caller', async () => {
	const { pool, running } = createHeldPool();
	const { engine, write, pathOf, stop } = await openWatched({ pool });
	await write('');
	await truncate(pathOf(), LARGE_BYTES);
	const found = readRecent(engine, USER, { ...recent, filter: denied, signal: stop.signal });
	await expect.poll(() => running.size).toBeGreaterThan(0);
	stop.abort();
	await expect(found).rejects.toThrow();
	expect(running.size).toBe(0);
});

test('a shared job continues until its last caller has left', async () => {
	const { pool, running } = createHeldPool();
	const { engine, write, pathOf } = await openWatched({ pool });
	await write('');
	await truncate(pathOf(), LARGE_BYTES);
	const clients = [new AbortController(), new AbortController()];
	const views = clients.map(async ({ signal }) => {
		await using file = await openDayReader(engine.home, { user: USER, day: DAY, signal });
		return await engine.views.get(file!, aggregateView('UTC'));
	});
	await expect.poll(() => running.size).toBeGreaterThan(0);
	const jobs = running.size;
	clients[0]!.abort();
	await expect(views[0]).rejects.toMatchObject({ code: 'aborted' });
	expect(running.size).toBe(jobs);
	clients[1]!.abort();
	await expect(views[1]).rejects.toMatchObject({ code: 'aborted' });
	expect(running.size).toBe(0);
});

test('a count for a tail ends with its last listener', async () => {
	const { pool, running } = createHeldPool();
	const { engine, write, append } = await openWatched({ pool });
	await write(numbered(5_000));
	const source = createSource(engine, USER);
	const leave = [source.watch.listen(() => {}), source.watch.listen(() => {})];
	const start = { day: DAY, offset: 0, file: 0, before: 0 };
	const first = await source.readAppended(start);
	if (first.kind !== 'rows') throw new Error(`${first.kind} is the first event`);
	await append(numbered(1));
	// As when a listener resumes: a cursor has no positions.
	const { day, offset, file, before } = first.dayCursor;
	const appended = source.readAppended({ day, offset, file, before });
	await expect.poll(() => running.size).toBeGreaterThan(0);
	leave[0]!();
	expect(running.size).toBeGreaterThan(0);
	leave[1]!();
	await expect(appended).rejects.toThrow();
	expect(running.size).toBe(0);
});

const finding: [string, (engine: Engine) => Promise<{ entries: unknown[] }>][] = [
	[
		'recent',
		(engine) => readRecent(engine, USER, { ...recent, filter: denied, signal: undefined }),
	],
	[
		'search',
		(engine) => readSearch(engine, USER, { ...search, filter: denied, signal: undefined }),
	],
];

test.each(finding)('a %s does not open days whose counts have no such status', async (_, find) => {
	const { engine, write, append, opened } = await openWatched();
	for (const day of DAYS) {
		await write(
			numbered(3, (n) => (day === DAYS[2] && n === 1 ? { status: 'denied' } : {})),
			day,
		);
	}
	await readDays(engine, USER, { budgetMs: 60_000, signal: undefined });
	opened.length = 0;
	expect((await find(engine)).entries).toHaveLength(1);
	expect(opened).toEqual([DAYS[2]]);

	await append(
		numbered(1, () => ({ status: 'denied' })),
		DAYS[4],
	);
	expect((await find(engine)).entries).toHaveLength(2);
});

test.each(finding)(
	'a %s does not search days whose kept counts have no such status',
	async (_, find) => {
		const { engine, write, openEngine } = await openWatched();
		await write(numbered(5_000));
		await readSummaryOverDays(engine, USER, { ...span, filter: undefined, signal: undefined });
		const after = openEngine();
		const scan = vi.spyOn(after.pool, 'run');
		expect((await find(after)).entries).toEqual([]);
		expect(scan).not.toHaveBeenCalled();
	},
);

test.each(finding)('a %s finds rows after the last newline of a counted day', async (_, find) => {
	const { engine, write } = await openWatched();
	await write(numbered(2) + numbered(1, () => ({ status: 'denied' })).trimEnd());
	await readDays(engine, USER, { budgetMs: 60_000, signal: undefined });
	expect((await find(engine)).entries).toHaveLength(1);
});

test('a summary stops within a large day when its time runs out, and the next one continues', async () => {
	const { engine, write, append } = await openWatched();
	const part = numbered(1, () => ({ result_snippet: 'x'.repeat(100_000) })).repeat(400);
	await write(part);
	await append(part);
	await write(numbered(3), DAYS[1]);
	const summary = (budgetMs: number) =>
		readSummaryOverDays(engine, USER, { ...span, budgetMs, filter: undefined, signal: undefined });

	const coveredBytes = async () => {
		await using file = await openDayReader(engine.home, { user: USER, day: DAY });
		return (await engine.views.peek(file!, aggregateView('UTC')))!.covered;
	};
	const { complete, looked } = await summary(0);
	const first = await coveredBytes();
	expect({ complete, looked }).toMatchObject({
		complete: false,
		looked: { days: 0, bytes: first },
	});
	expect(first).toBeLessThan(part.length * 2);
	expect(await summary(0)).toMatchObject({ complete: false });
	expect(await coveredBytes()).toBeGreaterThan(first);
	expect(await summary(60_000)).toMatchObject({ complete: true, counts: { total: 803 } });
});

test('a summary counts a line that is longer than its step', async () => {
	const { engine, write, append, pathOf } = await openWatched();
	await write(numbered(2));
	await truncate(pathOf(), LARGE_BYTES);
	await append(`\n${numbered(3)}`);
	expect(
		await readSummaryOverDays(engine, USER, { ...span, filter: undefined, signal: undefined }),
	).toMatchObject({ complete: true, counts: { total: 6, damaged: 1 } });
});
