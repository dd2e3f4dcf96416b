/**
 * What can't be read is named beside what can, in every read: one fault after the other, in a day or in the place of a whole
 * log, of one user among others.
 */
import { execFileSync } from 'node:child_process';
import { appendFile, chmod, link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AuditLog, Unreadable } from '../src/index.ts';
import { createLog } from '../src/create-log.ts';
import { openHome, type Home } from '../src/home.ts';
import { createLocalPool } from '../src/read/scan/pool.ts';
import { NOON, numbered, openTestLog, USER } from './read-fixture.ts';

const [NEWEST, BAD, OLDEST] = ['2026-11-22', '2026-11-21', '2026-11-20'] as const;
const OTHER = 'bob';
/** Root may read everything: it takes the rights of another user for the reads. */
const NOBODY = 65_534;
const IS_ROOT = process.geteuid?.() === 0;

interface Place {
	home: string;
	/** The day's file, the user's `tool_audit`, or the user's folder; it is not there. */
	path: string;
	/** Something good of the same kind, elsewhere. */
	good: string;
}
type Put = (place: Place) => unknown;
/** Lets the system fail where the fault is. */
type Break = (home: Home) => Home;

interface Fault {
	put?: Put;
	break?: Break;
	/** Reads have to be done without root's rights. */
	asNobody?: boolean;
	code: Unreadable['code'];
}

const pipe: Put = ({ path }) => execFileSync('mkfifo', [path]);
async function socket({ path }: Place): Promise<void> {
	// Paths of sockets are short.
	const server = createServer();
	const cwd = process.cwd();
	process.chdir(dirname(path));
	await new Promise<void>((resolve) =>
		server.listen(path.slice(dirname(path).length + 1), resolve),
	);
	process.chdir(cwd);
	onTestFinished(() => void server.close());
}

function failing(code: string, syscall: string): never {
	throw Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });
}

/** The opening of the bad day fails in this way. */
const onOpen =
	(code: string): Break =>
	(home) => ({
		...home,
		openDay: async (user, day) =>
			user === USER && day === BAD ? failing(code, 'open') : home.openDay(user, day),
	});
/** What is read of it fails. */
const onRead =
	(code: string): Break =>
	(home) => ({
		...home,
		async openDay(user, day) {
			const handle = await home.openDay(user, day);
			if (!handle || user !== USER || day !== BAD) return handle;
			return { ...handle, read: async () => failing(code, 'read') };
		},
	});
/** Whatever is asked of the whole log fails. */
const onList =
	(code: string): Break =>
	(home) => {
		const ask = <T>(user: string, real: () => T): T =>
			user === USER ? failing(code, 'scandir') : real();
		return {
			...home,
			listDays: async (user, choose) => ask(user, () => home.listDays(user, choose)),
			newestDay: (user, choose, bytes) => ask(user, () => home.newestDay(user, choose, bytes)),
			dayNames: async (user) => ask(user, () => home.dayNames(user)),
			statDays: async (user, days) => ask(user, () => home.statDays(user, days)),
			openDay: async (user, day) => ask(user, () => home.openDay(user, day)),
		};
	};

const ofADay: [string, Fault][] = [
	['a link', { put: ({ path, good }) => symlink(good, path), code: 'unsafe-file' }],
	['a link to nothing', { put: ({ path }) => symlink('/nothing', path), code: 'unsafe-file' }],
	['a folder', { put: ({ path }) => mkdir(path), code: 'unsafe-file' }],
	['a hard link', { put: ({ path, good }) => link(good, path), code: 'unsafe-file' }],
	['a pipe', { put: pipe, code: 'unsafe-file' }],
	['a socket', { put: socket, code: 'unsafe-file' }],
	...['EIO', 'ESTALE', 'EACCES', 'ELOOP', 'ENAMETOOLONG'].map((code): [string, Fault] => [
		`${code} when it is opened`,
		{ put: ({ path }) => writeFile(path, numbered(2)), break: onOpen(code), code: 'unreadable' },
	]),
	[
		'EIO when it is read',
		{ put: ({ path }) => writeFile(path, numbered(2)), break: onRead('EIO'), code: 'unreadable' },
	],
	[
		'without rights',
		{
			put: async ({ path }) => {
				await writeFile(path, numbered(2));
				await chmod(path, 0);
			},
			asNobody: true,
			code: 'unreadable',
		},
	],
];

const ofALog: [string, Fault][] = [
	['a link', { put: ({ path, good }) => symlink(good, path), code: 'unsafe-file' }],
	['a link to itself', { put: ({ path }) => symlink(path, path), code: 'unsafe-file' }],
	['a plain file', { put: ({ path }) => writeFile(path, ''), code: 'unsafe-file' }],
	['a pipe', { put: pipe, code: 'unsafe-file' }],
	['a socket', { put: socket, code: 'unsafe-file' }],
	[
		'a folder without rights',
		{ put: ({ path }) => mkdir(path, { mode: 0 }), asNobody: true, code: 'unreadable' },
	],
];

const ofTheSystem = ['EIO', 'ESTALE', 'EACCES', 'ENAMETOOLONG'].map((code): [string, Fault] => [
	code,
	{ break: onList(code), code: 'unreadable' },
]);

/** Two users, of whom one has a fault. The other has two good days. */
async function openFaulty(fault: Fault, where: 'day' | 'tool_audit' | 'user') {
	const { home, write, pathOf } = await openTestLog();
	for (const day of [NEWEST, OLDEST]) await write(numbered(2), day, OTHER);
	await chmod(dirname(home), 0o755);
	const folder = dirname(pathOf());
	const places = { day: pathOf(BAD), tool_audit: folder, user: dirname(folder) };
	const goods = {
		tool_audit: dirname(pathOf(OLDEST, OTHER)),
		user: join(home, OTHER),
	};
	if (where === 'day') {
		for (const day of [NEWEST, OLDEST]) await write(numbered(2), day);
	} else {
		await mkdir(dirname(places[where]), { recursive: true });
	}
	// Also without root's rights.
	await chmod(pathOf(NEWEST, OTHER), 0o666);
	if (where === 'day') await chmod(pathOf(NEWEST), 0o666);
	// A hard link makes both names unsafe: its file is of no log.
	const good = where === 'day' ? join(home, 'good.jsonl') : goods[where];
	if (where === 'day') await writeFile(good, numbered(2));
	if (fault.put) await fault.put({ home, path: places[where], good });
	else await write(numbered(2), NEWEST);
	const real = openHome(home);
	const log = createLog({
		...{ home: fault.break?.(real) ?? real, pool: createLocalPool() },
		...{ timeZone: 'UTC', now: () => NOON, log: () => undefined },
	});
	onTestFinished(() => log.close());
	if (fault.asNobody && IS_ROOT) {
		process.seteuid!(NOBODY);
		// Also when the test fails, or its folder could not be removed.
		onTestFinished(() => process.seteuid!(0));
	}
	return { log, append: (user: string) => appendFile(pathOf(NEWEST, user), numbered(1)) };
}

const of = (code: Unreadable['code'], day: string | null, user = USER) => ({
	...{ user, day, code },
	message: expect.stringContaining(user) as string,
});

interface Listed {
	entries: { day: string; user?: string }[];
	unreadable: Unreadable[];
}
const daysOf = ({ entries }: Listed) => entries.map(({ day }) => day);
const GOOD_DAYS = [NEWEST, NEWEST, OLDEST, OLDEST];
const filters = [undefined, { status: ['ok'] }, { text: 'files' }] as const;

async function readsOfAll(log: AuditLog) {
	const summary = await log.summaryAllUsers({ budgetMs: 60_000 });
	return {
		users: await log.listUsers(),
		lists: await Promise.all(filters.map((filter) => log.recentAllUsers({ filter }))),
		summary,
	};
}

/** The other user's log is there as if nothing were wrong. */
async function expectOtherWhole(log: AuditLog): Promise<void> {
	expect((await log.listDays(OTHER)).map(({ counts }) => counts?.total)).toEqual([2, 2]);
	expect(await log.recent(OTHER)).toMatchObject({ entries: { length: 4 }, unreadable: [] });
	expect(await log.summaryOverDays(OTHER)).toMatchObject({ counts: { total: 4 }, unreadable: [] });
	expect((await log.calls(OTHER, NEWEST)).size).toBe(0);
}

/** Lines that are appended to a good day arrive, in a tail and in the changes of everyone. */
async function expectLive(log: AuditLog, user: string, append: () => Promise<void>): Promise<void> {
	const tail = log.tail(user)[Symbol.asyncIterator]();
	const changes = log.changes()[Symbol.asyncIterator]();
	await Promise.all([tail.next(), changes.next()]);
	await append();
	expect((await tail.next()).value).toMatchObject({ type: 'rows', day: NEWEST });
	expect((await changes.next()).value).toMatchObject({ user, day: NEWEST, added: 1 });
	await Promise.all([tail.return?.(), changes.return?.()]);
}

test.each(ofADay)('a day that is %s hides no other day, in any read', async (_, fault) => {
	const { log, append } = await openFaulty(fault, 'day');
	const bad = of(fault.code, BAD);
	expect(await log.listDays(USER)).toMatchObject([
		{ day: NEWEST, counts: { total: 2 } },
		{ day: BAD, counts: null, unreadable: { code: fault.code } },
		{ day: OLDEST, counts: { total: 2 } },
	]);
	for (const filter of filters) {
		for (const read of [
			await log.recent(USER, { filter }),
			await log.search(USER, { filter: filter ?? {} }),
		]) {
			expect(daysOf(read)).toEqual(GOOD_DAYS);
			expect(read.unreadable).toEqual([bad]);
		}
	}
	expect(await log.summaryOverDays(USER)).toMatchObject({
		...{ counts: { total: 4 }, complete: true, unreadable: [bad] },
	});
	await log.countSecrets(USER, OLDEST);
	const { days, missing, unreadable } = await log.countedSecrets(USER);
	expect(days.map(({ day }) => day)).toEqual([OLDEST]);
	// A day that opens and can't be read is only found out when it is counted.
	if (missing.includes(BAD)) expect([missing, unreadable]).toEqual([[NEWEST, BAD], []]);
	else expect([missing, unreadable]).toEqual([[NEWEST], [bad]]);
	// A system error that a test makes is not told by the home.
	const told = fault.break ? {} : { message: expect.stringContaining(`${BAD} of "${USER}"`) };
	for (const name of ['readDay', 'countSecrets', 'calls'] as const) {
		await expect(log[name](USER, BAD)).rejects.toMatchObject(told);
	}

	const { users, lists, summary } = await readsOfAll(log);
	expect(users).toEqual([USER, OTHER]);
	for (const read of lists) {
		expect(read.entries).toHaveLength(8);
		expect(read.unreadable).toEqual([bad]);
	}
	expect(summary).toMatchObject({ counts: { total: 8 }, complete: true, unreadable: [bad] });
	await expectOtherWhole(log);
	await expectLive(log, USER, () => append(USER));
});

const logFaults = [
	...ofALog.map(([name, fault]) => [`${name} as tool_audit`, 'tool_audit', fault] as const),
	...ofALog.map(([name, fault]) => [`${name} as the user’s folder`, 'user', fault] as const),
	...ofTheSystem.map(([name, fault]) => [name, 'user', fault] as const),
];

test.each(logFaults)('%s hides no other log, in any read', async (_, where, fault) => {
	const { log, append } = await openFaulty(fault, where);
	const { users, lists, summary } = await readsOfAll(log);
	expect(users).toContain(OTHER);
	const bad = [of(fault.code, null)];
	for (const read of lists) {
		expect(read.entries.map(({ user }) => user)).toEqual(Array(4).fill(OTHER));
		expect(read.unreadable).toEqual(bad);
		expect(read.complete).toBe(true);
	}
	expect(summary).toMatchObject({ counts: { total: 4 }, complete: true, unreadable: bad });
	await expectOtherWhole(log);
	// Asked for alone it is an error, because there is nothing else to give.
	const alone = [
		() => log.recent(USER),
		() => log.search(USER, { filter: {} }),
		() => log.summaryOverDays(USER),
		() => log.listDays(USER),
		() => log.countedSecrets(USER),
	];
	for (const read of alone) await expect(read()).rejects.toBeDefined();
	await expectLive(log, OTHER, () => append(OTHER));
});

test('a folder that can be listed and not entered has all its days named', async () => {
	const fault: Fault = {
		put: async ({ path }) => {
			await mkdir(path);
			for (const day of [NEWEST, BAD]) await writeFile(join(path, `${day}.jsonl`), numbered(2));
			await chmod(path, 0o444);
		},
		asNobody: true,
		code: 'unreadable',
	};
	const { log } = await openFaulty(fault, 'tool_audit');
	expect(await log.listDays(USER)).toMatchObject([
		{ day: NEWEST, bytes: 0, counts: null, unreadable: { code: 'unreadable' } },
		{ day: BAD, bytes: 0, counts: null, unreadable: { code: 'unreadable' } },
	]);
	const { lists } = await readsOfAll(log);
	for (const { entries, unreadable } of lists) {
		expect(entries).toHaveLength(4);
		expect(unreadable).toEqual([of('unreadable', NEWEST), of('unreadable', BAD)]);
	}
	await expectOtherWhole(log);
});

test('what stands in the home folder beside users is named when it could be one', async () => {
	const { log, home, write } = await openTestLog();
	await write(numbered(2), NEWEST, OTHER);
	for (const name of ['carol ', '.hidden', 'a\nb']) await mkdir(join(home, name));
	for (const name of ['README.md', 'dave']) await writeFile(join(home, name), '');
	await symlink(join(home, OTHER), join(home, 'eve'));
	expect(await log.listUsers()).toEqual([OTHER]);
	for (const read of [await log.recentAllUsers(), await log.summaryAllUsers()]) {
		expect(read.unreadable.map(({ user, day }) => [user, day])).toEqual([
			...[
				['a\nb', null],
				['carol ', null],
				['dave', null],
				['eve', null],
			],
		]);
		expect(read.unreadable[1]!.message).toMatch(
			/^The folder "carol " has a name that can't be a user\. A user is the name of one folder/,
		);
		expect(read.unreadable[3]!.message).toMatch(
			/^"eve" in the home folder is a link or not a folder\. .*replace the link/,
		);
	}
});

test.each(['EMFILE', 'ENFILE', 'ENOMEM'])(
	'%s is of the machine: reads are an error with a sentence, and name no log',
	async (code) => {
		const { log } = await openFaulty({ break: onList(code), code: 'unreadable' }, 'user');
		const error = { code: 'exhausted', message: expect.stringContaining(`(${code})`) as string };
		await expect(log.recentAllUsers()).rejects.toMatchObject(error);
		await expect(log.summaryAllUsers()).rejects.toMatchObject(error);
	},
);

test('a home of many unreadable logs names a bounded number of them', async () => {
	const { log, home } = await openTestLog();
	for (let n = 0; n < 250; n++) {
		await mkdir(join(home, `user-${n}`), { recursive: true });
		await writeFile(join(home, `user-${n}`, 'tool_audit'), '');
	}
	const { unreadable } = await log.recentAllUsers();
	expect(unreadable).toHaveLength(200);
	expect(unreadable.at(-1)).toMatchObject({ day: null, code: 'unreadable' });
	expect(unreadable.at(-1)!.message).toMatch(/^51 more days and logs can't be read, from "user-/);
});
