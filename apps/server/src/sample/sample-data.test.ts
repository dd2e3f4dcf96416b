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

describe('placed in an empty home', () => {
	test('the newest day is today, and the others keep their distance', async () => {
		const home = await homeWith();
		await sampleFor(home).place('carol');
		expect(daysIn(home, 'carol')).toEqual(
			['21', '22', '24', '25', '26', '27', '28']
				.map((day) => `2027-02-${day}`)
				.concat('2027-03-01'),
		);
	});

	test('today is the day of the configured time zone', async () => {
		const home = await homeWith();
		await sampleFor(home, 'Asia/Tokyo').place('carol');
		expect(daysIn(home, 'carol').at(-1)).toBe('2027-03-02');
	});

	test('all 610 entries are there, each of its folder’s user and day', async () => {
		const home = await homeWith();
		await sampleFor(home).place('carol');
		const [carols, bobs] = [entriesIn(home, 'carol'), entriesIn(home, 'bob')];
		expect([carols.length, bobs.length]).toEqual([541, 69]);
		for (const entry of carols) expect(entry.user).toBe('carol');
		for (const entry of bobs) expect(entry.user).toBe('bob');
		for (const entry of [...carols, ...bobs]) expect(entry.ts).toContain(entry.day);
	});

	test('paths are in the folder of their user, and all else in the lines keeps its bytes', async () => {
		const home = await homeWith();
		await sampleFor(home).place('alison');
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
		await sampleFor(home).place('a$&"b');
		// The older writer keeps so many characters of a result.
		const whole = entriesIn(home, 'a$&"b').filter(
			({ result_chars }) => Number(result_chars) <= 300,
		);
		expect(whole.length).toBeGreaterThan(100);
		for (const { result_snippet, result_chars } of whole) {
			expect([...String(result_snippet)]).toHaveLength(Number(result_chars));
		}
	});

	test('the files around the log come along', async () => {
		const home = await homeWith();
		await sampleFor(home).place('carol');
		expect(await readdir(home)).toEqual(['bob', 'carol']);
		expect(await readFile(join(home, 'carol/persona.md'))).toEqual(
			await readFile(join(SAMPLE_HOME, 'alice/persona.md')),
		);
		expect(await readdir(join(home, 'carol/projects/garden'))).toHaveLength(3);
	});

	test('a name that JSON must escape stays the user’s name', async () => {
		const home = await homeWith();
		await sampleFor(home).place('a$&"b');
		expect(entriesIn(home, 'a$&"b')[0]!.user).toBe('a$&"b');
	});

	test('a newcomer called bob gets the log, and the neighbour another name', async () => {
		const home = await homeWith();
		await sampleFor(home).place('bob');
		expect(entriesIn(home, 'bob')).toHaveLength(541);
		expect(entriesIn(home, 'alice')).toHaveLength(69);
	});

	test('it can be undone', async () => {
		const home = await homeWith();
		const placed = await sampleFor(home).place('carol');
		await placed.undo();
		expect(await readdir(home)).toEqual([]);
	});
});

test('a home that does not exist yet is made', async () => {
	const home = join(await tempFolder(), 'deep', 'home');
	const sample = sampleFor(home);
	expect(await sample.isOffered()).toBe(true);
	await sample.place('carol');
	expect(await readdir(home)).toEqual(['bob', 'carol']);
});

test('a home with something in it is left alone', async () => {
	const home = await homeWith({ 'ann/a.md': 'x' });
	const sample = sampleFor(home);
	expect(await sample.isOffered()).toBe(false);
	await expect(sample.place('carol')).rejects.toMatchObject({ code: 'CONFLICT' });
	expect(await readdir(home)).toEqual(['ann']);
});

test('what an interrupted copy left is cleared away', async () => {
	const home = await homeWith({ '.sample-0123456789ab/carol/a.md': 'x' });
	const sample = sampleFor(home);
	expect(await sample.isOffered()).toBe(true);
	await sample.place('carol');
	expect(await readdir(home)).toEqual(['bob', 'carol']);
});

test('a copy that fails leaves nothing behind', async () => {
	const sampleHome = await homeWith({
		'alice/tool_audit/2026-11-22.jsonl': '',
		'bob/tool_audit/2026-11-22.jsonl': '',
	});
	// A folder where a day's file should be: reading it fails half-way.
	await mkdir(join(sampleHome, 'alice/tool_audit/2026-11-21.jsonl'));
	const home = await homeWith();
	await expect(sampleFor(home, 'UTC', sampleHome).place('carol')).rejects.toThrow('EISDIR');
	expect(await readdir(home)).toEqual([]);
});
