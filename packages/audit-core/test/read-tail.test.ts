import { execFile } from 'node:child_process';
import { rename, rm, truncate, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, inject, onTestFinished, test } from 'vitest';
import {
	addDays,
	type AuditLog,
	type Filter,
	type TailEvent,
	type TailOptions,
} from '../src/index.ts';
import { openZone } from '../src/format/time.ts';
import { openHome } from '../src/home.ts';
import { createEngine } from '../src/read/index/engine.ts';
import type { DayCursor } from '../src/read/tail/cursor.ts';
import { createSource, type Source } from '../src/read/tail/source.ts';
import { line, numbered, numberOf, openTestLog, USER } from './read-fixture.ts';
import { RUNS_SOURCES } from './runs-sources.ts';

const BEFORE = '2026-11-21';
const DAY = '2026-11-22';

/** A started listener: its first event has arrived. */
async function listen(log: AuditLog, options: Omit<TailOptions, 'signal'> = {}) {
	const stop = new AbortController();
	onTestFinished(() => stop.abort());
	const events = log.tail(USER, { ...options, signal: stop.signal })[Symbol.asyncIterator]();
	let cursor = ((await events.next()).value as TailEvent).cursor;

	return {
		cursor: () => cursor,
		stop: () => stop.abort(),
		async next(): Promise<TailEvent> {
			const event = (await events.next()).value as TailEvent;
			cursor = event.cursor;
			return event;
		},
		/** The numbers of the next `count` rows. */
		async take(count: number): Promise<unknown[]> {
			const taken: unknown[] = [];
			while (taken.length < count) {
				const event = await this.next();
				if (event.type !== 'rows') throw new Error(`${event.type} came in between`);
				taken.push(...event.rows.map((row) => (row.kind === 'entry' ? numberOf(row) : row.reason)));
			}
			return taken;
		},
	};
}

test('yields each line once, in order, with its position', async () => {
	const { log, write, append } = await openTestLog();
	await write(numbered(3));
	const tail = await listen(log);
	await append(numbered(2, (n) => ({ args: { n: 3 + n } })));
	const event = await tail.next();
	expect(event).toMatchObject({ type: 'rows', rows: [{ position: 3 }, { position: 4 }] });
});

test('waits for the end of an incomplete line, also one that was begun earlier', async () => {
	const { log, write, append } = await openTestLog();
	const text = line({ args: { n: 'half' } });
	await write(`${numbered(1)}${text.slice(0, 40)}`);
	const tail = await listen(log);
	await append(text.slice(40, 60));
	await wait(50);
	await append(`${text.slice(60)}\n${numbered(1)}`);
	expect(await tail.take(2)).toEqual(['half', 0]);
});

test('starts before the folder and the file exist', async () => {
	const { log, write } = await openTestLog();
	const tail = await listen(log);
	await write(numbered(2));
	expect(await tail.take(2)).toEqual([0, 1]);
});

test('follows both files of writers around midnight', async () => {
	const { log, write, append } = await openTestLog();
	await write(numbered(1), BEFORE);
	const tail = await listen(log);
	await append(line({ args: { n: 'late' } }) + '\n', BEFORE);
	expect(await tail.take(1)).toEqual(['late']);
	await write(line({ args: { n: 'new day' } }) + '\n', DAY);
	expect(await tail.take(1)).toEqual(['new day']);
	await append(line({ args: { n: 'later' } }) + '\n', BEFORE);
	expect(await tail.take(1)).toEqual(['later']);
	await append(line({ args: { n: 'next' } }) + '\n', DAY);
	expect(await tail.take(1)).toEqual(['next']);
});

test('catches up over many days, oldest first', async () => {
	const { log, write } = await openTestLog();
	const days = ['10', '11', '12', '13', '14', '15', '16'].map((day) => `2026-11-${day}`);
	await write(numbered(1), days[0]);
	const { cursor, stop } = await listen(log);
	stop();
	for (const [n, day] of days.entries())
		if (n > 0)
			await write(
				numbered(2, (m) => ({ args: { n: `${n}.${m}` } })),
				day,
			);
	const tail = await listen(log, { after: cursor() });
	expect(await tail.take(12)).toEqual([1, 2, 3, 4, 5, 6].flatMap((n) => [`${n}.0`, `${n}.1`]));
});

test('catches up over 400 days since an instant, each day to its end before the next one', async () => {
	const { log, write } = await openTestLog();
	const days = Array.from({ length: 400 }, (_, n) => addDays('2025-06-01', n));
	/** More than a batch in some of them. */
	const rowsIn = (day: number) => (day % 100 === 3 ? 1_100 : 1);
	for (const [n, day] of days.entries()) {
		await write(
			numbered(rowsIn(n), (m) => ({ ts: `${day}T12:00:00Z`, args: { n: `${day} ${m}` } })),
			day,
		);
	}
	const expected = days.flatMap((day, n) =>
		Array.from({ length: rowsIn(n) }, (_, m) => `${day} ${m}`),
	);
	const since = `${days[0]}T00:00:00Z`;
	let tail = await listen(log, { since });
	const taken: unknown[] = [];
	while (taken.length < expected.length) {
		taken.push(...(await tail.take(1)));
		if (taken.length % 7 !== 0) continue;
		tail.stop();
		tail = await listen(log, { since, after: tail.cursor() });
	}
	expect(taken).toEqual(expected);
});

test('a tail since an instant moves its cursor through days without a row for it', async () => {
	const { log, write, append } = await openTestLog();
	const days = Array.from({ length: 20 }, (_, n) => addDays('2026-11-01', n));
	// Clocks that were set wrong: none of these rows is on its day.
	for (const day of days)
		await write(
			numbered(2, () => ({ ts: '2001-01-01T00:00:00Z' })),
			day,
		);
	const since = '2026-11-01T00:00:00Z';
	const tail = await listen(log, { since });
	const seen = [];
	for (const day of days) {
		const event = await tail.next();
		seen.push(event);
		expect(event).toMatchObject({ type: 'rows', day, rows: [] });
	}
	tail.stop();
	expect(new Set(seen.map(({ cursor }) => cursor)).size).toBe(days.length);
	const live = await listen(log, { since, after: tail.cursor() });
	await append(`${line({ ts: `${days.at(-1)}T12:00:00Z`, args: { n: 'live' } })}\n`, days.at(-1));
	expect(await live.take(1)).toEqual(['live']);
});

test('a tail since an instant opens only the days on which it may lie', async () => {
	const { log, write } = await openTestLog();
	await write(numbered(1), '2026-11-19');
	await write(
		numbered(1, () => ({ args: { n: 1 } })),
		DAY,
	);
	const tail = await listen(log, { since: `${DAY}T00:00:00Z` });
	expect(tail.cursor()).toMatch(/^2026-11-21\./);
	expect(await tail.take(1)).toEqual([1]);
	const future = await listen(log, { since: '2026-11-25T00:00:00Z' });
	await write(
		numbered(1, () => ({ ts: '2026-11-25T00:00:00Z', args: { n: 'then' } })),
		'2026-11-25',
	);
	expect(await future.take(1)).toEqual(['then']);
});

test.each<[string, 'truncated' | 'replaced', (path: string) => Promise<void>]>([
	['truncated', 'truncated', (path) => truncate(path, 0)],
	[
		'another file',
		'replaced',
		async (path) => {
			await writeFile(`${path}.new`, '');
			await rename(`${path}.new`, path);
		},
	],
	[
		'rewritten in place',
		'replaced',
		(path) =>
			writeFile(
				path,
				numbered(9, (n) => ({ args: { n: -n } })),
			),
	],
])(
	'reports that a file was %s (%s), and reads it from its new beginning',
	async (how, reason, change) => {
		const { log, write, append, pathOf } = await openTestLog();
		await write(numbered(5));
		const tail = await listen(log);
		await change(pathOf());
		expect(await tail.next()).toMatchObject({ type: 'reset', reason });
		await append(line({ args: { n: 'new' } }) + '\n');
		const rewritten = how.startsWith('rewritten') ? [-0, -1, -2, -3, -4, -5, -6, -7, -8] : [];
		expect(await tail.take(rewritten.length + 1)).toEqual([...rewritten.map((n) => n + 0), 'new']);
	},
);

test('waits for a deleted file', async () => {
	const { log, write, pathOf } = await openTestLog();
	await write(numbered(2));
	const tail = await listen(log);
	await rm(pathOf());
	await wait(50);
	await write(numbered(1));
	expect(await tail.next()).toMatchObject({ type: 'reset', reason: 'replaced' });
	expect(await tail.take(1)).toEqual([0]);
});

test('yields only rows that match its filter, and damaged lines without a filter', async () => {
	const { log, write, append } = await openTestLog();
	await write('');
	const all = await listen(log);
	const denied = await listen(log, { filter: { status: ['denied'], text: 'needle' } });
	const long = 'x'.repeat(3_000) + 'NEEDLE';
	await append(numbered(4, (n) => ({ status: n % 2 ? 'denied' : 'ok', args: { n, long } })));
	await append('garbage\n');
	expect(await all.take(5)).toEqual([0, 1, 2, 3, 'not-json']);
	expect(await denied.take(2)).toEqual([1, 3]);
});

test('many listeners get the same rows, which are read once', async () => {
	const { log, write, append, home } = await openTestLog();
	await write('');
	const tails = await Promise.all(Array.from({ length: 20 }, () => listen(log)));
	await append(numbered(3));
	for (const tail of tails) expect(await tail.take(3)).toEqual([0, 1, 2]);

	const source = openSource(home);
	const dayCursor = { day: DAY, offset: 0, file: 0, before: 0 };
	expect(source.readAppended(dayCursor)).toBe(source.readAppended({ ...dayCursor }));
});

function openSource(home: string) {
	const engine = createEngine({ home: openHome(home), zone: openZone('UTC') });
	onTestFinished(() => engine.close());
	return createSource(engine, USER);
}

test('listeners with the same cursor and filter get the same event object', async () => {
	const { log, write, append } = await openTestLog();
	await write('');
	const filter: Filter = { status: ['ok'] };
	const wanted = [undefined, undefined, filter, { ...filter }];
	const tails = await Promise.all(
		wanted.map((filter) => listen(log, filter === undefined ? {} : { filter })),
	);
	// All request the next event before anything is written: a later request may belong to another check.
	const events = Promise.all(tails.map((tail) => tail.next()));
	await append(numbered(2));
	const [all, allToo, some, someToo] = await events;
	expect(allToo).toBe(all);
	expect(someToo).toBe(some);
});

test('listeners of the same check end at the same cursor', async () => {
	const { write, append, home } = await openTestLog();
	const start = { day: DAY, offset: 0, file: 0, before: 0 };
	await write(numbered(1));
	const behindFirst = await cursorAfter(openSource(home), start);
	await append(numbered(2));
	const source = openSource(home);
	const end = await cursorAfter(source, start);
	await append(numbered(1));
	expect(await cursorAfter(source, behindFirst)).toEqual(end);
	expect(await source.readAppended(end)).toEqual({ kind: 'nothing' });
});

async function cursorAfter(source: Source, dayCursor: DayCursor): Promise<DayCursor> {
	const appended = await source.readAppended(dayCursor);
	if (appended.kind !== 'rows') throw new Error(`${appended.kind} comes after the cursor`);
	return appended.dayCursor;
}

test('leaving the loop ends the tail, and so does closing the log', async () => {
	const { log, write, append } = await openTestLog();
	await write('');
	for await (const event of log.tail(USER)) {
		if (event.type === 'rows') break;
		await append(numbered(1));
	}
	const types: string[] = [];
	for await (const event of log.tail(USER)) {
		types.push(event.type);
		// By then it sleeps, or is about to.
		setTimeout(() => void log.close(), 50);
	}
	expect(types).toEqual(['start']);
});

test.runIf(RUNS_SOURCES)(
	'a closed log lets the process end, though a tail is open and not read',
	async () => {
		const { home, write } = await openTestLog();
		await write('');
		const core = new URL('../src/index.ts', import.meta.url).href;
		const script = `
		import { openAuditLog } from '${core}';
		const log = openAuditLog({ home: process.argv[1], timeZone: 'UTC' });
		await log.tail('${USER}')[Symbol.asyncIterator]().next();
		await log.close();
		console.log('closed');
	`;
		const args = ['--input-type=module-typescript', '-e', script, home];
		const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
		expect(stdout).toBe('closed\n');
	},
);

test('rejects an invalid cursor', async () => {
	const { log } = await openTestLog();
	for (const after of ['', 'x', '2026-02-30.0.0.0', `${DAY}.0.0`]) {
		expect(() => log.tail(USER, { after })).toThrow(/cursor/);
	}
});

const RANDOM_PIECES_TIMEOUT_MS = 120_000;

test(
	'yields lines that are written in random pieces over days once, however often the listener reconnects',
	async () => {
		const step = fc.record({
			bytes: fc.integer({ min: 1, max: 400 }),
			isCut: fc.boolean(),
			isNewDay: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
				const { log, append } = await openTestLog();
				const days = Array.from(
					{ length: 30 },
					(_, n) => `2026-10-${String(n + 1).padStart(2, '0')}`,
				);
				let tail = await listen(log);
				let day = 0;
				let pending = Buffer.alloc(0);
				let made = 0;
				const written: number[] = [];
				const taken: unknown[] = [];
				for (const { bytes, isCut, isNewDay } of steps) {
					if (isNewDay) {
						await append(pending, days[day]);
						pending = Buffer.alloc(0);
						day++;
					}
					while (pending.length < bytes) {
						written.push(made);
						pending = Buffer.concat([pending, Buffer.from(`${line({ args: { n: made++ } })}\n`)]);
					}
					await append(pending.subarray(0, bytes), days[day]);
					pending = pending.subarray(bytes);
					if (isCut) {
						const done = written.length - (pending.toString().match(/\n/g)?.length ?? 0);
						taken.push(...(await tail.take(done - taken.length)));
						tail.stop();
						tail = await listen(log, { after: tail.cursor() });
					}
				}
				await append(pending, days[day]);
				taken.push(...(await tail.take(written.length - taken.length)));
				expect(taken).toEqual(written);
				tail.stop();
			}),
			{ numRuns: 3 * inject('scale') },
		);
		// The check once a second finds what the file events miss.
	},
	RANDOM_PIECES_TIMEOUT_MS * inject('scale'),
);
