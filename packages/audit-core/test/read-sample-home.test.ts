import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAuditLog } from '../src/index.ts';
import { readWithPython } from './python.ts';

const home = fileURLToPath(new URL('../../../sample-home', import.meta.url));
const now = () => Date.parse('2026-11-23T12:00:00Z');
const log = openAuditLog({ home, now, timeZone: 'UTC' });

test('lists the users of a home', async () => {
	expect(await log.listUsers()).toEqual(['alice', 'bob']);
});

test.each([
	['alice', 8, 541],
	['bob', 6, 69],
])('lists the days of %s newest first, with their counts', async (user, days, entries) => {
	const listed = await log.listDays(user);
	expect(listed).toHaveLength(days);
	expect(listed[0]).toMatchObject({ day: '2026-11-22' });
	expect(listed.map(({ day }) => day)).toEqual(
		listed
			.map(({ day }) => day)
			.sort()
			.reverse(),
	);
	expect(
		listed.reduce((sum, { counts }) => sum + counts!.ok + counts!.error + counts!.denied, 0),
	).toBe(entries);
});

test('agrees with a Python reader entry for entry, for every user and day', async () => {
	const days: [user: string, day: string][] = [];
	for (const user of await log.listUsers()) {
		for (const { day } of await log.listDays(user)) days.push([user, day]);
	}
	expect(days).toHaveLength(14);
	const paths = days.map(([user, day]) => join(home, user, 'tool_audit', `${day}.jsonl`));
	const byPython = readWithPython(paths);
	for (const [index, [user, day]] of days.entries()) {
		const page = await log.readDay(user, day);
		expect(page.entries.map(({ entry }) => entry)).toEqual(byPython[index]);
		expect(page).toMatchObject({ total: byPython[index]!.length, damaged: [] });
		expect(page.entries.flatMap(({ problems }) => problems ?? [])).toEqual([]);
	}
});

test('recent gives newest days first, each in reverse file order', async () => {
	const { entries } = await log.recent('alice', { days: 2, limit: 100 });
	const newest = await log.readDay('alice', '2026-11-22', { order: 'desc' });
	expect(entries.map(({ ref }) => ref)).toEqual(newest.entries.map(({ ref }) => ref));
});

test('recent over all users is ordered by instant', async () => {
	const { entries } = await log.recentAllUsers();
	const times = entries.map(({ entry }) => entry.ts as string);
	expect(times).toEqual([...times].sort().reverse());
	expect(new Set(entries.map(({ user }) => user))).toEqual(new Set(['alice', 'bob']));
});

test('a ref opens its line', async () => {
	const { entries } = await log.readDay('alice', '2026-11-22');
	const detail = await log.entry('alice', '2026-11-22', entries[7]!.ref);
	expect(detail!.row).toEqual({ kind: 'entry', ...entries[7] });
	expect(JSON.parse(detail!.raw)).toEqual(entries[7]!.entry);
	expect([detail!.previous?.ref, detail!.next?.ref]).toEqual([entries[6]!.ref, entries[8]!.ref]);
});
