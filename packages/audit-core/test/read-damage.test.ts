import { truncate } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import type { AuditLog, Filter, JsonObject, Page } from '../src/index.ts';
import { DAY, line, numbered, numberOf, openTestLog, USER } from './read-fixture.ts';

/** The row at each position: an entry's number, or the reason of a damaged line. */
function rowsOf(page: Page): unknown[] {
	const rows: unknown[] = [];
	for (const row of page.entries) rows[row.position] = numberOf(row);
	for (const row of page.damaged) rows[row.position] = row.reason;
	return rows;
}

async function readRows(content: string | Buffer): Promise<unknown[]> {
	const { log, write } = await openTestLog();
	await write(content);
	const page = await log.readDay(USER, DAY);
	expect(page.total).toBe(page.entries.length + page.damaged.length);
	return rowsOf(page);
}

/** Few and short, because the test repeats for each of their bytes. */
const LINES = 15 * inject('scale');
const SHORT_LINES = Array.from(
	{ length: LINES },
	(_, n) => `{"ts":"10:00","args":{"n":${n}}}\n`,
).join('');
const EVERY_BYTE_TIMEOUT_MS = 120_000 * inject('scale');

const [zero, one, two] = numbered(3).split('\n') as [string, string, string];

test.each([
	['a torn line', '{"ts": "2026-11-22T10:0', 'torn'],
	['text that is not JSON', 'hello', 'not-json'],
	['a JSON value that is not an object', '[1, 2]', 'not-object'],
	['a line of NUL bytes', '\0\0\0\0', 'not-json'],
	['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'invalid-utf8'],
])(
	'%s is a damaged line with its reason, and does not affect other lines',
	async (_, damage, reason) => {
		const lines = [Buffer.from(`${zero}\n`), Buffer.from(damage), Buffer.from(`\n${one}\n`)];
		expect(await readRows(Buffer.concat(lines))).toEqual([0, reason, 1]);
	},
);

test('a damaged line has its bytes, its text and a ref that opens it', async () => {
	const { log, write } = await openTestLog();
	await write(
		Buffer.concat([Buffer.from('{"caf\u00e9": '), Buffer.from([0xff]), Buffer.from('\n')]),
	);
	const [damaged] = (await log.readDay(USER, DAY)).damaged;
	expect(damaged).toMatchObject({ reason: 'invalid-utf8', bytes: 11, raw: '{"café": \\xff' });
	expect((await log.entry(USER, DAY, damaged!.ref))?.raw).toBe('{"café": \\xff');
});

test('shows the bytes of a part of a line that is not UTF-8', async () => {
	const { log, write } = await openTestLog();
	await write(Buffer.concat([Buffer.from('x'), Buffer.alloc(6, 0xff), Buffer.from('\n')]));
	const [damaged] = (await log.readDay(USER, DAY)).damaged;
	const part = await log.entry(USER, DAY, damaged!.ref, { rawFrom: 1 });
	expect(part).toMatchObject({ raw: '\\xff'.repeat(6), rawRange: { from: 1, to: 7 } });
});

test.each([
	['blank lines', `\n${zero}\n\n  \t\n${one}\n\n`],
	['Windows line ends', `${zero}\r\n${one}\r\n`],
	['a byte order mark', `\ufeff${zero}\n${one}\n`],
	['a last line without a newline', `${zero}\n${one}`],
	['lone carriage returns', `${zero}\r${one}\r`],
])('ignores %s', async (_, content) => {
	expect(await readRows(content)).toEqual([0, 1]);
});

test('the last line is damaged while it is torn', async () => {
	const { log, write, append } = await openTestLog();
	await write(`${zero}\n${one.slice(0, 30)}`);
	expect(rowsOf(await log.readDay(USER, DAY))).toEqual([0, 'torn']);
	await append(`${one.slice(30)}\n`);
	expect(rowsOf(await log.readDay(USER, DAY))).toEqual([0, 1]);
});

test('a very long line keeps its position when it ends', async () => {
	const { log, open, write, append, pathOf } = await openTestLog();
	await write(numbered(2));
	await truncate(pathOf(), 20 * 1024 * 1024);
	const rows = async (log: AuditLog) => {
		const { counts } = await log.summary(USER, DAY);
		return [counts.total, counts.damaged, ...rowsOf(await log.readDay(USER, DAY))];
	};
	expect(await rows(log)).toEqual([3, 1, 0, 1, 'oversize']);
	await append(`\n${numbered(2)}`);
	const ended = [5, 1, 0, 1, 'oversize', 0, 1];
	expect(await rows(log)).toEqual(ended);
	expect(await rows(open())).toEqual(ended);
});

test('recovers an entry after a torn line, wherever the line was torn', async () => {
	const { log, write } = await openTestLog();
	for (let cut = 1; cut < zero.length; cut++) {
		await write(`${zero.slice(0, cut)}${one}\n${two}\n`);
		const page = await log.readDay(USER, DAY);
		expect([cut, ...rowsOf(page)]).toEqual([cut, 'torn', 1, 2]);
		expect(page.entries[0]).toMatchObject({ recovered: true });
		expect(page.entries[1]).not.toHaveProperty('recovered');
	}
});

test('finds all entries that are merged without a newline', async () => {
	expect(await readRows(`${zero}${one}${two}\n`)).toEqual([0, 1, 2]);
	expect(await readRows(`${zero.slice(0, 50)}${one}${two.slice(0, 50)}\n`)).toEqual([
		'torn',
		1,
		'torn',
	]);
});

test('opens an entry in a merged line in full, with its neighbours', async () => {
	const { log, write } = await openTestLog();
	await write(`${zero}${one}${two}\n`);
	const { entries } = await log.readDay(USER, DAY);
	expect(await log.entry(USER, DAY, entries[1]!.ref)).toMatchObject({
		...{ raw: one, bytes: one.length },
		previous: { position: 0, ref: entries[0]!.ref },
		next: { position: 2, ref: entries[2]!.ref },
	});
});

test('text in args that looks like an entry never becomes one', async () => {
	const text = line({ status: 'denied' });
	const content = [
		line({ args: { n: 0, text, escaped: JSON.stringify(text) } }),
		line({ args: { n: 1, nested: { ts: 'x', list: [{ ts: 'y' }] } } }),
	].join('\n');
	expect(await readRows(content.replaceAll('"nested":{"ts"', '"nested": {"ts"'))).toEqual([0, 1]);
});

test('an object in the args of a torn line is not an entry, unless the line was torn directly after it', async () => {
	const forged = line({ tool: 'forged', args: { n: 'forged' } });
	const torn = `{"ts": "2026-11-22T10:00:00", "user": "alice", "tool": "x", "args": {"o": ${forged}`;
	expect(await readRows(`${torn}, "more": "te\n`)).toEqual(['torn']);

	const { log, write } = await openTestLog();
	await write(`${torn}\n`);
	const page = await log.readDay(USER, DAY);
	expect(rowsOf(page)).toEqual(['torn', 'forged']);
	expect(page.entries[0]?.problems).toEqual(['it may be a part of the torn line before it']);
});

test.each<[JsonObject, string]>([
	[{ ts: 'soon' }, 'ts is "soon", not a time in ISO 8601'],
	[{ user: 7 }, 'user is 7, not a string'],
	[{ tool: ['x'] }, 'tool is a list, not a string'],
	[{ args: [] }, 'args is a list, not an object'],
	[{ args: null }, 'args is null, not an object'],
	[{ result_chars: '3' }, 'result_chars is "3", not a whole number'],
	[{ result_chars: 1.5 }, 'result_chars is 1.5, not a whole number'],
	[{ result_chars: -1 }, 'result_chars is -1, not a whole number'],
	[{ result_snippet: {} }, 'result_snippet is an object, not a string'],
])('of an entry with %j it is said: %s', async (fields, problem) => {
	const { log, write } = await openTestLog();
	await write(`${line(fields)}\n`);
	expect((await log.readDay(USER, DAY)).entries[0]!.problems).toEqual([problem]);
});

test('a filter finds damaged lines for a page, but not for lists of entries', async () => {
	const { log, write } = await openTestLog();
	await write(`${zero}\nhello\n${one}\n{"ts": "hello`);
	const filters: Filter[] = [{ text: 'hello' }, { status: ['damaged'] }, { excludeStatus: ['ok'] }];
	for (const filter of filters) {
		const { damaged } = await log.readDay(USER, DAY, { filter });
		expect(damaged.map(({ position }) => position)).toEqual([1, 3]);
		expect((await log.search(USER, { filter })).entries).toEqual([]);
		expect((await log.recent(USER, { filter })).entries).toEqual([]);
		expect((await log.recentAllUsers({ filter })).entries).toEqual([]);
	}
	expect((await log.search(USER, { filter: {} })).entries.map(numberOf)).toEqual([1, 0]);
	expect((await log.recent(USER)).entries.map(numberOf)).toEqual([1, 0]);
});

test('finds entries that are merged at the end of a day newest first', async () => {
	const { log, write } = await openTestLog();
	await write(`${zero}\n${one}${two}`);
	const filter: Filter = { status: ['ok'] };
	expect((await log.search(USER, { filter })).entries.map(numberOf)).toEqual([2, 1, 0]);
	expect((await log.recent(USER, { filter })).entries.map(numberOf)).toEqual([2, 1, 0]);
});

test('over all users, an entry without a time is sorted by the next entry of its log', async () => {
	const { log, write } = await openTestLog();
	const at = (minute: number) => ({ ts: `${DAY}T10:0${minute}:00Z` });
	await write(
		numbered(3, (n) => (n === 1 ? { ts: 'soon' } : at(n))),
		DAY,
		'alice',
	);
	await write(
		numbered(1, () => ({ ...at(1), args: { n: 'bob’s' } })),
		DAY,
		'bob',
	);
	const { entries } = await log.recentAllUsers();
	expect(entries.map(numberOf)).toEqual([2, 1, 'bob’s', 0]);
});

test('does not find text in a missing field', async () => {
	const { log, write } = await openTestLog();
	await write(`{"ts": "2026-11-22T10:00:00"}\n`);
	expect((await log.readDay(USER, DAY, { filter: { text: 'undefined' } })).matched).toBe(0);
	expect((await log.readDay(USER, DAY, { filter: { excludeText: 'undefined' } })).matched).toBe(1);
});

test('an entry with missing or wrong fields has the fields that were found', async () => {
	const { log, write } = await openTestLog();
	await write(`{"tool": 5, "status": "maybe", "extra": {"kept": true}}\n`);
	const [row] = (await log.readDay(USER, DAY)).entries;
	expect(row?.entry).toEqual({ tool: 5, status: 'maybe', extra: { kept: true } });
	expect(row?.problems).toEqual([
		'ts is missing',
		'user is missing',
		'tool is 5, not a string',
		'args is missing',
		'status is "maybe", not "ok", "error" or "denied"',
		'result_chars is missing',
		'result_snippet is missing',
	]);
});

test(
	'a file truncated at any byte: reads every complete line, and reports the rest',
	async () => {
		const { log, write } = await openTestLog();
		const content = Buffer.from(SHORT_LINES);
		const ends = [...content.keys()].filter((at) => content[at] === 0x0a);
		for (let cut = 0; cut < content.length; cut++) {
			await write(content.subarray(0, cut));
			const whole = ends.filter((end) => end <= cut).length;
			const isTorn = cut > 0 && content[cut - 1] !== 0x0a && content[cut] !== 0x0a;
			const expected = [...Array(whole).keys(), ...(isTorn ? ['torn'] : [])];
			expect([cut, ...rowsOf(await log.readDay(USER, DAY))]).toEqual([cut, ...expected]);
		}
	},
	EVERY_BYTE_TIMEOUT_MS,
);

test(
	'a file with any byte changed: reads every other line',
	async () => {
		const { log, write } = await openTestLog();
		const content = Buffer.from(SHORT_LINES);
		let lineNumber = 0;
		for (let at = 0; at < content.length; at++) {
			const flipped = Buffer.from(content);
			flipped[at]! ^= 0xff;
			await write(flipped);
			const { entries } = await log.readDay(USER, DAY);
			const numbers = new Set(entries.map(numberOf));
			const touched = content[at] === 0x0a ? [lineNumber, lineNumber + 1] : [lineNumber];
			const missing = [...Array(LINES).keys()].filter(
				(n) => !numbers.has(n) && !touched.includes(n),
			);
			expect([at, ...missing]).toEqual([at]);
			if (content[at] === 0x0a) lineNumber++;
		}
	},
	EVERY_BYTE_TIMEOUT_MS,
);
