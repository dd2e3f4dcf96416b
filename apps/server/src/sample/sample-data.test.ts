import { openZone } from '@tool-audit/core';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { homeWith, SAMPLE_HOME, tempFolder } from '../../test/fixtures/folders.ts';
import { createSampleData } from './sample-data.ts';

const NOW = new Date('2027-03-01T22:30:00Z');

function sampleFor(home: string, timeZone = 'UTC', sampleHome = SAMPLE_HOME, now = NOW) {
	return createSampleData({ home, timeZone, sampleHome, now: () => now });
}

const daysIn = (home: string, user: string) =>
	readdirSync(join(home, user, 'tool_audit'))
		.map((name) => name.slice(0, 10))
		.sort();

function entriesIn(home: string, user: string): Record<string, unknown>[] {
	return daysIn(home, user).flatMap((day) =>
		readFileSync(join(home, user, 'tool_audit', `${day}.jsonl`), 'utf8')
			.split('\n')
			.filter(Boolean)
			.map((line) => ({ day, ...(JSON.parse(line) as object) })),
	);
}

describe('copied to an empty home', () => {
	test('the newest call was a few minutes ago, and all keep their distances', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('carol');
		const distances = (root: string, users: string[]) => {
			const instants = users.flatMap((user) =>
				entriesIn(root, user).map(({ ts }) => Date.parse(`${ts as string}Z`)),
			);
			return instants.map((instant) => Math.max(...instants) - instant);
		};
		const last = entriesIn(home, 'carol').at(-1)!;
		expect(last.ts).toBe('2027-03-01T22:27:00');
		expect(distances(home, ['carol', 'bob'])).toEqual(distances(SAMPLE_HOME, ['alice', 'bob']));
	});

	test.each([
		['UTC', '2027-03-01T00:01:30Z'],
		['UTC', '2027-03-01T05:00:00Z'],
		['Asia/Tokyo', '2027-03-01T16:00:00Z'],
		['America/New_York', '2027-03-01T03:00:00Z'],
		['Europe/Berlin', '2027-03-28T01:02:00Z'],
	])('each call is in the file of its day in %s, in order of time, at %s', async (zone, now) => {
		const home = await homeWith();
		await sampleFor(home, zone, SAMPLE_HOME, new Date(now)).copyTo('carol');
		const clock = openZone(zone);
		const calls = [...entriesIn(home, 'carol'), ...entriesIn(home, 'bob')];
		const instants = calls.map(({ ts }) => clock.parse(ts as string)!);
		expect(Math.max(...instants)).toBe(Date.parse(now) - 3 * 60_000);
		expect(calls.map(({ day }) => day)).toEqual(instants.map((instant) => clock.dayOf(instant)));
		for (const user of ['carol', 'bob']) {
			const times = entriesIn(home, user).map(({ ts }) => ts);
			expect(times).toEqual(times.toSorted());
		}
	});

	test('has all 610 entries, each with the user and day of its file', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('carol');
		const [carols, bobs] = [entriesIn(home, 'carol'), entriesIn(home, 'bob')];
		expect([carols.length, bobs.length]).toEqual([541, 69]);
		for (const entry of carols) expect(entry.user).toBe('carol');
		for (const entry of bobs) expect(entry.user).toBe('bob');
		for (const entry of [...carols, ...bobs]) expect(entry.ts).toContain(entry.day);
	});

	test('times and names are those of today and of the new user, and all other bytes are unchanged', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('alison');
		const linesOf = (root: string, user: string) =>
			daysIn(root, user).flatMap((day) =>
				readFileSync(join(root, user, 'tool_audit', `${day}.jsonl`), 'utf8').split('\n'),
			);
		const rest = (line: string) =>
			line.slice(line.indexOf('"user"')).replace(/"result_chars": \d+/, '');
		const after = linesOf(home, 'alison').filter(Boolean);
		const before = linesOf(SAMPLE_HOME, 'alice').filter(Boolean);
		expect(before.join('')).toMatch(/\bAlice\b/);
		expect(after.map(rest)).toEqual(
			before.map((line) => rest(line).replaceAll('alice', 'alison').replaceAll('Alice', 'Alison')),
		);
		expect(linesOf(home, 'bob').map(rest)).toEqual(linesOf(SAMPLE_HOME, 'bob').map(rest));
	});

	test('a whole result is as long as its entry says', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('a$&"b');
		// The older writer keeps this many characters of a result.
		const whole = entriesIn(home, 'a$&"b').filter(
			({ result_chars }) => Number(result_chars) <= 300,
		);
		expect(whole.length).toBeGreaterThan(100);
		for (const { result_snippet, result_chars } of whole) {
			expect([...String(result_snippet)]).toHaveLength(Number(result_chars));
		}
	});

	test('copies the files beside the log, with the new name in them', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('carol');
		expect(await readdir(home)).toEqual(['bob', 'carol']);
		const persona = await readFile(join(home, 'carol/persona.md'), 'utf8');
		expect(persona).toContain('a careful assistant for Carol.');
		const meeting = await readFile(join(home, 'carol/notes/2026-11-meeting.md'), 'utf8');
		expect(meeting).toContain('Carol, Bob');
		expect(await readFile(join(home, 'carol/projects/garden/readings.csv'))).toEqual(
			await readFile(join(SAMPLE_HOME, 'alice/projects/garden/readings.csv')),
		);
		expect(await readdir(join(home, 'carol/projects/garden'))).toHaveLength(3);
	});

	test('a file was last changed by its last write call, and none in the future', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('carol');
		const modified = async (path: string) => (await stat(join(home, path))).mtime.toISOString();
		const calls = entriesIn(home, 'carol') as {
			ts: string;
			tool: string;
			args: { path: string };
		}[];
		const write = calls.findLast(
			({ tool, args }) => tool === 'filesystem.write_file' && args.path.endsWith('/draft-4.md'),
		)!;
		expect(await modified('carol/notes/draft-4.md')).toBe(`${write.ts}.000Z`);
		expect(await modified('carol/persona.md')).toBe(`${calls[0]!.ts}.000Z`);
		const newest = daysIn(home, 'carol').at(-1)!;
		expect(await modified(`carol/tool_audit/${newest}.jsonl`)).toBe('2027-03-01T22:27:00.000Z');
	});

	test('a name that JSON must escape stays the user’s name', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('a$&"b');
		expect(entriesIn(home, 'a$&"b')[0]!.user).toBe('a$&"b');
	});

	test('a new user named bob gets the first log, and the second log another name', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('bob');
		expect(entriesIn(home, 'bob')).toHaveLength(541);
		expect(entriesIn(home, 'alice')).toHaveLength(69);
		const persona = await readFile(join(home, 'alice/persona.md'), 'utf8');
		expect(persona).toContain('Alice likes code');
		const meeting = await readFile(join(home, 'bob/notes/2026-11-meeting.md'), 'utf8');
		expect(meeting).toContain('Bob, Alice');
	});

	test('can be undone', async () => {
		const home = await homeWith();
		const placed = await sampleFor(home).copyTo('carol');
		await placed.undo();
		expect(await readdir(home)).toEqual([]);
	});
});

test('creates a missing home', async () => {
	const home = join(await tempFolder(), 'deep', 'home');
	const sample = sampleFor(home);
	expect(await sample.isOffered()).toBe(true);
	await sample.copyTo('carol');
	expect(await readdir(home)).toEqual(['bob', 'carol']);
});

test('does not change a home that is not empty', async () => {
	const home = await homeWith({ 'ann/a.md': 'x' });
	const sample = sampleFor(home);
	expect(await sample.isOffered()).toBe(false);
	await expect(sample.copyTo('carol')).rejects.toMatchObject({ code: 'CONFLICT' });
	expect(await readdir(home)).toEqual(['ann']);
});

test('deletes the rest of an interrupted copy', async () => {
	const home = await homeWith({ '.sample-0123456789ab/carol/a.md': 'x' });
	const sample = sampleFor(home);
	expect(await sample.isOffered()).toBe(true);
	await sample.copyTo('carol');
	expect(await readdir(home)).toEqual(['bob', 'carol']);
});

test('a failing copy leaves no files', async () => {
	const sampleHome = await homeWith({
		'alice/tool_audit/2026-11-22.jsonl': '',
		'bob/tool_audit/2026-11-22.jsonl': '',
	});
	// A folder in place of a day's file, so that the copy fails half-way.
	await mkdir(join(sampleHome, 'alice/tool_audit/2026-11-21.jsonl'));
	const home = await homeWith();
	await expect(sampleFor(home, 'UTC', sampleHome).copyTo('carol')).rejects.toThrow('EISDIR');
	expect(await readdir(home)).toEqual([]);
});
