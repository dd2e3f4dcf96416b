/**
 * The contract of every implementation of `AuditLog`. The tests only use the interface: entries are recorded by
 * `record`, at the times of a given clock.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import type {
	AuditErrorCode,
	AuditLog,
	Call,
	Filter,
	LogChange,
	ReadDayOptions,
	ReadOptions,
	Recent,
	TailEvent,
	TimedReadOptions,
} from '../src/index.ts';

export interface Clock {
	now: number;
}

/** An empty log with days in UTC; the suite closes it. */
export type CreateLog = (clock: Clock) => Promise<AuditLog>;

const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22'] as const;
const [, YESTERDAY, TODAY] = DAYS;
const MINUTE_MS = 60_000;

export function describeAuditLog(name: string, create: CreateLog): void {
	const at = (time: string, day: string = TODAY) => Date.parse(`${day}T${time}Z`);

	async function open(): Promise<{ log: AuditLog; clock: Clock; put: typeof put }> {
		const clock = { now: at('12:00:00') };
		const log = await create(clock);
		onTestFinished(() => log.close());

		/** Records calls a minute apart, numbered in their args. */
		async function put(count: number, fields: (index: number) => Partial<Call> = () => ({})) {
			for (let index = 0; index < count; index++) {
				clock.now += MINUTE_MS;
				await log.record({
					user: 'alice',
					tool: 'files.read',
					args: { n: index },
					status: 'ok',
					result: '',
					...fields(index),
				});
			}
		}
		return { log, clock, put };
	}

	/** A day with entries of every kind. */
	async function openMixed() {
		const opened = await open();
		opened.clock.now = at('08:00:00');
		await opened.put(60, (n) => ({
			tool: ['files.read', 'shell.run', 'web.fetch'][n % 3]!,
			status: n % 10 === 0 ? 'denied' : n % 7 === 0 ? 'error' : 'ok',
			args: { n, path: `/notes/Größe-${n}.md`, port: 8000 + n },
			result: n % 4 === 0 ? `Straße ${n} fertig` : `"done" ${n}\n`,
			...(n % 2 === 0 && { session: `s${n % 6}` }),
			...(n % 3 !== 0 && { agent: ['claude-code', 'Größe "7"'][n % 2]! }),
			...(n % 4 === 0 && { source: 'hook', duration_ms: n * 100 }),
			...(n % 10 === 0 && { denied_by: n === 20 ? 'user' : 'rule', reason: 'user: not now' }),
		}));
		return opened;
	}

	const numbersOf = (rows: { entry: { args?: unknown } }[]) =>
		rows.map(({ entry }) => (entry.args as { n: number }).n);

	async function codeOf(work: Promise<unknown>): Promise<AuditErrorCode | 'no error'> {
		return work.then(
			() => 'no error',
			(error: { code: AuditErrorCode }) => error.code,
		);
	}

	describe(name, () => {
		test('an empty log has no users, and any user has no days', async () => {
			const { log } = await open();
			expect(await log.listUsers()).toEqual([]);
			expect(await log.listDays('alice')).toEqual([]);
			expect(await log.readDay('alice', TODAY)).toEqual({
				day: TODAY,
				total: 0,
				entries: [],
				damaged: [],
			});
			expect(await log.recent('alice')).toEqual({
				entries: [],
				complete: true,
				unreadable: [],
			});
			expect(await log.entry('alice', TODAY, '0-0')).toBeNull();
			expect((await log.summary('alice', TODAY)).counts.total).toBe(0);
		});

		test('reads a recorded call back unchanged', async () => {
			const { log, put } = await open();
			await put(1, () => ({
				args: { a: [1, { b: null }], 温: '室' },
				result: 'line\n',
				session: 's1',
			}));
			const { entries } = await log.readDay('alice', TODAY);
			expect(entries).toMatchObject([
				{
					position: 0,
					entry: {
						ts: `${TODAY}T12:01:00.000+00:00`,
						user: 'alice',
						tool: 'files.read',
						args: { a: [1, { b: null }], 温: '室' },
						status: 'ok',
						result_chars: 5,
						result_snippet: 'line\n',
						session: 's1',
					},
				},
			]);
			expect(entries[0]).not.toHaveProperty('problems');
		});

		test('an entry has the name that its caller gives, or one of its own', async () => {
			const { log } = await open();
			const call = { user: 'alice', tool: 't', args: {}, status: 'ok', result: '' } as const;
			const given = await log.record(call, { id: 'import:7' });
			const own = await log.record(call);
			expect(given.id).toBe('import:7');
			const { entries } = await log.readDay('alice', TODAY);
			expect(entries.map(({ entry }) => entry.id)).toEqual(['import:7', own.id]);
			const wrong = await log.record(call, { id: 'import 7' });
			expect(wrong).toMatchObject({ written: false, fate: 'lost' });
		});

		test('a call that is recorded at once is there when it returns, after those that wait', async () => {
			const { log } = await open();
			const call = { user: 'alice', tool: 't', args: {}, status: 'ok', result: '' } as const;
			const waiting = log.record({ ...call, tool: 'first' });
			const receipt = log.recordSync({ ...call, tool: 'second' }, { id: 'own' });
			expect(receipt).toMatchObject({ written: true, id: 'own', day: TODAY });
			expect(await waiting).toMatchObject({ written: true });
			const { entries } = await log.readDay('alice', TODAY);
			expect(entries.map(({ entry }) => entry.tool)).toEqual(['first', 'second']);
			expect(log.recorderStats()).toMatchObject({ written: 2, queued: 0, failed: 0 });
			expect(log.recordSync({ ...call, user: '../bob' })).toMatchObject({ fate: 'lost' });
		});

		test('lists users by name, and days newest first with their counts', async () => {
			const { log, clock, put } = await open();
			await put(1, () => ({ user: 'bob' }));
			for (const [index, day] of DAYS.entries()) {
				clock.now = at('10:00:00', day);
				await put(index + 1, (n) => ({ status: n === 0 ? 'denied' : 'ok' }));
			}
			expect(await log.listUsers()).toEqual(['alice', 'bob']);
			expect(await log.listDays('alice')).toMatchObject(
				DAYS.map((day, ok) => ({
					day,
					counts: { total: ok + 1, ok, denied: 1, damaged: 0 },
				})).reverse(),
			);
		});

		test('what was recorded leaves no file that is not a day', async () => {
			const { log, put } = await open();
			expect(await log.notDays('alice')).toEqual({ count: 0, files: [] });
			await put(1);
			expect(await log.notDays('alice')).toEqual({ count: 0, files: [] });
			expect(await codeOf(log.notDays('../bob'))).toBe('bad-user');
		});

		test('every page is a part of the day, forwards and backwards', async () => {
			const { log, put } = await open();
			await put(30);
			const all = [...Array(30).keys()];
			for (const [from, limit] of [
				[0, 30],
				[0, 7],
				[7, 7],
				[28, 7],
				[30, 5],
				[99, 5],
				[29, 1],
			] as const) {
				const page = await log.readDay('alice', TODAY, { from, limit });
				expect(numbersOf(page.entries)).toEqual(all.slice(from, from + limit));
				expect(page.entries.map(({ position }) => position)).toEqual(all.slice(from, from + limit));
				const back = await log.readDay('alice', TODAY, { from, limit, order: 'desc' });
				const reversed = all.toReversed().slice(from, from + limit);
				expect(numbersOf(back.entries)).toEqual(reversed);
				expect(back.entries.map(({ position }) => position)).toEqual(reversed);
				expect([page.total, back.total]).toEqual([30, 30]);
			}
		});

		test('a page as JSON is that of its objects', async () => {
			const { log, put } = await open();
			await put(30);
			for (const options of [
				{},
				{ from: 7, limit: 7 },
				{ from: 28, limit: 7 },
				{ from: 99 },
				{ limit: 3, order: 'desc' },
				{ filter: { status: ['denied'] } },
			] satisfies ReadDayOptions[]) {
				const page = await log.readDayJson('alice', TODAY, options);
				const text = Buffer.from(page.bytes).toString();
				expect(text).toBe(JSON.stringify(await log.readDay('alice', TODAY, options)));
				page.release();
			}
			const none = await log.readDayJson('alice', '2001-01-01');
			const page = await log.readDay('alice', '2001-01-01');
			expect(Buffer.from(none.bytes).toString()).toBe(JSON.stringify(page));
		});

		test('a ref permanently opens the same entry, with its neighbours', async () => {
			const { log, put } = await open();
			await put(3);
			const before = (await log.readDay('alice', TODAY)).entries;
			await put(3);
			for (const [index, row] of before.entries()) {
				const detail = await log.entry('alice', TODAY, row.ref);
				expect(detail?.row).toEqual({ kind: 'entry', ...row });
				expect(detail?.previous?.ref).toBe(before[index - 1]?.ref);
				expect(detail?.next?.position).toBe(index + 1);
				expect(JSON.parse(detail!.raw)).toEqual(row.entry);
			}
		});

		const filters: [string, Filter, (n: number) => boolean][] = [
			['status', { status: ['denied'] }, (n) => n % 10 === 0],
			['several statuses', { status: ['denied', 'ok'] }, (n) => n % 10 === 0 || n % 7 !== 0],
			['excluded status', { excludeStatus: ['ok'] }, (n) => n % 10 === 0 || n % 7 === 0],
			['tool', { tool: ['shell.run'] }, (n) => n % 3 === 1],
			['tool, exact match', { tool: ['shell', 'SHELL.RUN'] }, () => false],
			['excluded tool', { excludeTool: ['shell.run', 'web.fetch'] }, (n) => n % 3 === 0],
			['session', { session: ['s2', 's4'] }, (n) => n % 6 === 2 || n % 6 === 4],
			['agent', { agent: ['claude-code', 'none'] }, (n) => n % 3 !== 0 && n % 2 === 0],
			['agent, exact match', { agent: ['claude', 'CLAUDE-CODE'] }, () => false],
			['an agent with quotes', { agent: ['Größe "7"'] }, (n) => n % 3 !== 0 && n % 2 === 1],
			['source', { source: ['hook'] }, (n) => n % 4 === 0],
			['who denied', { deniedBy: ['user'] }, (n) => n === 20],
			['several who denied', { deniedBy: ['user', 'rule'] }, (n) => n % 10 === 0],
			['duration, inclusive', { minDurationMs: 4_000 }, (n) => n % 4 === 0 && n >= 40],
			['any duration', { minDurationMs: 0 }, (n) => n % 4 === 0],
			[
				'agent, source and duration',
				{ agent: ['claude-code'], source: ['hook'], minDurationMs: 1_600.5 },
				(n) => n % 4 === 0 && n % 3 !== 0 && n > 16,
			],
			['text in the tool, in any case', { text: 'WEB.' }, (n) => n % 3 === 2],
			['text in args', { text: 'größe-7.' }, (n) => n === 7],
			['a name in args', { text: 'path' }, () => true],
			['a number in args', { text: '8042' }, (n) => n === 42],
			['text in the result', { text: 'STRASSE' }, () => false],
			['non-ASCII text in the result', { text: 'straße 8 ' }, (n) => n === 8],
			['text with quotes', { text: '"done" 1' }, (n) => n % 4 !== 0 && `${n}`.startsWith('1')],
			['text over a line end', { text: '9\n' }, (n) => n % 4 !== 0 && n % 10 === 9],
			['text that is only elsewhere in the line', { text: 'result_chars' }, () => false],
			['excluded text', { excludeText: 'straße' }, (n) => n % 4 !== 0],
			['an expression', { text: 'größe-1\\d\\.', regex: true }, (n) => n >= 10 && n < 20],
			[
				'time',
				{ since: `${TODAY}T03:11:00-05:00`, until: `${TODAY}T09:31:00+01:00` },
				(n) => n >= 10 && n < 30,
			],
			['a time without calls', { since: '2027-01-01T00:00:00Z' }, () => false],
			[
				'everything together',
				{ status: ['ok'], tool: ['web.fetch'], text: 'done' },
				(n) => n % 10 !== 0 && n % 7 !== 0 && n % 3 === 2 && n % 4 !== 0,
			],
			['nothing', {}, () => true],
		];

		test.each(filters)(
			'filters by %s: page, search, recent, summary and rows agree',
			async (_, filter, wanted) => {
				const { log } = await openMixed();
				const expected = [...Array(60).keys()].filter(wanted);

				const page = await log.readDay('alice', TODAY, { filter });
				expect(numbersOf(page.entries)).toEqual(expected);
				expect(page.entries.map(({ position }) => position)).toEqual(expected);
				expect(page.total).toBe(60);
				if (Object.keys(filter).length > 0) expect(page.matched).toBe(expected.length);

				const part = await log.readDay('alice', TODAY, {
					filter,
					from: 2,
					limit: 3,
					order: 'desc',
				});
				expect(numbersOf(part.entries)).toEqual(expected.toReversed().slice(2, 5));

				const { entries } = await log.search('alice', { filter });
				expect(numbersOf(entries)).toEqual(expected.toReversed());
				expect(numbersOf((await log.recent('alice', { filter })).entries)).toEqual(
					expected.toReversed(),
				);
				expect((await log.summary('alice', TODAY, { filter })).counts.total).toBe(expected.length);

				const positions: number[] = [];
				for await (const batch of log.rows('alice', TODAY, { filter })) {
					positions.push(...batch.map(({ position }) => position));
				}
				expect(positions).toEqual(expected);
			},
		);

		test('a summary counts per status, tool and time', async () => {
			const { log } = await openMixed();
			const summary = await log.summary('alice', TODAY);
			expect(summary.counts).toEqual({
				total: 60,
				ok: 46,
				error: 8,
				denied: 6,
				other: 0,
				damaged: 0,
			});
			expect(summary.tools.map(({ tool, counts }) => [tool, counts.total])).toEqual([
				['files.read', 20],
				['shell.run', 20],
				['web.fetch', 20],
			]);
			expect(summary.buckets[0]!.start).toBe(`${TODAY}T08:01:00.000Z`);
			expect(summary.buckets.reduce((sum, { counts }) => sum + counts.total, 0)).toBe(60);
		});

		test('a summary over days adds the days of one user and of all users', async () => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(2, (n) => ({ status: n === 0 ? 'denied' : 'ok', tool: `t${n}` }));
				await put(1, () => ({ user: 'bob', tool: 't1' }));
			}
			const mine = await log.summaryOverDays('alice');
			expect(mine).toMatchObject({
				counts: { total: 6, ok: 3, denied: 3 },
				looked: { days: 3, oldestDay: DAYS[0] },
				complete: true,
			});
			expect(mine.looked.bytes).toBe(mine.looked.bytesTotal);
			const all = await log.summaryAllUsers({ filter: { status: ['ok'] } });
			expect(all.counts).toMatchObject({ total: 6, ok: 6, denied: 0 });
			expect(all.tools.map(({ tool, counts }) => [tool, counts.total])).toEqual([['t1', 6]]);
			const span = { fromDay: YESTERDAY, toDay: YESTERDAY };
			expect((await log.summaryOverDays('alice', span)).counts.total).toBe(2);
			expect((await log.summaryOverDays('nobody')).counts.total).toBe(0);
		});

		test('a summary over days that runs out of time is incomplete, and has the newest day', async () => {
			const { log, clock, put } = await open();
			for (const [index, day] of DAYS.entries()) {
				clock.now = at('10:00:00', day);
				await put(index + 1);
			}
			const first = await log.summaryOverDays('alice', { budgetMs: 0 });
			expect(first).toMatchObject({
				counts: { total: 3 },
				looked: { days: 1, oldestDay: TODAY },
				complete: false,
			});
			expect(await codeOf(log.summaryOverDays('alice', { fromDay: '2026-02-31' }))).toBe('bad-day');
		});

		test('a summary of all users begins with the newest day of any user', async () => {
			const { log, clock, put } = await open();
			clock.now = at('10:00:00', YESTERDAY);
			await put(1, () => ({ user: 'alice' }));
			clock.now = at('10:00:00');
			await put(2, () => ({ user: 'bob' }));
			const looked = { days: 1, oldestDay: TODAY };
			expect(await log.summaryAllUsers({ budgetMs: 0 })).toMatchObject({
				...{ counts: { total: 2 }, looked, complete: false },
			});
			expect((await log.summaryAllUsers()).looked.oldestDay).toBe(YESTERDAY);
		});

		test('counts new entries in the next summary', async () => {
			const { log, put } = await open();
			await put(2);
			await log.summary('alice', TODAY);
			await put(1, () => ({ status: 'denied' }));
			expect((await log.summary('alice', TODAY)).counts).toMatchObject({ total: 3, denied: 1 });
			expect((await log.listDays('alice'))[0]?.counts).toMatchObject({ total: 3, denied: 1 });
			const { matched } = await log.readDay('alice', TODAY, { filter: { status: ['denied'] } });
			expect(matched).toBe(1);
		});

		test('recent goes back over days until the limit of entries or days', async () => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(3, (n) => ({ args: { n: `${day} ${n}` } }));
			}
			const all = DAYS.flatMap((day) => [0, 1, 2].map((n) => `${day} ${n}`)).reverse();
			const numbers = async (options: object) =>
				numbersOf((await log.recent('alice', options)).entries);
			expect(await numbers({})).toEqual(all);
			expect(await numbers({ limit: 4 })).toEqual(all.slice(0, 4));
			expect(await numbers({ days: 2 })).toEqual(all.slice(0, 6));
			clock.now = at('10:00:00', '2026-11-24');
			expect(await numbers({ days: 3 })).toEqual(all.slice(0, 3));
		});

		test('recent looks back from another day than today', async () => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(1, () => ({ args: { n: day } }));
				await put(1, () => ({ user: 'bob', args: { n: day } }));
			}
			const yesterday = { toDay: YESTERDAY, days: 1 };
			expect(numbersOf((await log.recent('alice', yesterday)).entries)).toEqual([YESTERDAY]);
			const all = await log.recentAllUsers({ toDay: YESTERDAY });
			const bothDays = [YESTERDAY, DAYS[0]].flatMap((day) => [day, day]);
			expect(numbersOf(all.entries)).toEqual(bothDays);
			expect((await log.recent('alice', { toDay: '2026-11-19' })).entries).toEqual([]);
		});

		test('reads over days look at the days of the filter’s time span only', async () => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(1, () => ({ args: { n: day } }));
			}
			const filter = { since: `${TODAY}T09:00:00Z`, until: `${TODAY}T11:00:00Z` };
			expect(numbersOf((await log.recent('alice', { filter })).entries)).toEqual([TODAY]);
			const found = await log.search('alice', { filter });
			expect(numbersOf(found.entries)).toEqual([TODAY]);
			// Yesterday lasts until 12:00 UTC today, at UTC-12.
			expect(found.looked).toMatchObject({ days: 2, oldestDay: YESTERDAY });
			const summary = await log.summaryOverDays('alice', { filter });
			expect(summary).toMatchObject({ counts: { total: 1 }, looked: { days: 2 } });
		});

		test('recent over all users is ordered by instant', async () => {
			const { log, put } = await open();
			await put(6, (n) => ({ user: n % 2 === 0 ? 'alice' : 'bob' }));
			const { entries } = await log.recentAllUsers({ limit: 4 });
			expect(numbersOf(entries)).toEqual([5, 4, 3, 2]);
			expect(entries.map(({ user }) => user)).toEqual(['bob', 'alice', 'bob', 'alice']);
		});

		test('recent over all users is in order when a clock was set back a little', async () => {
			const { log, clock, put } = await open();
			const seconds = { alice: [1, 4, 3], bob: [2, 5] };
			for (const [user, each] of Object.entries(seconds)) {
				for (const n of each) {
					clock.now = at(`10:00:0${n}`);
					await put(1, () => ({ user, args: { n } }));
				}
			}
			const { entries } = await log.recentAllUsers();
			expect(numbersOf(entries)).toEqual([5, 4, 3, 2, 1]);
		});

		test('a search continues where it stopped, and reports its progress', async () => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(10, (n) => ({ args: { n: `${day} ${n}` }, tool: n % 2 ? 'odd' : 'even' }));
			}
			const found: unknown[] = [];
			let cursor: string | null | undefined;
			let bytes = 0;
			do {
				const page = await log.search('alice', {
					filter: { tool: ['odd'] },
					limit: 4,
					...(cursor && { cursor }),
				});
				found.push(...numbersOf(page.entries));
				cursor = page.cursor;
				expect(page.looked.bytes).toBeGreaterThan(bytes);
				bytes = page.looked.bytes;
				if (!cursor) expect(page.looked.bytes).toBe(page.looked.bytesTotal);
			} while (cursor);
			const odd = [1, 3, 5, 7, 9];
			expect(found).toEqual(DAYS.flatMap((day) => odd.map((n) => `${day} ${n}`)).reverse());

			const one = await log.search('alice', { filter: {}, fromDay: YESTERDAY, toDay: YESTERDAY });
			expect(one.entries.map(({ day }) => day)).toEqual(Array(10).fill(YESTERDAY));
		});

		test('what was recorded holds no secret, and a day is counted when it is asked for', async () => {
			const { log, put } = await open();
			await put(2, () => ({ args: { password: 'hunter2' }, result: 'password=hunter2' }));
			expect(await log.countedSecrets('alice')).toMatchObject({ days: [], missing: [TODAY] });
			const counted = await log.countSecrets('alice', TODAY);
			expect(counted).toMatchObject({ day: TODAY, calls: 0, secrets: 0, rules: [], rows: [] });
			expect(await log.countedSecrets('alice')).toEqual({
				...{ days: [counted], missing: [], unreadable: [] },
			});
		});

		test('a tail yields what is recorded after its start, and resumes from its cursor', async () => {
			const { log, clock, put } = await open();
			clock.now = at('23:57:00', YESTERDAY);
			await put(1);
			const first = log.tail('alice')[Symbol.asyncIterator]();
			const start = (await first.next()).value as TailEvent;
			expect(start).toMatchObject({ type: 'start', day: YESTERDAY });
			await put(3, (n) => ({ args: { n: `new ${n}` } }));
			const events = await collect(first, 3);
			await first.return?.();
			expect(rowsOf(events)).toEqual(['new 0', 'new 1', 'new 2']);
			expect(events.map(({ day }) => day)).toEqual(expect.arrayContaining([YESTERDAY, TODAY]));

			const again = log.tail('alice', { after: start.cursor })[Symbol.asyncIterator]();
			expect(rowsOf(await collect(again, 3))).toEqual(['new 0', 'new 1', 'new 2']);
			await again.return?.();
			const after = events.at(-1)!.cursor;
			const last = log.tail('alice', { after })[Symbol.asyncIterator]();
			await put(1, () => ({ args: { n: 'last' } }));
			expect(rowsOf(await collect(last, 1))).toEqual(['last']);
			await last.return?.();
		});

		test('a tail since an instant begins with the rows that are there, day by day', async () => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(3, (n) => ({ args: { n: `${day} ${n}` } }));
			}
			const all = DAYS.flatMap((day) => [0, 1, 2].map((n) => `${day} ${n}`));
			for (const [since, skipped] of [
				[`${DAYS[0]}T00:00:00Z`, 0],
				[`${YESTERDAY}T12:02:00+02:00`, 4],
				[new Date(at('10:03:00', YESTERDAY)), 5],
				[`${TODAY}T10:03:00.001Z`, 9],
			] as const) {
				const tail = log.tail('alice', { since })[Symbol.asyncIterator]();
				await put(1, () => ({ args: { n: 'live' } }));
				all.push('live');
				const wanted = all.slice(skipped);
				const events = await collect(tail, wanted.length);
				expect(rowsOf(events)).toEqual(wanted);
				await tail.return?.();
				// Each event is a place to go on from.
				for (const [index, { cursor }] of events.entries()) {
					const left = wanted.slice(rowsOf(events.slice(0, index + 1)).length);
					const again = log.tail('alice', { after: cursor, since })[Symbol.asyncIterator]();
					expect(rowsOf(await collect(again, left.length))).toEqual(left);
					await again.return?.();
				}
			}
		});

		test('a tail since an instant has its filter too, and no row without a valid time', async () => {
			const { log, put } = await open();
			await put(6, (n) => ({ status: n % 2 === 0 ? 'denied' : 'ok' }));
			const since = `${TODAY}T12:02:30Z`;
			const filter: Filter = { status: ['denied'], since: `${TODAY}T12:00:00Z` };
			const tail = log.tail('alice', { since, filter })[Symbol.asyncIterator]();
			expect(rowsOf(await collect(tail, 2))).toEqual([2, 4]);
			await tail.return?.();
			const later = { ...filter, since: `${TODAY}T12:04:00Z` };
			const other = log.tail('alice', { since, filter: later })[Symbol.asyncIterator]();
			expect(rowsOf(await collect(other, 1))).toEqual([4]);
			await other.return?.();
		});

		test.each(['yesterday', `${TODAY}T10:00:00`, `${TODAY}`, new Date(Number.NaN)])(
			'a tail since %s is refused: bad-time',
			async (since) => {
				const { log } = await open();
				expect(await codeOf((async () => log.tail('alice', { since }))())).toBe('bad-time');
			},
		);

		test('a tail ends with its signal', async () => {
			const { log } = await open();
			const stop = new AbortController();
			const events = log.tail('alice', { signal: stop.signal })[Symbol.asyncIterator]();
			await events.next();
			const next = events.next();
			stop.abort();
			expect(await next).toEqual({ done: true, value: undefined });
		});

		test('changes say how many calls were added to a day, and how many of them late', async () => {
			const { log, clock, put } = await open();
			await put(1);
			const events = log.changes({ users: ['alice'] })[Symbol.asyncIterator]();
			expect((await events.next()).value).toEqual({ type: 'start' });
			await put(2);
			const call = {
				user: 'alice',
				tool: 'files.read',
				args: {},
				status: 'ok',
				result: '',
			} as const;
			for (const agoMs of [5_000, 5_001, 60_000]) {
				await log.record(call, { at: clock.now - agoMs });
			}
			let [added, late] = [0, 0];
			while (added < 5) {
				const event = (await events.next()).value as LogChange;
				expect(event).toMatchObject({ type: 'change', user: 'alice', day: TODAY });
				if (event.type === 'change') [added, late] = [added + event.added, late + event.late];
			}
			expect([added, late]).toEqual([5, 2]);
			await events.return?.();
		});

		test('rows are complete, with their unchanged bytes', async () => {
			const { log, put } = await open();
			await put(3);
			const { entries } = await log.readDay('alice', TODAY);
			for await (const batch of log.rows('alice', TODAY)) {
				for (const row of batch) {
					const chunks: Uint8Array[] = [];
					for await (const chunk of row.raw()) chunks.push(chunk);
					const raw = Buffer.concat(chunks);
					expect(JSON.parse(raw.toString())).toEqual(entries[row.position]!.entry);
					expect(raw).toHaveLength(row.bytes);
					expect(row.read()).toEqual({ kind: 'entry', ...entries[row.position] });
				}
			}
		});

		test.each<[Filter | undefined, number]>([
			[undefined, 60],
			[{ status: ['denied'] }, 6],
			[{ tool: ['none'] }, 0],
		])('rows with %j are as many as their count', async (filter, matched) => {
			const { log } = await openMixed();
			const rows = log.rows('alice', TODAY, { filter });
			expect(await rows.count()).toEqual({ total: 60, matched });
			expect(await lengthOf(rows)).toBe(matched);
		});

		test('a day without a file has no rows', async () => {
			const { log } = await open();
			const rows = log.rows('alice', TODAY);
			expect(await rows.count()).toEqual({ total: 0, matched: 0 });
			expect(await lengthOf(rows)).toBe(0);
		});

		test.each([undefined, { tool: ['files.read'] }])(
			'rows that are recorded after the count are not returned, with %j',
			async (filter) => {
				const { log, put } = await open();
				await put(3);
				const rows = log.rows('alice', TODAY, { filter });
				expect(await rows.count()).toEqual({ total: 3, matched: 3 });
				await put(2);
				expect(await lengthOf(rows)).toBe(3);
				expect(await rows.count()).toEqual({ total: 3, matched: 3 });
				expect(await lengthOf(log.rows('alice', TODAY, { filter }))).toBe(5);
			},
		);

		test('aborted rows are neither counted nor returned', async () => {
			const { log, put } = await open();
			await put(3);
			const stop = new AbortController();
			const rows = log.rows('alice', TODAY, { signal: stop.signal });
			await rows.count();
			stop.abort();
			await expect(lengthOf(rows)).rejects.toMatchObject({ code: 'aborted' });
			const late = log.rows('alice', TODAY, { signal: stop.signal });
			await expect(late.count()).rejects.toMatchObject({ code: 'aborted' });
		});

		const reads: [string, (log: AuditLog, options: ReadOptions) => Promise<unknown>][] = [
			['users', (log, options) => log.listUsers(options)],
			['days', (log, options) => log.listDays('alice', options)],
			['files that are not days', (log, options) => log.notDays('alice', options)],
			['a page', (log, options) => log.readDay('alice', TODAY, options)],
			['a page as JSON', (log, options) => log.readDayJson('alice', TODAY, options)],
			['recent', (log, options) => log.recent('alice', options)],
			['recent of all users', (log, options) => log.recentAllUsers(options)],
			['an entry', (log, options) => log.entry('alice', TODAY, '0-0', options)],
			['a summary', (log, options) => log.summary('alice', TODAY, options)],
			['a summary over days', (log, options) => log.summaryOverDays('alice', options)],
			['a summary of all users', (log, options) => log.summaryAllUsers(options)],
			['a search', (log, options) => log.search('alice', { filter: {}, ...options })],
			['rows', (log, options) => lengthOf(log.rows('alice', TODAY, options))],
			['a count of rows', (log, options) => log.rows('alice', TODAY, options).count()],
		];

		test.each(reads)('%s: rejects when it is aborted', async (_, read) => {
			const { log, put } = await open();
			await put(3);
			const stop = new AbortController();
			expect(await codeOf(read(log, { signal: stop.signal }))).toBe('no error');
			stop.abort();
			expect(await codeOf(read(log, { signal: stop.signal }))).toBe('aborted');
			const cause = new Error('enough');
			const late = read(log, { signal: AbortSignal.abort(cause) });
			await expect(late).rejects.toMatchObject({ code: 'aborted', cause });
		});

		const timed: [string, (log: AuditLog, options: TimedReadOptions) => Promise<Timed>][] = [
			['recent', (log, options) => log.recent('alice', options)],
			['recent of all users', (log, options) => log.recentAllUsers(options)],
			['a search', (log, options) => log.search('alice', { filter: {}, ...options })],
			[
				'a filtered recent',
				(log, options) => log.recent('alice', { filter: { tool: ['files.read'] }, ...options }),
			],
		];

		test.each(timed)('%s without time has the newest day, and is incomplete', async (_, read) => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(1, () => ({ args: { n: day } }));
			}
			const short = await read(log, { budgetMs: 0 });
			expect([numbersOf(short.entries), short.complete]).toEqual([[TODAY], false]);
			const whole = await read(log, { budgetMs: 60_000 });
			expect([numbersOf(whole.entries), whole.complete]).toEqual([DAYS.toReversed(), true]);
			expect(await codeOf(read(log, { budgetMs: -1 }))).toBe('bad-range');
			expect(await codeOf(read(log, { budgetMs: 60_001 }))).toBe('bad-range');
		});

		test.each(timed)('%s without time ends within a day, and is incomplete', async (_, read) => {
			const { log, put } = await open();
			await put(3);
			const { entries, complete } = await read(log, { budgetMs: 0 });
			expect([numbersOf(entries), complete]).toEqual([[2], false]);
		});

		test('an answer that is full or has everything is complete, however little time there was', async () => {
			const { log, put } = await open();
			await put(3);
			const once = { limit: 1, budgetMs: 0 };
			expect((await log.recent('alice', once)).complete).toBe(true);
			expect((await log.search('alice', { filter: {}, ...once })).complete).toBe(true);
			const filter = { tool: ['files.read'] };
			expect(await log.search('alice', { filter: { tool: ['none'] }, budgetMs: 0 })).toMatchObject({
				...{ entries: [], complete: true, cursor: null },
			});
			expect((await log.summaryOverDays('alice', { filter, budgetMs: 0 })).complete).toBe(true);
		});

		test('without time all days are listed, and counted over several calls', async () => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(1);
			}
			for (const counted of [1, 2, 3, 3]) {
				const days = await log.listDays('alice', { budgetMs: 0 });
				expect(days.map(({ day }) => day)).toEqual(DAYS.toReversed());
				expect(days.filter(({ counts }) => counts?.total === 1)).toHaveLength(counted);
			}
		});

		test('a summary without time reaches its end over several calls, also while today grows', async () => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(1);
			}
			for (const counted of [1, 2, 3, 3]) {
				const { looked, complete } = await log.summaryOverDays('alice', { budgetMs: 0 });
				expect([looked.days, complete]).toEqual([counted, counted === DAYS.length]);
				await put(1);
			}
		});

		test('a search without time reaches its end over several calls', async () => {
			const { log, clock, put } = await open();
			for (const day of DAYS) {
				clock.now = at('10:00:00', day);
				await put(1, () => ({ args: { n: day } }));
			}
			const found: unknown[] = [];
			let cursor: string | undefined;
			for (let calls = 0; calls < DAYS.length; calls++) {
				const page = await log.search('alice', { filter: {}, budgetMs: 0, cursor });
				found.push(...numbersOf(page.entries));
				expect(page.looked.days).toBe(calls + 1);
				cursor = page.cursor ?? undefined;
			}
			expect([found, cursor]).toEqual([DAYS.toReversed(), undefined]);
		});

		test('never returns the log of another user', async () => {
			const { log, put } = await open();
			await put(2, (n) => ({ user: n === 0 ? 'alice' : 'bob' }));
			const { entries } = await log.readDay('bob', TODAY);
			expect(numbersOf(entries)).toEqual([1]);
			expect(numbersOf((await log.search('bob', { filter: {} })).entries)).toEqual([1]);
		});

		const filtered = (log: AuditLog, filter: Filter) => log.readDay('alice', TODAY, { filter });
		const words = (count: number) => Array.from({ length: count }, (_, n) => `t${n}`);
		const bounds: [
			string,
			AuditErrorCode,
			number,
			(log: AuditLog, n: number) => Promise<unknown>,
		][] = [
			[
				'rows of a page',
				'bad-range',
				1_000,
				(log, limit) => log.readDay('alice', TODAY, { limit }),
			],
			['recent entries', 'bad-range', 10_000, (log, limit) => log.recent('alice', { limit })],
			['recent days', 'bad-range', 36_500, (log, days) => log.recent('alice', { days })],
			[
				'entries of a search',
				'bad-range',
				1_000,
				(log, limit) => log.search('alice', { filter: {}, limit }),
			],
			['values of a filter', 'bad-filter', 100, (log, n) => filtered(log, { tool: words(n) })],
			[
				'characters of a text',
				'bad-filter',
				1_000,
				(log, n) => filtered(log, { text: 'x'.repeat(n) }),
			],
		];

		test.each(bounds)('%s: at least one (%s), and at most %i', async (_, code, most, read) => {
			const { log } = await open();
			const codes = await Promise.all([0, 1, most, most + 1].map((n) => codeOf(read(log, n))));
			expect(codes).toEqual([code, 'no error', 'no error', code]);
		});

		test('a value of a filter has at most a thousand characters, and may be empty', async () => {
			const { log } = await open();
			const read = (chars: number) => codeOf(filtered(log, { session: ['x'.repeat(chars)] }));
			expect(await Promise.all([0, 1_000, 1_001].map(read))).toEqual([
				...['no error', 'no error', 'bad-filter'],
			]);
		});

		const refused: [string, AuditErrorCode, (log: AuditLog) => Promise<unknown>][] = [
			['an illegal user name', 'bad-user', (log) => log.listDays('../bob')],
			['a date that does not exist', 'bad-day', (log) => log.readDay('alice', '2026-02-30')],
			['an invalid ref', 'bad-ref', (log) => log.entry('alice', TODAY, 'first')],
			['a negative position', 'bad-range', (log) => log.readDay('alice', TODAY, { from: -1 })],
			[
				'a page that is too long',
				'bad-range',
				(log) => log.readDay('alice', TODAY, { limit: 1001 }),
			],
			['an empty page', 'bad-range', (log) => log.readDay('alice', TODAY, { limit: 0 })],
			[
				'a newest day that is none',
				'bad-day',
				(log) => log.recent('alice', { toDay: '2026-02-30' }),
			],
			['half a day', 'bad-range', (log) => log.recent('alice', { days: 0.5 })],
			[
				'a cursor of another kind',
				'bad-cursor',
				(log) => log.search('alice', { filter: {}, cursor: 'x' }),
			],
			['a broken expression', 'bad-filter', (log) => filtered(log, { text: '(', regex: true })],
			['a negative duration', 'bad-filter', (log) => filtered(log, { minDurationMs: -1 })],
			['an endless duration', 'bad-filter', (log) => filtered(log, { minDurationMs: Infinity })],
			['an empty list of agents', 'bad-filter', (log) => filtered(log, { agent: [] })],
			['an empty list of statuses', 'bad-filter', (log) => filtered(log, { status: [] })],
			[
				'an empty list of excluded statuses',
				'bad-filter',
				(log) => filtered(log, { excludeStatus: [] }),
			],
			[
				'a filter with unknown parts',
				'bad-filter',
				(log) => log.readDay('alice', TODAY, { filter: { colour: 'red' } as Filter }),
			],
		];

		test.each(refused)('rejects %s: %s', async (_, code, work) => {
			const { log } = await open();
			await expect(work(log)).rejects.toMatchObject({
				code,
				what: expect.stringMatching(/\.$/),
			});
		});
	});
}

/** Reads events until they have `count` rows in all. */
async function collect(events: AsyncIterator<TailEvent>, rows: number): Promise<RowsEvent[]> {
	const collected: RowsEvent[] = [];
	let count = 0;
	while (count < rows) {
		const { value, done } = await events.next();
		if (done) break;
		const event = value;
		if (event.type !== 'rows') continue;
		collected.push(event);
		count += event.rows.length;
	}
	return collected;
}

type RowsEvent = Extract<TailEvent, { type: 'rows' }>;

/** The answer of a read with a time budget. */
type Timed = Pick<Recent, 'complete'> & { entries: { entry: { args?: unknown } }[] };

function rowsOf(events: RowsEvent[]): unknown[] {
	return events.flatMap(({ rows }) =>
		rows.map((row) => row.kind === 'entry' && (row.entry.args as { n: unknown }).n),
	);
}

async function lengthOf(rows: AsyncIterable<unknown[]>): Promise<number> {
	let length = 0;
	for await (const batch of rows) length += batch.length;
	return length;
}
