import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { addDays, openZone, type AuditLog, type Filter, type JsonObject } from '../src/index.ts';
import { createTimeline } from '../src/read/query/timeline.ts';
import { createAggregator } from '../src/read/scan/aggregate.ts';
import { DAY, line, openTestLog, USER } from './read-fixture.ts';

type DaysSummary = Awaited<ReturnType<AuditLog['summaryOverDays']>>;

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

const lines = (...entries: JsonObject[]) => entries.map((fields) => `${line(fields)}\n`).join('');
const sumOf = ({ buckets }: Pick<DaysSummary, 'buckets'>) =>
	buckets.reduce((sum, { counts }) => sum + counts.total, 0);
const startsOf = ({ buckets }: DaysSummary) => buckets.map(({ start }) => start);

/** A log with one call at noon of each of these days. */
async function withDays(days: string[]) {
	const opened = await openTestLog();
	for (const day of days) await opened.write(lines({ ts: `${day}T12:00:00Z` }), day);
	return opened;
}

test('two weeks have buckets within their days', async () => {
	const { log } = await withDays([addDays(DAY, -13), addDays(DAY, -1), DAY]);
	const summary = await log.summaryOverDays(USER);
	expect(summary.bucketSeconds).toBe(7_200);
	expect(startsOf(summary)).toEqual(
		[-13, -1, 0].map((days) => `${addDays(DAY, days)}T12:00:00.000Z`),
	);
});

test('one day has the buckets of its own summary', async () => {
	const { log, write } = await openTestLog();
	await write(lines({ ts: `${DAY}T00:00:30Z` }, { ts: `${DAY}T23:59:00Z`, status: 'denied' }));
	const { bucketSeconds, buckets } = await log.summary(USER, DAY);
	const span = { fromDay: DAY, toDay: DAY };
	expect(await log.summaryOverDays(USER, span)).toMatchObject({ bucketSeconds, buckets });
});

test('more than two weeks have one bucket per day, which begins when the day begins', async () => {
	const days = ['2026-10-24', '2026-10-25', '2026-10-26', DAY];
	const { open } = await withDays(days);
	const summary = await open({ timeZone: 'Europe/Berlin' }).summaryOverDays(USER);
	expect(summary.bucketSeconds).toBe(86_400);
	expect(startsOf(summary)).toEqual([
		'2026-10-23T22:00:00.000Z',
		'2026-10-24T22:00:00.000Z',
		'2026-10-25T23:00:00.000Z',
		'2026-11-21T23:00:00.000Z',
	]);
});

test('a bucket of a day has its damaged lines and calls without a time', async () => {
	const { log, write } = await withDays([addDays(DAY, -100)]);
	await write(`garbage\n${lines({ ts: 'noon' }, { status: 'denied' })}`);
	const { buckets } = await log.summaryOverDays(USER);
	expect(buckets[1]!.counts).toMatchObject({ total: 3, ok: 1, denied: 1, damaged: 1 });
});

test('a range that was asked for has its own length, whatever days have calls', async () => {
	const { log } = await withDays([addDays(DAY, -1), DAY]);
	const fine = await log.summaryOverDays(USER);
	expect(fine.bucketSeconds).toBe(600);
	const month = { fromDay: addDays(DAY, -29), toDay: DAY };
	expect((await log.summaryOverDays(USER, month)).bucketSeconds).toBe(86_400);
	const week = { fromDay: addDays(DAY, -6), toDay: DAY };
	expect((await log.summaryOverDays(USER, week)).bucketSeconds).toBe(3_600);
});

test('since and until decide the length', async () => {
	const { log } = await withDays([addDays(DAY, -60), addDays(DAY, -1), DAY]);
	const filter = { since: `${DAY}T11:58:00Z`, until: `${DAY}T12:02:00Z` };
	const summary = await log.summaryOverDays(USER, { filter });
	expect(summary).toMatchObject({ bucketSeconds: 1, counts: { total: 1 } });
	expect(startsOf(summary)).toEqual([`${DAY}T12:00:00.000Z`]);
	const newest = await log.summaryOverDays(USER, { filter: { since: `${DAY}T00:00:00Z` } });
	expect(newest.bucketSeconds).toBe(300);
});

test('wrong clocks do not stretch the axis', async () => {
	const { log, write } = await withDays([addDays(DAY, -1)]);
	const wrong = [`0001-01-01T00:00:00Z`, `9999-12-31T00:00:00Z`, `${addDays(DAY, 7)}T12:00:00Z`];
	await write(lines({}, ...wrong.map((ts) => ({ ts }))));
	const summary = await log.summaryOverDays(USER);
	expect(summary).toMatchObject({ bucketSeconds: 600, counts: { total: 5 } });
	expect(summary.outside).toMatchObject({ total: 3, ok: 3 });
	expect(sumOf(summary)).toBe(2);
	await write(lines({}));
	expect(await log.summaryOverDays(USER)).not.toHaveProperty('outside');
});

test('a partial answer has the buckets that were counted, with the length of the whole one', async () => {
	const { log } = await withDays([addDays(DAY, -100), DAY]);
	const partial = await log.summaryOverDays(USER, { budgetMs: 0 });
	expect(partial).toMatchObject({ complete: false, bucketSeconds: 86_400 });
	expect(startsOf(partial)).toEqual([`${DAY}T00:00:00.000Z`]);
});

test('a log without calls in the range has no buckets', async () => {
	const { log } = await openTestLog();
	expect((await log.summaryOverDays(USER)).buckets).toEqual([]);
	expect((await log.summaryAllUsers()).buckets).toEqual([]);
});

describe('a range of many days', () => {
	const zone = openZone('UTC');
	const all = { fromDay: '0001-01-01', toDay: '9999-12-31' };

	/** The timeline of one call at noon of each day. */
	function timelineOf(days: string[]) {
		const timeline = createTimeline(zone, all, days.toSorted().reverse());
		for (const day of days) {
			const aggregator = createAggregator(60);
			const instant = () => Date.parse(`${day}T12:00:00Z`);
			aggregator.add({ status: () => 'ok', tool: () => null, instant } as never);
			timeline.add(day, aggregator.result());
		}
		return timeline.result();
	}
	const daysFrom = (first: string, count: number) =>
		Array.from({ length: count }, (_, n) => addDays(first, n));

	test.each([
		[400, 1],
		[401, 7],
		[2_700, 7],
		[10_000, 28],
	])('%i days have buckets of %i days', (count, days) => {
		const { bucketSeconds, buckets } = timelineOf(daysFrom('2000-01-01', count));
		expect(bucketSeconds).toBe(days * 86_400);
		expect(buckets.length).toBeLessThanOrEqual(400);
		expect(sumOf({ buckets })).toBe(count);
		if (days > 1) expect(new Date(buckets[0]!.start).getUTCDay()).toBe(1);
	});

	test('a day that stands alone does not make the others coarser', () => {
		const { bucketSeconds, buckets } = timelineOf(['0001-01-01', '2026-11-21', '2026-11-22']);
		expect([bucketSeconds, buckets.length]).toEqual([86_400, 3]);
	});

	test('the first day and the last are days too', () => {
		const { buckets } = timelineOf([
			...['0001-01-01', '9999-12-31'],
			...daysFrom('2000-01-01', 10_000),
		]);
		expect(buckets[0]!.start).toBe('0001-01-01T00:00:00.000Z');
		expect(sumOf({ buckets })).toBe(10_002);
	});
});

test('buckets and what is outside add up to the calls, in every zone and range', async () => {
	const { open, write } = await openTestLog();
	const logs = ['UTC', 'Europe/Berlin', 'Pacific/Kiritimati'].map((timeZone) => open({ timeZone }));
	const call = fc.record({
		day: fc.oneof(fc.integer({ min: -3, max: 0 }), fc.integer({ min: -500, max: 0 })),
		/** Where a clock is about right, and where it is wrong. */
		shiftMs: fc.oneof(
			fc.integer({ min: 0, max: DAY_MS }),
			fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS }),
		),
		status: fc.constantFrom('ok', 'error', 'denied', 'strange'),
	});
	let runs = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(call, { minLength: 1, maxLength: 40 }),
			fc.constantFrom(...logs),
			fc.constantFrom<Filter | undefined>(undefined, { status: ['denied'] }),
			async (calls, log, filter) => {
				const user = `${USER}-${runs++}`;
				const byDay = Map.groupBy(calls, ({ day }) => addDays(DAY, day));
				for (const [day, inDay] of byDay) {
					const entries = inDay.map(({ shiftMs, status }) => ({
						...{ status, ts: new Date(Date.parse(day) + shiftMs).toISOString() },
					}));
					await write(lines(...entries), day, user);
				}
				const summary = await log.summaryOverDays(user, { filter });
				expect(summary.counts.total).toBe(
					calls.filter(({ status }) => !filter || status === 'denied').length,
				);
				expect(sumOf(summary) + (summary.outside?.total ?? 0)).toBe(summary.counts.total);
				expect(summary.buckets.length).toBeLessThanOrEqual(400);
				const starts = startsOf(summary);
				expect(starts).toEqual([...new Set(starts)].sort());
			},
		),
		{ numRuns: 40 * inject('scale') },
	);
});
