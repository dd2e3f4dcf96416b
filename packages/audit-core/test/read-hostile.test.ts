import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { readByEveryReader } from './every-reader.ts';
import { DAY, line, numbered, numberOf, openTestLog, USER, entry } from './read-fixture.ts';

const MB = 1024 * 1024;

/** The row of a file with only this line, and the size of its answer. */
async function readOne(text: string) {
	const { log, write } = await openTestLog();
	await write(`${text}\n`);
	const page = await log.readDay(USER, DAY);
	expect(page.total).toBe(1);
	return { log, page, row: page.entries[0]!, chars: JSON.stringify(page).length };
}

test('truncates 3,000 levels of nesting, marks them, and keeps them in the raw line', async () => {
	const nested = `${'['.repeat(3_000)}${']'.repeat(3_000)}`;
	const { log, row } = await readOne(line({ args: { deep: 0 } }).replace('0}', `${nested}}`));
	expect(row.problems).toEqual(['the entry is nested too deeply to be shown whole']);
	expect((await log.entry(USER, DAY, row.ref))?.raw).toContain(nested);
});

test('keys with a meaning in JavaScript are data', async () => {
	const args =
		'{"__proto__": {"admin": true}, "constructor": 1, "toString": 2, "hasOwnProperty": 3}';
	const { row } = await readOne(line().replace('{}', args));
	expect(JSON.stringify(row.entry.args)).toBe(args.replaceAll(': ', ':').replaceAll(', ', ','));
	expect(row.problems).toBeUndefined();
	expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

test('an inherited field counts as missing', async () => {
	const { row } = await readOne('{"__proto__": {"ts": "2026-11-22T10:00:00", "status": "ok"}}');
	expect(row.problems).toContain('ts is missing');
});

test('truncates and marks a string of 3 MB', async () => {
	const { row, chars } = await readOne(line({ args: { text: 'x'.repeat(3 * MB) } }));
	expect(row.clipped).toEqual(['/args/text']);
	expect(row.problems).toBeUndefined();
	expect(chars).toBeLessThan(10_000);
});

test('returns the first ones of a hundred thousand keys or items', async () => {
	const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`key${n}`, n]));
	const { row, chars } = await readOne(line({ args: { keys, list: Array(100_000).fill('item') } }));
	expect(row.clipped).toEqual(expect.arrayContaining(['/args/keys']));
	expect(chars).toBeLessThan(100_000);
});

test('a line of 8 MB shows its beginning, does not affect other lines, and can be read in parts', async () => {
	const { log, write } = await openTestLog();
	const huge = line({ args: { text: 'Größe '.repeat(MB) } });
	await write(`${line({ args: { n: 0 } })}\n${huge}\n${line({ args: { n: 1 } })}\n`);
	const page = await log.readDay(USER, DAY);
	expect(page.entries.map(numberOf)).toEqual([0, 1]);
	const [damaged] = page.damaged;
	expect(damaged).toMatchObject({
		reason: 'oversize',
		position: 1,
		bytes: Buffer.byteLength(huge),
	});
	expect(JSON.stringify(page).length).toBeLessThan(10_000);

	let raw = '';
	let rawFrom = 0;
	do {
		const detail = await log.entry(USER, DAY, damaged!.ref, { rawFrom });
		raw += detail!.raw;
		rawFrom = detail!.rawRange!.to;
	} while (rawFrom < damaged!.bytes);
	expect(raw === huge).toBe(true);

	const chunks: Uint8Array[] = [];
	for await (const batch of log.rows(USER, DAY)) {
		for (const row of batch) {
			if (row.position === 1) for await (const chunk of row.raw()) chunks.push(chunk);
		}
	}
	expect(Buffer.concat(chunks).toString() === huge).toBe(true);
	const back = await log.readDay(USER, DAY, { order: 'desc' });
	expect(back.entries.map(numberOf)).toEqual([1, 0]);
	expect((await log.recent(USER)).entries.map(numberOf)).toEqual([1, 0]);
});

test('a part that begins at the end of a line is empty', async () => {
	const { log, write } = await openTestLog();
	await write(numbered(2));
	const { ref } = (await log.readDay(USER, DAY)).entries[0]!;
	const { bytes } = (await log.entry(USER, DAY, ref))!;
	for (const rawFrom of [bytes, bytes + 1, bytes + 50]) {
		expect(await log.entry(USER, DAY, ref, { rawFrom })).toMatchObject({
			raw: '',
			rawRange: { from: rawFrom, to: rawFrom },
		});
	}
});

test('a page of large rows is marked as short, and the next page continues from it', async () => {
	const { log, write } = await openTestLog();
	await write(numbered(60, (n) => ({ args: { n, text: 'x'.repeat(400_000) } })));
	for (const filter of [undefined, { status: ['ok' as const] }]) {
		const numbers: unknown[] = [];
		let from = 0;
		while (from < 60) {
			const page = await log.readDay(USER, DAY, { from, ...(filter && { filter }) });
			expect(page.short).toBe(page.entries.length < 60 - from ? true : undefined);
			numbers.push(...page.entries.map(numberOf));
			from += page.entries.length;
		}
		expect(numbers).toEqual([...Array(60).keys()]);
		const last = await log.readDay(USER, DAY, { order: 'desc', ...(filter && { filter }) });
		expect(last.entries.map(numberOf).slice(0, 3)).toEqual([59, 58, 57]);
		expect(last.short).toBe(true);
		expect(last.entries.length).toBeLessThan(60);
	}
});

test.each([
	['entry beginnings without end', '{"ts"'.repeat(700_000)],
	['nested entry beginnings', '{"ts":['.repeat(500_000)],
	['nested entry beginnings, closed', `x${'{"ts":['.repeat(250_000)}${']}'.repeat(250_000)}`],
	['quotes', '"'.repeat(4_000_000)],
	['backslashes', `{"ts":"${'\\'.repeat(4_000_000)}`],
])('a line of only %s becomes few rows, in short time', async (_, text) => {
	const { log, write } = await openTestLog();
	await write(`${line({ args: { n: 0 } })}\n${text}\n${line({ args: { n: 1 } })}\n`);
	const page = await log.readDay(USER, DAY);
	expect([numberOf(page.entries[0]!), numberOf(page.entries.at(-1)!)]).toEqual([0, 1]);
	expect(page.damaged.length).toBeGreaterThan(0);
	expect(page.total).toBeLessThan(10);
});

test('thousands of entries on one line are read up to a bound, and the rest is one damaged row', async () => {
	const { log, write } = await openTestLog();
	await write(`${numbered(3_000).replaceAll('\n', '')}\n${numbered(1)}`);
	const page = await log.readDay(USER, DAY, { from: 990 });
	expect(page.total).toBe(1_002);
	expect(page.damaged).toMatchObject([{ position: 1_000 }]);
	expect(page.entries.at(-1)).toMatchObject({ position: 1_001 });
});

test.each(['(a+)+$', '(a|aa)+$', '(.*)*b', '(x+x+)+y', '.*.*.*.*=.*'])(
	'the expression %s takes linear time',
	async (text) => {
		const { log, write } = await openTestLog();
		await write(numbered(200, (n) => ({ args: { n, text: 'a'.repeat(2_000) + '!' } })));
		const { matched } = await log.readDay(USER, DAY, { filter: { text, regex: true } });
		expect(matched).toBeLessThanOrEqual(200);
	},
);

test.each(['(a{1000}){1000}', 'a{1000}'.repeat(100), '('.repeat(999)])(
	'rejects the expression %s, which is too large',
	async (text) => {
		const { log, write } = await openTestLog();
		await write(numbered(2));
		await expect(log.readDay(USER, DAY, { filter: { text, regex: true } })).rejects.toMatchObject({
			code: 'bad-filter',
		});
	},
);

test('an expression may have a thousand repetitions', async () => {
	const { log, write } = await openTestLog();
	await write(line({ args: { text: 'a'.repeat(1_000) } }));
	const filter = { text: 'a{600}a{400}', regex: true };
	expect((await log.readDay(USER, DAY, { filter })).matched).toBe(1);
});

test('with any bytes on a line, reads the other lines and the page can be sent', async () => {
	const { log, write } = await openTestLog();
	const json = fc.json({ maxDepth: 4 });
	const mangled = fc.tuple(fc.json(), fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
		const bytes = Buffer.from(JSON.stringify(entry({ args: { text } })));
		bytes[at % bytes.length] = byte;
		return bytes;
	});
	const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
	const hostile = fc.oneof(
		json.map((text) => Buffer.from(text)),
		mangled,
		bytes,
		fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
	);
	await fc.assert(
		fc.asyncProperty(hostile, async (bytes) => {
			const newline = Buffer.from('\n');
			const content = bytes.map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte));
			await write(
				Buffer.concat([Buffer.from(numbered(1)), content, newline, Buffer.from(numbered(2))]),
			);
			const page = await log.readDay(USER, DAY);
			expect(numberOf(page.entries[0]!)).toBe(0);
			expect(page.entries.slice(-2).map(numberOf)).toEqual([0, 1]);
			expect(JSON.parse(JSON.stringify(page))).toEqual(page);
			expect(page.total).toBe(page.entries.length + page.damaged.length);
			for (const { ref } of [...page.entries, ...page.damaged]) {
				expect(await log.entry(USER, DAY, ref)).not.toBeNull();
			}
		}),
		{ numRuns: 60 * inject('scale') },
	);
});

test('a value nested too deeply hides nothing, from any reader, wherever it is', async () => {
	const { log, write } = await openTestLog();
	const deep = '['.repeat(5_000) + ']'.repeat(5_000);
	const names = [
		...['args', 'result', 'output', 'tool_response', 'error', 'status', 'params', 'arguments'],
		...['message', 'request', 'ts', 'timestamp', 'level', 'result_snippet'],
	];
	const lines = names.flatMap((name) => [
		`{"tool":"x","args":{},"${name}":${deep}}`,
		`{"name":"x","${name}":{"content":${deep},"operation":${deep}}}`,
	]);
	await write(`${lines.join('\n')}\n${JSON.stringify(entry())}\n`);
	const rows = await readByEveryReader(log, USER, DAY);
	expect(rows).toHaveLength(lines.length + 1);
	expect(rows.at(-1)?.kind).toBe('entry');
	expect((await log.recentAllUsers()).entries.length).toBe(
		rows.filter(({ kind }) => kind === 'entry').length,
	);
});
