import { expect, test } from 'vitest';
import type { AuditLog, Page, ReadDayOptions } from '../src/index.ts';
import { DAY, line, openTestLog, USER } from './read-fixture.ts';

async function expectSame(log: AuditLog, options: ReadDayOptions): Promise<void> {
	const page = await log.readDayJson(USER, DAY, options);
	const text = Buffer.from(page.bytes).toString();
	page.release();
	expect(text).toBe(JSON.stringify(await log.readDay(USER, DAY, options)));
}

/** As a recorder writes it. */
const compact = (text: string) => JSON.stringify(JSON.parse(text));

/** Lines as they stand in files, each several times, so that a page begins and ends with each. */
function mixedLines(): string[] {
	const plain = compact(line({ tool: 'plain' }));
	const torn = plain.slice(0, 40);
	const lines = [
		plain,
		line({ tool: 'spaced' }),
		torn,
		plain.replace('"plain"', '7'),
		'',
		`${plain}\r`,
		torn + plain,
		'not json',
		'[1,2]',
		`\ufeff${plain}`,
		`${plain},`,
		line({ tool: 'long', args: { text: 'x'.repeat(5_000) } }),
		line({ tool: 'quotes a line', args: { text: plain } }),
		plain.replace('"args":{', '"args":{"inner":{"ts":1},'),
		JSON.stringify({ timestamp: `${DAY}T07:00:00Z`, toolName: 'other names', params: {} }),
	];
	return Array.from({ length: 300 }, (_, n) => lines[(n * 7) % lines.length]!);
}

test('a page of a day in many hands is that of its objects', async () => {
	const { log, write } = await openTestLog();
	await write(`${mixedLines().join('\n')}\n`);
	const { total } = await log.readDay(USER, DAY);
	for (let from = 0; from < total + 2; from++) await expectSame(log, { from, limit: 3 });
	await expectSame(log, { from: 0, limit: total });
});

test('it has the last line, which has no end yet', async () => {
	const { log, write } = await openTestLog();
	const plain = line({});
	await write(`${plain}\n${plain}\n${plain}`);
	for (const from of [0, 1, 2, 3]) await expectSame(log, { from, limit: 2 });
});

test('bytes that are no UTF-8 are shown in their line alone', async () => {
	const { log, write } = await openTestLog();
	const wrong = Buffer.from(line({ tool: '?' })).map((byte) => (byte === 0x3f ? 0xff : byte));
	await write(Buffer.concat([Buffer.from(`${line({})}\n`), wrong, Buffer.from(`\n${line({})}\n`)]));
	await expectSame(log, {});
});

test.each([
	['a list', `[${line({})},\n${line({})}]`],
	['objects over lines', `${JSON.stringify({ ts: `${DAY}T07:00:00Z` }, null, 2)}\n`.repeat(300)],
	['UTF-16', Buffer.from(`\ufeff${line({})}\n`.repeat(3), 'utf16le')],
	['nothing', ''],
])('so is one of a file of %s', async (_, content) => {
	const { log, write } = await openTestLog();
	await write(content);
	for (const from of [0, 1, 2]) await expectSame(log, { from, limit: 2 });
});

test('a page keeps its bytes until it is released, also while others are read', async () => {
	const { log, write } = await openTestLog();
	await write(Array.from({ length: 500 }, (_, n) => `${line({ tool: `t${n}` })}\n`).join(''));
	const pages = await Promise.all(
		[0, 100, 200, 300].map((from) => log.readDayJson(USER, DAY, { from, limit: 100 })),
	);
	pages[0]!.release();
	pages[0]!.release();
	const [one, other] = [
		await log.readDayJson(USER, DAY, { from: 400, limit: 50 }),
		await log.readDayJson(USER, DAY, { from: 450, limit: 50 }),
	];
	const positions = [...pages.slice(1), one, other].map(
		({ bytes }) => (JSON.parse(Buffer.from(bytes).toString()) as Page).entries[0]!.position,
	);
	expect(positions).toEqual([100, 200, 300, 400, 450]);
});

test('a page of more than the spare memory is whole', async () => {
	const { log, write } = await openTestLog();
	await write(`${line({ result_snippet: 'é'.repeat(150) })}\n`.repeat(1_000));
	await expectSame(log, { limit: 1_000 });
	// What is said about each of them is longer than the line.
	await write('{"a":1,"id":2,"session":3,"agent":4,"model":5}\n'.repeat(1_000));
	await expectSame(log, { limit: 1_000 });
});
