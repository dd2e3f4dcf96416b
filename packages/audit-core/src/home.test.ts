import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { openHome, type Home } from './home.ts';
import { isUser } from './user.ts';
import { blockOn, waitFor } from '@tool-audit/safe-files';

const DAY = '2026-11-22';
let root: string;
let home: Home;

beforeEach(async () => {
	root = await mkdtemp(join(tmpdir(), 'tool-audit-home-'));
	onTestFinished(() => rm(root, { recursive: true, force: true }));
	await mkdir(join(root, 'alice', 'tool_audit'), { recursive: true });
	await mkdir(join(root, 'bob', 'tool_audit'), { recursive: true });
	await writeFile(join(root, 'bob', 'tool_audit', `${DAY}.jsonl`), '{"secret":"of bob"}\n');
	home = openHome(root);
});

const aliceFile = (day = DAY) => join(root, 'alice', 'tool_audit', `${day}.jsonl`);

test.each([
	'',
	'.',
	'..',
	'../bob',
	'a/b',
	'a\\b',
	'a\0b',
	'.hidden',
	' alice',
	'a\nb',
	'\ud800',
	'ü'.repeat(128),
])('%j is not a valid user', (name) => {
	expect(isUser(name)).toBe(false);
});

test.each(['alice', 'alice@example.com', 'Jörg Müller', '温室', 'a'.repeat(255)])(
	'%s is a valid user',
	(name) => {
		expect(isUser(name)).toBe(true);
	},
);

test('every function rejects an invalid user and an invalid day', async () => {
	for (const user of ['..', 'a/b', 'x\0']) {
		const calls = [home.listDays(user), home.dayNames(user), home.openDay(user, DAY)];
		for (const call of [...calls, waitFor(home.openToAppend(user, DAY))]) {
			await expect(call).rejects.toMatchObject({ code: 'bad-user' });
		}
		const listener = { onEvent: () => undefined, onEnd: () => undefined };
		expect(() => home.watch(user, listener)).toThrow();
	}
	for (const day of ['2026-02-30', `../../bob/tool_audit/${DAY}`]) {
		await expect(home.openDay('alice', day)).rejects.toMatchObject({ code: 'bad-day' });
		await expect(waitFor(home.openToAppend('alice', day))).rejects.toMatchObject({
			code: 'bad-day',
		});
	}
});

test('a missing home, user or day is empty, not an error', async () => {
	expect(await home.listDays('zoe')).toEqual([]);
	expect(await home.openDay('alice', DAY)).toBeNull();
	expect(await openHome(join(root, 'missing')).listUsers()).toEqual([]);
});

test('lists plain folders with legal names as users', async () => {
	await mkdir(join(root, '.git'));
	await writeFile(join(root, 'file'), '');
	await symlink(join(root, 'bob'), join(root, 'eve'));
	expect(await home.listUsers()).toEqual(['alice', 'bob']);
});

test('lists what has the name of a valid date, and says what is not a plain file', async () => {
	await writeFile(aliceFile('2026-11-20'), '');
	for (const name of ['2026-02-30.jsonl', '2026-11-21.jsonl.bak', 'notes.txt']) {
		await writeFile(join(root, 'alice', 'tool_audit', name), '');
	}
	await mkdir(aliceFile('2026-11-19'));
	await symlink(join(root, 'bob', 'tool_audit', `${DAY}.jsonl`), aliceFile());
	expect((await home.listDays('alice')).map(({ day, isPlain }) => [day, isPlain])).toEqual([
		[DAY, false],
		['2026-11-20', true],
		['2026-11-19', false],
	]);
});

test('names what looks like a day and is none, whatever it is', async () => {
	const folder = join(root, 'alice', 'tool_audit');
	await writeFile(aliceFile(), '');
	for (const name of ['2026-02-30.jsonl', '2026-11-21.jsonl.bak', 'notes.txt']) {
		await writeFile(join(folder, name), '');
	}
	await mkdir(join(folder, '2026-11-20.jsonl.d'));
	await symlink(aliceFile(), join(folder, '20261122.jsonl'));
	expect(await home.notDays('alice')).toEqual([
		...['2026-02-30.jsonl', '2026-11-20.jsonl.d', '2026-11-21.jsonl.bak', '20261122.jsonl'],
	]);
	expect(await home.dayNames('alice')).toEqual([DAY]);
	expect(await home.notDays('zoe')).toEqual([]);
});

test.each<[string, () => Promise<unknown>]>([
	['a symbolic link', () => symlink(join(root, 'bob', 'tool_audit', `${DAY}.jsonl`), aliceFile())],
	['a hard link', () => link(join(root, 'bob', 'tool_audit', `${DAY}.jsonl`), aliceFile())],
	['a named pipe', async () => execFileSync('mkfifo', [aliceFile()])],
	['a folder', () => mkdir(aliceFile())],
])('%s in place of a file is neither read nor written', async (_, make) => {
	await make();
	await expect(home.openDay('alice', DAY)).rejects.toMatchObject({ code: 'unsafe-file' });
	await expect(waitFor(home.openToAppend('alice', DAY))).rejects.toThrow();
	expect(() => blockOn(home.openToAppend('alice', DAY))).toThrow();
});

test('a link in place of the log folder or of the user folder is not followed', async () => {
	await rm(join(root, 'alice', 'tool_audit'), { recursive: true });
	await symlink(join(root, 'bob', 'tool_audit'), join(root, 'alice', 'tool_audit'));
	await symlink(join(root, 'bob'), join(root, 'eve'));
	for (const user of ['alice', 'eve']) {
		await expect(home.openDay(user, DAY)).rejects.toMatchObject({ code: 'unsafe-file' });
		const opening = () => home.openToAppend(user, DAY);
		await expect(waitFor(opening())).rejects.toMatchObject({ code: 'unsafe-file' });
		expect(() => blockOn(opening())).toThrow(expect.objectContaining({ code: 'unsafe-file' }));
		await expect(home.listDays(user)).rejects.toMatchObject({ code: 'unsafe-file' });
	}
});

test('messages contain no path', async () => {
	await symlink('/etc/passwd', aliceFile());
	const error = await home.openDay('alice', DAY).catch((error: unknown) => error);
	expect(String(error)).not.toContain(root);
	expect(String(error)).toContain('alice');
});

test('lists all days however long the system takes to stat them', async () => {
	const days = Array.from(
		{ length: 200 },
		(_, at) => `2025-${`${1 + (at % 12)}`.padStart(2, '0')}-${10 + Math.floor(at / 12)}`,
	);
	for (const day of days) await writeFile(aliceFile(day), '');
	// More than the system does at once: some are read long after the folder was opened.
	const lists = await Promise.all(Array.from({ length: 8 }, () => home.listDays('alice')));
	expect(lists.map(({ length }) => length)).toEqual(lists.map(() => days.length));
});
