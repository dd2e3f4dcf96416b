import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { makeRef } from '../src/format/ref.ts';
import { openHome } from '../src/home.ts';
import type { Row } from '../src/index.ts';
import { openDayReader } from '../src/read/io/day-reader.ts';
import { countAdded } from '../src/read/tail/count-added.ts';
import { readByEveryReader } from './every-reader.ts';
import { DAY, entry, openTestLog, USER } from './read-fixture.ts';

const LINE_BYTES_MAX = 4 * 1024 * 1024;

/** The number of each entry, and the reason of each damaged line. */
const told = (rows: Row[]) =>
	rows.map((row) =>
		row.kind === 'damaged' ? row.reason : (row.entry['args'] as { n?: number }).n,
	);

const numbered = (n: number) => entry({ args: { n, text: 'a } ] , { "ts" \\ é 温 🙂' } });
const pretty = (n: number, indent = '  ') => JSON.stringify(numbered(n), null, indent);
const compact = (n: number) => JSON.stringify(numbered(n));

const toolOf = (row: Row) => (row.kind === 'entry' ? row.entry['tool'] : row.reason);

async function readBack(content: string | Buffer): Promise<Row[]> {
	const { log, write } = await openTestLog();
	await write(content);
	return readByEveryReader(log, USER, DAY);
}

test.each([
	['a list on one line', `[${compact(0)},${compact(1)}, ${compact(2)}]`, [0, 1, 2]],
	['a list with an item on each line', `[\n${compact(0)},\n${compact(1)}\n]\n`, [0, 1]],
	['a list with commas before the items', `[\n  ${compact(0)}\n, ${compact(1)}\n]\n`, [0, 1]],
	['a list of objects over lines', JSON.stringify([numbered(0), numbered(1)], null, '\t'), [0, 1]],
	[
		'a list on one line with items that are no objects',
		`[${compact(0)},null, 5 ,true,${compact(1)}]\n`,
		[0, 'not-object', 'not-object', 'not-object', 1],
	],
	['a list that begins with null', `[null,${compact(1)}]\n`, ['not-object', 1]],
	['several lists', `[${compact(0)}]\n[${compact(1)},${compact(2)}]\n`, [0, 1, 2]],
	['a list without its end', `[\n${compact(0)},\n${compact(1)},\n`, [0, 1]],
	['an empty list', '[\n]\n', []],
	['objects over lines', `${pretty(0)}\n${pretty(1)}\n`, [0, 1]],
	[
		'objects over lines with Windows line ends',
		`${pretty(0)}\n${pretty(1)}`.replaceAll('\n', '\r\n'),
		[0, 1],
	],
	['objects without a line end between them', `${pretty(0)}${pretty(1)}`, [0, 1]],
	['an object over lines, then lines', `${pretty(0)}\n${compact(1)}\n${compact(2)}\n`, [0, 1, 2]],
	[
		'files that were joined with byte order marks',
		`\ufeff${pretty(0)}\n\ufeff${pretty(1)}\n\ufeff${compact(2)}\n`,
		[0, 1, 2],
	],
	['an object that goes on', `${pretty(0)}\n${pretty(1).slice(0, -20)}`, [0, 'torn']],
	[
		'a torn object before a whole one',
		`${pretty(0)}\n${pretty(1).slice(0, 60)}\n${pretty(2)}\n`,
		[0, 'torn', 2],
	],
	[
		'an object torn where a value is expected',
		`{\n  "args":\n${pretty(1)}\n${pretty(2)}\n`,
		['torn', 1, 2],
	],
	[
		'an object torn before an entry on a line',
		`{\n  "args": [\n${compact(1)}\n${compact(2)}\n`,
		['torn', 1, 2],
	],
	[
		'an object torn where an entry on a line would be its value',
		`{\n  "args":\n${compact(1)}\n}\n`,
		['torn', 1, 'not-json'],
	],
	['text between objects', `${pretty(0)}\nhello\n${pretty(1)}\n`, [0, 'not-json', 1]],
	['NUL bytes between objects', `${pretty(0)}\n\0\0\0\0\n${pretty(1)}\n`, [0, 'not-json', 1]],
	[
		'a list with a mistake in an item',
		`[${compact(0)},{"ts":"x","a":nan,},${compact(1)},${compact(2)}]`,
		[0, 'torn', 1, 2],
	],
	[
		'a list with a mistake in an item over lines',
		`[\n${pretty(0)}\n,{\n  "a": [1,],\n  "b": 2\n}\n,${pretty(1)}\n]`,
		[0, 'torn', 1],
	],
	['a brace alone that was torn, and lines', `{\n${compact(0)}\n${compact(1)}\n`, ['torn', 0, 1]],
])('%s is read by every reader', async (_, content, expected) => {
	expect(told(await readBack(content))).toEqual(expected);
	for (const order of ['le', 'be'] as const) {
		expect(told(await readBack(inUtf16(content, order)))).toEqual(expected);
	}
});

function inUtf16(text: string, order: 'le' | 'be'): Buffer {
	const bytes = Buffer.from(text, 'utf16le');
	return order === 'le' ? bytes : bytes.swap16();
}

test.each([
	['lines', `${compact(0)}\n${compact(1)}\n\n${compact(2)}`, [0, 1, 2]],
	['lines with Windows line ends', `${compact(0)}\r\n\r\n${compact(1)}\r\n`, [0, 1]],
	['a torn line', `${compact(0)}\n{"ts": "2026\n${compact(1)}\n`, [0, 'torn', 1]],
])('%s in UTF-16 are read by every reader', async (_, content, expected) => {
	for (const mark of ['', '\ufeff']) {
		for (const order of ['le', 'be'] as const) {
			const rows = await readBack(inUtf16(mark + content, order));
			expect(told(rows)).toEqual(expected);
			for (const row of rows) expect(row.encoding).toBe('utf-16');
		}
	}
});

test('lines in UTF-16 behind lines in UTF-8 are read by every reader', async () => {
	const appended = inUtf16(`${compact(1)}\r\n${compact(2)}\n`, 'le');
	const rows = await readBack(Buffer.concat([Buffer.from(`${compact(0)}\n`), appended]));
	expect(told(rows)).toEqual([0, 1, 2]);
});

test('a line in UTF-8 behind one in UTF-16 is whole, without the zero byte of its newline', async () => {
	const call = (tool: string) => `{"tool":"${tool}","args":{"x":1}}\n`;
	const rows = await readBack(
		Buffer.concat([Buffer.from(call('a')), inUtf16(call('b'), 'le'), Buffer.from(call('c'))]),
	);
	expect(rows.map(toolOf)).toEqual(['a', 'b', 'c']);
});

test('zero bytes on a line of UTF-8 are damage, and blank lines of UTF-16 none', async () => {
	const rows = await readBack(`${compact(0)}\n\0\0\n\0\0\0\r\n${compact(1)}\n`);
	expect(told(rows)).toEqual([0, 'not-json', 'not-json', 1]);
	expect(told(await readBack(`\0\n\0\ngarbage\n${compact(1)}\n`))).toEqual(['not-json', 1]);
	for (const order of ['le', 'be'] as const) {
		const blank = inUtf16(`${compact(1)}\r\n\r\n\n${compact(2)}\r\n`, order);
		expect(told(await readBack(Buffer.concat([Buffer.from(`${compact(0)}\n`), blank])))).toEqual([
			...[0, 1, 2],
		]);
	}
});

test('in a file of lines a line stays a line', async () => {
	const [first, second] = [compact(0).slice(0, 40), compact(1)];
	const rest = compact(0).slice(40);
	expect(told(await readBack(`${second}\n${first}\n${rest}\n{\n`))).toEqual([
		...[1, 'torn', 'not-json', 'torn'],
	]);
});

test('an object over more than 1,000 lines is torn, and those around it are read', async () => {
	const long = JSON.stringify(entry({ args: { list: Array(1_000).fill(1) } }), null, 1);
	const rows = await readBack(`${pretty(0)}\n${long}\n${pretty(1)}\n`);
	expect(told(rows)).toEqual([0, 'torn', 1]);
	const most = JSON.stringify(entry({ args: { n: 7, list: Array(900).fill(1) } }), null, 1);
	expect(told(await readBack(`${pretty(0)}\n${most}\n${pretty(1)}\n`))).toEqual([0, 7, 1]);
});

const piece = fc.oneof(
	fc.nat(9).map((n) => ({ text: pretty(n), told: [n] as unknown[] })),
	fc.nat(9).map((n) => ({ text: pretty(n, '\t'), told: [n] as unknown[] })),
	fc.nat(9).map((n) => ({ text: compact(n), told: [n] as unknown[] })),
	fc.nat(9).map((n) => ({ text: `${compact(n)},`, told: [n] as unknown[] })),
	fc.constantFrom('', ',', '[', ']', '\ufeff').map((text) => ({ text, told: [] as unknown[] })),
	fc.constantFrom('text', '5', '"a"').map((text) => ({ text, told: ['damaged'] as unknown[] })),
	fc.tuple(fc.nat(9), fc.integer({ min: 3, max: 150 })).map(([n, cut]) => ({
		text: pretty(n).slice(0, cut).trimEnd(),
		told: ['damaged'] as unknown[],
	})),
);

test('any sequence of objects and damage is read by every reader, whole objects wherever they are', async () => {
	const { log, write } = await openTestLog();
	await fc.assert(
		fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.boolean(), async (pieces, isUtf16) => {
			const content = `{\n}\n${pieces.map(({ text }) => `${text}\n`).join('')}`;
			await write(isUtf16 ? inUtf16(content, 'le') : content);
			const rows = await readByEveryReader(log, USER, DAY);
			const found = told(rows).filter((name) => typeof name === 'number');
			expect(found).toEqual(
				pieces.flatMap(({ told }) => told.filter((name) => name !== 'damaged')),
			);
		}),
		{ numRuns: 60 * inject('scale') },
	);
});

test('a row of which the rest may come, and whole rows behind it, are found by a filter', async () => {
	const rows = await readBack(`{\n}\n{\n  "ts":\n${pretty(0)}\n`);
	expect(told(rows).at(-1)).toBe(0);
});

test('a file of objects that grows is read on, and one that was replaced anew', async () => {
	const { log, write, append } = await openTestLog();
	await write(`${pretty(0)}\n${pretty(1).slice(0, 50)}`);
	expect(told(await readByEveryReader(log, USER, DAY))).toEqual([0, 'torn']);
	await append(`${pretty(1).slice(50)}\n${pretty(2)}\n`);
	expect(told(await readByEveryReader(log, USER, DAY))).toEqual([0, 1, 2]);
	await write(`${pretty(3)}\n${pretty(4)}\n${pretty(5)}\n${pretty(6)}\n`);
	expect(told(await readByEveryReader(log, USER, DAY))).toEqual([3, 4, 5, 6]);
});

test('a file of objects that grows byte by byte is read like one that was there as a whole', async () => {
	const content = `{\n"a":[\n{"ts":"1"},{"b":2}]}\n{"a" x\n y\n${compact(1)}\n${pretty(2)}\n`;
	const whole = told(await readBack(content));
	const { log, write, append } = await openTestLog();
	await write(content.slice(0, 9));
	for (let at = 9; at < content.length; at += 7) {
		await log.readDay(USER, DAY);
		await append(content.slice(at, at + 7));
	}
	expect(told(await readByEveryReader(log, USER, DAY))).toEqual(whole);
});

test.each([-3, 0, 5, 40])(
	'an object that ends %i bytes behind a block is read as one',
	async (more) => {
		const behind = '\n"a":[\n{"ts":"1"}, {"b":2}]}\n';
		const fill = 'x'.repeat(256 * 1024 - behind.length - 8 + more);
		const rows = await readBack(`{\n"p":"${fill}",${behind}${compact(1)}\n`);
		expect(rows).toHaveLength(2);
	},
);

test('a torn object before much text is one row', async () => {
	const text = 'no object\n'.repeat(60_000);
	const rows = await readBack(`{\n}\n{"a" x\n${text}${pretty(1)}\n`);
	expect(told(rows).slice(1)).toEqual(['torn', 1]);
});

test('objects that seem to be nested without an end take no longer than others', async () => {
	const open = `{"a":"${'x'.repeat(4_000)}","b":\n`.repeat(2_000);
	const { log, write } = await openTestLog();
	await write(`{\n}\n${open}${pretty(0)}\n${pretty(1)}\n`);
	const { entries } = await log.readDay(USER, DAY, { order: 'desc', limit: 1 });
	expect(entries[0]?.entry.args).toMatchObject({ n: 1 });
});

test.each([
	['a torn line', `{"ts": "${'x'.repeat(LINE_BYTES_MAX + 10)}`],
	['a hole of NUL bytes', '\0'.repeat(LINE_BYTES_MAX + 10)],
	['text', 'hello '.repeat(LINE_BYTES_MAX / 5)],
	['torn lines', `{"ts": "${'x'.repeat(LINE_BYTES_MAX / 2 - 20)}`.repeat(3)],
])(
	'the entries behind %s longer than a line may be are read by every reader',
	async (_, damage) => {
		const rows = await readBack(
			`${compact(0)}\n${damage}${compact(1)}${compact(2)}\n${compact(3)}\n`,
		);
		expect(told(rows)).toEqual([0, 'oversize', 1, 2, 3]);
		expect(rows.map((row) => row.kind === 'entry' && row.recovered === true)).toEqual([
			...[false, false, true, true, false],
		]);
	},
);

test('the entry behind a long hole at the end of a file is read, though no newline follows it', async () => {
	const { log, write } = await openTestLog();
	await write(`${compact(0)}\n${'\0'.repeat(LINE_BYTES_MAX * 3)}${compact(1)}`);
	const { entries, damaged } = await log.readDay(USER, DAY);
	expect(told(entries.map((row) => ({ kind: 'entry', ...row })))).toEqual([0, 1]);
	expect(damaged).toHaveLength(1);
	expect((await log.summary(USER, DAY)).counts).toMatchObject({ ok: 2, damaged: 1 });
	const { matched } = await log.readDay(USER, DAY, { filter: { text: '温' } });
	expect(matched).toBe(2);
});

/** The refs of a version that read each line by itself: of each line that is not blank. */
function refsOfLines(content: Buffer): { ref: string; offset: number }[] {
	const refs: { ref: string; offset: number }[] = [];
	for (let start = 0; start < content.length;) {
		const newline = content.indexOf(0x0a, start);
		const end = newline === -1 ? content.length : newline;
		const isMarked = start === 0 && content.subarray(0, 3).toString('latin1') === '\xef\xbb\xbf';
		const offset = isMarked ? 3 : start;
		const line = content.subarray(offset, content[end - 1] === 0x0d ? end - 1 : end);
		if (line.toString('latin1').trim() !== '') refs.push({ ref: makeRef(offset, line), offset });
		start = end + 1;
	}
	return refs;
}

test.each(['json-array', 'pretty-printed', 'trailing-commas', 'bom-in-the-middle', 'utf-16'])(
	'the refs of the lines of %s, which earlier versions gave, open the rows that the lines are parts of',
	async (name) => {
		const { log, write } = await openTestLog();
		const content = readFileSync(join(import.meta.dirname, `fixtures/real-world/${name}.jsonl`));
		await write(content);
		const refs = refsOfLines(content);
		expect(refs.length).toBeGreaterThan(2);
		const rows = await readByEveryReader(log, USER, DAY);
		const positions: number[] = [];
		for (const { ref } of refs) {
			const detail = await log.entry(USER, DAY, ref);
			positions.push(detail!.row.position);
		}
		expect(positions).toEqual(positions.toSorted((a, b) => a - b));
		expect(new Set(positions)).toEqual(new Set(rows.map(({ position }) => position)));
	},
);

test('the mark of UTF-16 before lines of UTF-8 hides none of them', async () => {
	const rows = await readBack(
		Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${compact(0)}\n${compact(1)}\n`)]),
	);
	expect(told(rows).filter((name) => typeof name === 'number')).toEqual([0, 1]);
});

test('what stands before the lines of a recorder in UTF-16 hides none of them', async () => {
	for (const before of ['{', `${compact(7)}\n`, `${pretty(7)}\n`]) {
		for (const order of ['le', 'be'] as const) {
			const { log, write, append } = await openTestLog();
			await write(inUtf16(`\ufeff${before}\n`, order));
			await readByEveryReader(log, USER, DAY);
			// Not denied is what the log says before: the views that are kept must not hide it.
			await append(`${JSON.stringify(entry({ args: { n: 1 }, status: 'denied' }))}\n`);
			await append(`${compact(2)}\n`);
			const rows = await readByEveryReader(log, USER, DAY);
			expect(told(rows).slice(-2)).toEqual([1, 2]);
			const { matched } = await log.readDay(USER, DAY, { filter: { status: ['denied'] } });
			expect(matched).toBe(1);
		}
	}
});

test.each(['le', 'be'] as const)(
	'UTF-16 (%s) and UTF-8 in one file are read in any order, whatever the lines are',
	async (order) => {
		const call = (tool: string) =>
			`{"timestamp":"2026-11-22T10:00:00Z","tool":"${tool}","args":{}}`;
		const utf8 = (text: string) => Buffer.from(text);
		for (const [begin, tools] of [
			[`\ufeff${call('a')}\r\n${call('温')}\n`, ['a', '温']],
			[`[${call('a')},\n${call('b')}]\n`, ['a', 'b']],
			[`{\n"tool":"a",\n"args":{}\n}\n`, ['a']],
			['', []],
		] as const) {
			const rows = await readBack(
				Buffer.concat([
					inUtf16(begin || `${call('first')}\n`, order),
					utf8(`\n${call('odd')}\n${call('even 温')}\r\n`),
					inUtf16(`${call('again 上')}\n${call('torn').slice(0, 30)}`, order),
					utf8(`${call('in UTF-8')}\n`),
					inUtf16(`\ufeff${call('last')}\n`, order),
				]),
			);
			expect(rows.map(toolOf)).toEqual([
				...(begin ? tools : ['first']),
				...['odd', 'even 温', 'again 上', 'torn', 'in UTF-8', 'last'],
			]);
			const isUtf16 = (row: Row) => row.encoding === 'utf-16';
			expect(rows.slice(-4).map(isUtf16)).toEqual([true, true, false, true]);
		}
	},
);

test('lines of UTF-8 at any place of what is read at once are found behind UTF-16', async () => {
	const call = (tool: string) => `{"timestamp":"2026-11-22T10:00:00Z","tool":"${tool}"}\n`;
	const { log, write } = await openTestLog();
	for (let more = 0; more < 40; more += 3) {
		const long = inUtf16(call('x'.repeat((256 * 1024 - 160) / 2)), 'le');
		await write(Buffer.concat([long, Buffer.from(call('y'.repeat(more + 1)) + call('z'))]));
		expect((await readByEveryReader(log, USER, DAY)).map(toolOf).slice(1)).toEqual([
			...['y'.repeat(more + 1), 'z'],
		]);
	}
});

test.each(['le', 'be'] as const)(
	'what is written into a file in UTF-16 (%s) changes no row and no ref before it',
	async (order) => {
		for (const begin of [`${compact(1)}\n${compact(2)}\n`, `[${compact(1)},\n${pretty(2)}]`]) {
			const { log, write, append } = await openTestLog();
			await write(inUtf16(begin, order));
			const before = await readByEveryReader(log, USER, DAY);
			await append(`\n${compact(3)}\n`);
			const after = await readByEveryReader(log, USER, DAY);
			expect(told(after)).toEqual([1, 2, 3]);
			expect(after.slice(0, 2).map(({ ref }) => ref)).toEqual(before.map(({ ref }) => ref));
		}
	},
);

test('a UTF-16 character that only looks like the beginning of a line of UTF-8 is text', async () => {
	const rows = await readBack(
		inUtf16(`${compact(0)}\n{"tool":"回答算\u227b算","args":{"笢":"≻"}}\n`, 'le'),
	);
	expect(rows.map(toolOf)).toEqual(['files.read', '回答算≻算']);
});

test('a torn object in the middle of a line ends where it does, wherever the file was cut before', async () => {
	const content = `[{"a":1}, {"b" x\n     {"c":1},\n{"d":2}, {"e\n  {"f":3}\n]\n`;
	const { log, write, append } = await openTestLog();
	await write(content);
	const { counts } = await log.summary(USER, DAY);
	expect(counts).toMatchObject({ other: 4, damaged: 2 });
	for (let cut = 1; cut < content.length; cut++) {
		const user = `user-${cut}`;
		await write(content.slice(0, cut), DAY, user);
		await log.summary(user, DAY);
		await append(content.slice(cut), DAY, user);
		expect([cut, (await log.summary(user, DAY)).counts]).toEqual([cut, counts]);
	}
});

test('each row is counted once as it is added, wherever its file was cut', async () => {
	const contents = [
		`[\n{"a":1},\nhello\n{"torn":\n{"b":1},\n null\n]\n`,
		inUtf16(`{"a":1}\r\nhello\n{"a":1}\n`, 'be'),
		Buffer.concat([inUtf16(`{"a":1}\n`, 'le'), Buffer.from(`\n{"ts":2}\n`)]),
	].map((content) => Buffer.from(content));
	for (const content of contents) {
		const { home, write, append } = await openTestLog();
		const counted = async (user: string, from: number, to: number) => {
			await using file = await openDayReader(openHome(home), { user, day: DAY });
			return (await countAdded(file!, from, to)).added;
		};
		await write(content);
		const all = await counted(USER, 0, content.length);
		expect(all).toBeGreaterThan(1);
		for (let cut = 1; cut < content.length; cut++) {
			const user = `user-${cut}`;
			await write(content.subarray(0, cut), DAY, user);
			const before = await counted(user, 0, cut);
			await append(content.subarray(cut), DAY, user);
			expect([cut, before + (await counted(user, cut, content.length))]).toEqual([cut, all]);
		}
	}
});

// On both sides of the length of a line, and of what the mark adds to it.
test.each([0, 1, 3, 4])(
	'a line of the longest length and %i bytes behind a byte order mark is the same for every reader',
	async (more) => {
		const long = (text: string) => `{"ts":"x","tool":"t","a":"${text}"}`;
		const text = 'x'.repeat(LINE_BYTES_MAX - long('').length + more);
		for (const end of ['\n', '\r\n']) {
			const rows = await readBack(`${compact(0)}\n\ufeff${long(text)}${end}${compact(2)}\n`);
			expect(rows.map(({ kind }) => kind)).toEqual([
				...['entry', more > 0 ? 'damaged' : 'entry', 'entry'],
			]);
		}
	},
);
