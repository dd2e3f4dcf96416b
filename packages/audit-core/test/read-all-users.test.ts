/** Reads over all users, compared with a simple one that holds every entry of every user. */
import { execFileSync } from 'node:child_process';
import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openZone, type AuditLog, type Filter, type Recent } from '../src/index.ts';
import { openHome, type Home } from '../src/home.ts';
import { createEngine } from '../src/read/index/engine.ts';
import { readRecentAllUsers, type AllUsersBounds } from '../src/read/query/recent-all-users.ts';
import { createScanPool } from '../src/read/scan/pool.ts';
import { DAY, line, openTestLog, USER } from './read-fixture.ts';
import { RUNS_SOURCES } from './runs-sources.ts';

const ZONE = openZone('UTC');
const DAYS = ['2026-11-20', '2026-11-21', DAY];
const WINDOW = 64;
const BUDGET_MS = 60_000;

/** One for all tests: starting threads takes longer than what they do here. */
const pool = createScanPool();
afterAll(() => pool.close());

type Entries = Recent['entries'];

/** Each user has a window of the next 64 entries, and the newest of all windows is taken. */
async function simply(log: AuditLog, limit: number, filter: Filter | undefined): Promise<Entries> {
	const logs = await Promise.all(
		(await log.listUsers()).map(async (user) => {
			const { entries } = await log.recent(user, { days: 36_500, limit: 10_000, filter });
			let instant = Infinity;
			return entries.map((entry) => {
				const ts = entry.entry['ts'];
				instant = (typeof ts === 'string' ? ZONE.parse(ts) : null) ?? instant;
				return { entry, instant };
			});
		}),
	);
	const taken: Entries = [];
	while (taken.length < limit) {
		const ahead = logs.flatMap((entries) =>
			entries.slice(0, WINDOW).map((candidate) => ({ ...candidate, entries })),
		);
		const newest = ahead.reduce<(typeof ahead)[number] | null>(
			(best, one) => (best && best.instant >= one.instant ? best : one),
			null,
		);
		if (!newest) break;
		newest.entries.splice(
			newest.entries.findIndex(({ entry }) => entry === newest.entry),
			1,
		);
		taken.push(newest.entry);
	}
	return taken;
}

/** A home that knows how many of its days are open. */
function counting(home: Home): Home & { openMost: number } {
	let open = 0;
	const counted = {
		...home,
		openMost: 0,
		async openDay(user: string, day: string) {
			const handle = await home.openDay(user, day);
			if (!handle) return null;
			counted.openMost = Math.max(counted.openMost, ++open);
			return {
				...handle,
				close: () => {
					open--;
					return handle.close();
				},
			};
		},
	};
	return counted;
}

async function readAll(
	home: Home,
	{ limit, filter, budgetMs = BUDGET_MS }: { limit: number; filter?: Filter; budgetMs?: number },
	bounds: AllUsersBounds = {},
): Promise<Recent> {
	const engine = createEngine({ home, zone: ZONE, pool });
	const query = { fromDay: '0001-01-01', toDay: '9999-12-31', limit, filter, budgetMs };
	return readRecentAllUsers(engine, { ...query, signal: undefined }, bounds);
}

/** Minutes of a day; few, so that many calls are at the same time. */
const minute = fc.oneof(
	{ weight: 8, arbitrary: fc.integer({ min: 0, max: 40 }) },
	{ weight: 1, arbitrary: fc.constantFrom(-500_000, 500_000) },
);
const lineOf = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.tuple(minute, fc.constantFrom('ok', 'error')).map(([at, status]) => {
			const ts = new Date(Date.parse(`${DAY}T08:00:00Z`) + at * 60_000).toISOString();
			return `${line({ ts, status, result_snippet: 'x'.repeat(Math.abs(at) % 50) })}\n`;
		}),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			...[
				`${line({ ts: 'yesterday' })}\n`,
				`${line({ ts: null })}\n`,
				'{"ts":"torn\n',
				'\n',
				' \r\n',
			],
			...['\xff\n', `{"ts":"2026${line()}${line({ status: 'error' })}\n`, '{"tool":"no ts"}\n'],
		),
	},
);
const day = fc
	.tuple(
		fc.array(lineOf, { maxLength: 12 }),
		fc.constantFrom(1, 1, 1, 9),
		fc.constantFrom('', '', line()),
	)
	.map(([lines, times, last]) => lines.join('').repeat(times) + last);
const logs = fc.array(fc.array(day, { minLength: 1, maxLength: DAYS.length }), {
	minLength: 1,
	maxLength: 9,
});

test('gives what a simple read gives, whatever the logs hold', { timeout: 120_000 }, async () => {
	await fc.assert(
		fc.asyncProperty(
			...[logs, fc.constantFrom(1, 5, 40, 300)],
			...[fc.constantFrom<(Filter | undefined)[]>(undefined, { status: ['error'] })],
			fc.constantFrom<AllUsersBounds[]>({}, { openLogsMax: 0 }, { surveyedHereMax: 0 }),
			async (contents, limit, filter, bounds) => {
				const { log, home, write } = await openTestLog();
				for (const [user, days] of contents.entries()) {
					for (const [index, content] of days.entries()) {
						await write(Buffer.from(content, 'latin1'), DAYS[index], `user-${user}`);
					}
				}
				const expected = await simply(log, limit, filter);
				const { entries, complete } = await readAll(
					openHome(home),
					{ limit, ...(filter && { filter }) },
					bounds,
				);
				expect(entries).toEqual(expected);
				expect(complete).toBe(true);
			},
		),
		{ numRuns: 60 },
	);
});

test('a line with many entries is the same, wherever the reading is interrupted', async () => {
	const { log, home, write } = await openTestLog();
	const at = (n: number) => new Date(Date.parse(`${DAY}T08:00:00Z`) + n * 1_000).toISOString();
	const merged = Array.from({ length: 150 }, (_, n) => line({ ts: at(n), args: { n } })).join('');
	await write(`${line()}\n{"ts":"torn${merged}\n`);
	const { entries } = await readAll(openHome(home), { limit: 1_000 }, { openLogsMax: 0 });
	expect(entries).toEqual(await simply(log, 1_000, undefined));
	expect(entries.filter(({ recovered }) => recovered)).toHaveLength(150);
});

test('a newer call in the file of an older day is found', async () => {
	const { log, home, write } = await openTestLog();
	await write(`${line({ ts: `${DAY}T08:00:00Z` })}\n`);
	await write(`${line({ ts: '2030-01-01T00:00:00Z' })}\n`, '2026-11-21');
	const later = `${line({ ts: `${DAY}T09:00:00Z` })}\n`;
	// More than are read at once, so that the answer is full before this log has its turn.
	for (let n = 0; n < 40; n++) await write(later, DAY, `bob-${n}`);
	const { entries } = await readAll(openHome(home), { limit: 5 }, { surveyedHereMax: 0 });
	expect(entries).toEqual(await simply(log, 5, undefined));
	expect(entries[0]).toMatchObject({ user: USER, day: '2026-11-21' });
});

test('threads that survey logs leave it to the reading to say what can’t be read', async () => {
	const { home, write, pathOf } = await openTestLog();
	await write(`${line()}\n`);
	await write(`${line()}\n`, '2026-11-21', 'carol');
	await symlink(pathOf(), pathOf(DAY, 'carol'));
	await mkdir(join(home, 'bob'));
	await writeFile(join(home, 'bob', 'tool_audit'), '');
	for (const surveyedHereMax of [0, Infinity]) {
		const read = await readAll(openHome(home), { limit: 10 }, { surveyedHereMax });
		expect(read.entries.map(({ user }) => user)).toEqual([USER, 'carol']);
		expect(read).toMatchObject({
			complete: true,
			unreadable: [
				{ user: 'bob', day: null },
				{ user: 'carol', day: DAY },
			],
		});
	}
});

/** Many users with a call each, a minute apart. */
async function manyUsers(home: string, count: number, linesEach = 1): Promise<void> {
	for (let user = 0; user < count; user++) {
		const path = join(home, `user-${user}`, 'tool_audit', `${DAY}.jsonl`);
		const ms = Date.parse(`${DAY}T00:00:00Z`) + user * 60_000;
		const ts = new Date(ms).toISOString();
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, `${line({ ts, user: `user-${user}` })}\n`.repeat(linesEach));
		await utimes(path, ms / 1_000, ms / 1_000);
	}
}

test.each([0, Infinity])(
	'few files are open however many users there are, surveyed here up to %d',
	async (surveyedHereMax) => {
		const { home } = await openTestLog();
		await manyUsers(home, 300, 70);
		const counted = counting(openHome(home));
		const { entries } = await readAll(
			counted,
			{ limit: 5_000 },
			{ openLogsMax: 8, surveyedHereMax },
		);
		expect(entries).toHaveLength(5_000);
		expect(counted.openMost).toBeLessThanOrEqual(8 + 16 + 1);
		expect(counted.openMost).toBeGreaterThan(8);
	},
);

test('without time, what is given is of the users whose logs changed last, and incomplete', async () => {
	const { home, log } = await openTestLog();
	await manyUsers(home, 200);
	const all = await simply(log, 1_000, undefined);
	for (const surveyedHereMax of [0, Infinity]) {
		const bounds = { surveyedHereMax };
		const slow = openHome(home);
		const short = await readAll(slow, { limit: 1_000, budgetMs: 0 }, bounds);
		expect(short.complete).toBe(false);
		expect(short.entries.length).toBeGreaterThan(0);
		expect(short.entries.length).toBeLessThan(all.length);
		// Nothing twice, and in the order of the whole answer.
		const places = short.entries.map(({ user }) => all.findIndex((entry) => entry.user === user));
		expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
	}
});

test.runIf(RUNS_SOURCES)(
	'1,100 users are read by a process that may have 256 files open',
	async () => {
		const { home } = await openTestLog();
		await manyUsers(home, 1_100);
		const child = join(import.meta.dirname, 'all-users-child.ts');
		const shell = `ulimit -n 256 && exec "$0" "$@"`;
		const printed = execFileSync('sh', ['-c', shell, process.execPath, child, home], {
			encoding: 'utf8',
		});
		expect(JSON.parse(printed)).toEqual({
			...{ recent: 500, filtered: 500, total: 1_100, unreadable: 0, complete: true },
			first: 'user-1099',
		});
	},
);
