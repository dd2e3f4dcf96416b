import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { homeWith, SAMPLE_HOME, tempFolder } from '../../test/fixtures/folders.ts';
import { createSampleData } from './sample-data.ts';

const NOW = new Date('2027-03-01T22:30:00Z');

function sampleFor(home: string, timeZone = 'UTC', sampleHome = SAMPLE_HOME) {
	return createSampleData({ home, timeZone, sampleHome, now: () => NOW });
}

const daysIn = (home: string, user: string) =>
	readdirSync(join(home, user, 'tool_audit')).map((name) => name.slice(0, 10));

function entriesIn(home: string, user: string): Record<string, unknown>[] {
	return daysIn(home, user).flatMap((day) =>
		readFileSync(join(home, user, 'tool_audit', `${day}.jsonl`), 'utf8')
			.split('\n')
			.filter(Boolean)
			.map((line) => ({ day, ...(JSON.parse(line) as object) })),
	);
}

describe('copied to an empty home', () => {
	test('the newest day is today, and the days between keep their number', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('carol');
		expect(daysIn(home, 'carol')).toEqual(
			['21', '22', '24', '25', '26', '27', '28']
				.map((day) => `2027-02-${day}`)
				.concat('2027-03-01'),
		);
	});

	test('today is the day of the configured time zone', async () => {
		const home = await homeWith();
		await sampleFor(home, 'Asia/Tokyo').copyTo('carol');
		expect(daysIn(home, 'carol').at(-1)).toBe('2027-03-02');
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

	test('paths are in the folder of their user, and all other bytes are unchanged', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('alison');
		const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n');
		const before = linesOf(join(SAMPLE_HOME, 'alice/tool_audit/2026-11-22.jsonl'));
		const after = linesOf(join(home, 'alison/tool_audit/2027-03-01.jsonl'));
		const tail = (line: string) =>
			line.slice(line.indexOf('"tool"')).replace(/"result_chars": \d+/, '');
		expect(after.join()).not.toContain('/home/alice');
		expect(after.map(tail)).toEqual(
			before.map((line) => tail(line).replaceAll('/home/alice', '/home/alison')),
		);
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

	test('copies the files beside the log', async () => {
		const home = await homeWith();
		await sampleFor(home).copyTo('carol');
		expect(await readdir(home)).toEqual(['bob', 'carol']);
		expect(await readFile(join(home, 'carol/persona.md'))).toEqual(
			await readFile(join(SAMPLE_HOME, 'alice/persona.md')),
		);
		expect(await readdir(join(home, 'carol/projects/garden'))).toHaveLength(3);
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
