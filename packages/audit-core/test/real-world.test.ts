import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { timeFault, type JsonObject, type Row } from '../src/index.ts';
import { instantOf, readByEveryReader, statusOf } from './every-reader.ts';
import { openTestLog } from './read-fixture.ts';

/** Day files as real programs leave them, and what is right for each. */
const FOLDER = join(import.meta.dirname, 'fixtures/real-world');
const [USER, DAY, TIME_ZONE] = ['ada', '2026-11-20', 'Europe/Berlin'];

interface ExpectedRow {
	tool: string | null;
	status: string;
	instant: string;
	args?: JsonObject;
	session?: string;
}
interface Expected {
	damaged: number;
	rows?: ExpectedRow[];
	statuses?: [written: unknown, counted: string][];
	instants?: [written: unknown, instant: string | null, fault?: string][];
	found_by_text?: string[] | Record<string, number>;
}
const EXPECTED = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Record<
	string,
	Expected
>;
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));

const countedAs = (row: Row) => (statusOf(row) === 'other' ? 'unknown' : statusOf(row));
const iso = (instant: string | null) => (instant === null ? null : new Date(instant).toISOString());

test('every file has what is right for it', () => {
	expect(files.length).toBeGreaterThan(10);
	for (const name of files) expect([name, EXPECTED[name]?.damaged]).toEqual([name, 0]);
});

test.each(files)('%s is read for what it is', async (name) => {
	const { open, write } = await openTestLog();
	const log = open({ timeZone: TIME_ZONE });
	await write(readFileSync(join(FOLDER, name)), DAY, USER);
	const rows = await readByEveryReader(log, USER, DAY);
	const expected = EXPECTED[name]!;
	expect(rows.filter(({ kind }) => kind === 'damaged')).toEqual([]);
	const entries = rows as Extract<Row, { kind: 'entry' }>[];
	const instants = rows.map((row) => {
		const instant = instantOf(row, TIME_ZONE);
		return instant === null ? null : new Date(instant).toISOString();
	});

	if (expected.rows) {
		expect(entries).toHaveLength(expected.rows.length);
		for (const [position, { tool, status, instant, args, session }] of expected.rows.entries()) {
			const row = entries[position]!;
			expect(row.entry['tool'] ?? null).toBe(tool);
			expect(countedAs(row)).toBe(status);
			expect(instants[position]).toBe(iso(instant));
			if (args) expect(row.entry['args']).toEqual(args);
			if (session !== undefined) expect(row.entry['session']).toBe(session);
		}
	}
	if (expected.statuses) {
		expect(entries.map((row) => [row.entry['status'], countedAs(row)])).toEqual(expected.statuses);
	}
	if (expected.instants) {
		const told = entries.map(({ entry }, position) => {
			const fault = timeFault(entry['ts']);
			return [entry['ts'], instants[position], ...(fault === null ? [] : [fault])];
		});
		expect(told).toEqual(
			expected.instants.map(([written, instant, ...fault]) => [written, iso(instant), ...fault]),
		);
	}
	const texts = expected.found_by_text ?? [];
	const wanted = Array.isArray(texts)
		? texts.map((text) => [text, 1] as const)
		: Object.entries(texts);
	for (const [text, count] of wanted) {
		const page = await log.readDay(USER, DAY, { filter: { text } });
		expect([text, page.matched]).toEqual([text, count]);
	}
});

const marksOf = (rows: Row[]) =>
	rows.map((row) => (row.kind === 'entry' ? [row.assembled, row.encoding, row.shape] : row.kind));

test.each([
	['pretty-printed.jsonl', [true, undefined, undefined]],
	['json-array.jsonl', [undefined, undefined, undefined]],
	['trailing-commas.jsonl', [undefined, undefined, undefined]],
	['utf-16.jsonl', [undefined, 'utf-16', undefined]],
])('the rows of %s say how they were read', async (name, marks) => {
	const { log, write } = await openTestLog();
	await write(readFileSync(join(FOLDER, name)), DAY, USER);
	const rows = await readByEveryReader(log, USER, DAY);
	expect(marksOf(rows)).toEqual(rows.map(() => marks));
});

test('a line in UTF-16 behind lines in UTF-8 says so', async () => {
	const { log, write } = await openTestLog();
	await write(readFileSync(join(FOLDER, 'utf-16-appended.jsonl')), DAY, USER);
	const rows = await readByEveryReader(log, USER, DAY);
	expect(marksOf(rows)).toEqual([
		[undefined, undefined, undefined],
		[undefined, 'utf-16', undefined],
	]);
});

test('the lines of other programs say by which shape they were read, and lose nothing', async () => {
	const { log, write } = await openTestLog();
	const text = readFileSync(join(FOLDER, 'schema-timestamp-toolName.jsonl'), 'utf8');
	await write(text, DAY, USER);
	const rows = (await readByEveryReader(log, USER, DAY)) as Extract<Row, { kind: 'entry' }>[];
	expect(rows.map(({ shape }) => shape)).toEqual([
		...['other-names', 'other-names', 'kubernetes', 'vault', 'unknown', 'docker'],
		...['claude-code', 'claude-code'],
	]);
	for (const [position, line] of text.trimEnd().split('\n').entries()) {
		const told = JSON.stringify(rows[position]!.entry);
		for (const value of valuesIn(JSON.parse(line))) expect(told).toContain(JSON.stringify(value));
	}
});

function valuesIn(value: unknown): unknown[] {
	if (typeof value !== 'object' || value === null) return [value];
	return Object.values(value).flatMap(valuesIn);
}

test('a row says in which of its further fields a text was found', async () => {
	const { log, write } = await openTestLog();
	await write(readFileSync(join(FOLDER, 'own-optional-fields.jsonl')), DAY, USER);
	const foundBy = async (text: string) =>
		(await log.readDay(USER, DAY, { filter: { text } })).entries[0]?.found?.pointer;
	expect(await foundBy('allow list')).toBe('/reason');
	expect(await foundBy('s-71f2')).toBe('/session');
	expect(await foundBy('EPERM')).toBe('/error');
	expect(await foundBy('a.md')).toBeUndefined();
});

test('a time that is none is found by its text, and another is not', async () => {
	const { log, write } = await openTestLog();
	const line = (ts: string) => `{"ts":"${ts}","user":"ada","tool":"a","args":{},"status":"ok"}\n`;
	await write(line('Fri, 20 Nov') + line('2026-11-20T10:00:00Z'), DAY, USER);
	const found = async (text: string) =>
		(await log.readDay(USER, DAY, { filter: { text } })).matched;
	expect([await found('fri, 20'), await found('2026-11')]).toEqual([1, 0]);
});
