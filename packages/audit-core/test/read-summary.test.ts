import { expect, test } from 'vitest';
import type { Summary } from '../src/index.ts';
import { DAY, numbered, openTestLog, USER } from './read-fixture.ts';

const HOURS = 10;
/** A call in each minute of the morning. */
const morning = numbered(HOURS * 60, (n) => ({
	ts: `${DAY}T${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:00Z`,
}));
const at = (...times: string[]) => numbered(times.length, (n) => ({ ts: times[n]! }));
const sumOf = ({ buckets }: Summary) => buckets.reduce((sum, { counts }) => sum + counts.total, 0);

test('counts calls with wrong clocks, and the others keep their minutes', async () => {
	const { log, write } = await openTestLog();
	await write(morning + at('0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2025-11-22T10:00:00Z'));
	const summary = await log.summary(USER, DAY);
	expect(summary.counts.total).toBe(HOURS * 60 + 3);
	expect(summary.bucketSeconds).toBe(120);
	expect(sumOf(summary)).toBe(HOURS * 60);
	expect(summary.outside).toMatchObject({
		before: { total: 2, ok: 2 },
		after: { total: 1, ok: 1 },
		from: '2026-11-21T10:00:00.000Z',
		to: '2026-11-23T12:00:00.000Z',
	});
	const { until, since } = { until: summary.outside!.from, since: summary.outside!.to };
	const [before, after] = [{ until }, { since }];
	expect((await log.readDay(USER, DAY, { filter: before })).matched).toBe(2);
	expect((await log.readDay(USER, DAY, { filter: after })).matched).toBe(1);
	// A filter for another time returns it.
	const earlier = await log.summary(USER, DAY, { filter: before });
	expect(earlier).not.toHaveProperty('outside');
	expect(sumOf(earlier)).toBe(2);
	const denied = await log.summary(USER, DAY, { filter: { status: ['denied'] } });
	expect(denied).not.toHaveProperty('outside');
});

test('a part of the day without an end keeps its minutes, whatever the clocks', async () => {
	const { log, write } = await openTestLog();
	await write(morning + at('2099-01-01T00:00:00Z'));
	const summary = await log.summary(USER, DAY, { filter: { since: `${DAY}T08:00:00Z` } });
	expect(summary.bucketSeconds).toBe(60);
	expect(summary.counts.total).toBe(121);
	expect(sumOf(summary)).toBe(120);
	expect(summary.outside!.after.total).toBe(1);
});

test('times on the day in any time zone are on the day', async () => {
	const { log, write } = await openTestLog();
	await write(at(`${DAY}T00:00:00+14:00`, `${DAY}T12:00:00`, `${DAY}T23:59:59-12:00`));
	const summary = await log.summary(USER, DAY);
	expect(summary).not.toHaveProperty('outside');
	expect(sumOf(summary)).toBe(3);
});

test('an answer with any number of wrong clocks has a bounded size', async () => {
	const { log, write } = await openTestLog();
	const wrong = numbered(5_000, (n) => ({ ts: new Date(n * 86_400_000 * 7).toISOString() }));
	await write(morning + wrong);
	const summary = await log.summary(USER, DAY);
	expect(summary.buckets.length).toBeLessThanOrEqual(300);
	expect(summary.outside!.before.total + summary.outside!.after.total + sumOf(summary)).toBe(
		HOURS * 60 + 5_000,
	);
});

test('orders tools by their calls, then by their names', async () => {
	const { log, write } = await openTestLog();
	const tools = ['c', 'b', 'd', 'a', 'd'];
	await write(numbered(tools.length, (n) => ({ tool: tools[n]! })));
	const summary = await log.summary(USER, DAY);
	expect(summary.tools.map(({ tool }) => tool)).toEqual(['d', 'a', 'b', 'c']);
});

test('counts the tools after the first thousand together', async () => {
	const { log, write } = await openTestLog();
	await write(numbered(1_000, (n) => ({ tool: `tool ${n}` })));
	expect(await log.summary(USER, DAY)).not.toHaveProperty('otherTools');
	await write(numbered(1_001, (n) => ({ tool: `tool ${n}` })));
	const summary = await log.summary(USER, DAY);
	expect(summary.counts.total).toBe(1_001);
	expect(summary.tools).toHaveLength(1_000);
	expect(summary.otherTools).toMatchObject({ total: 1, ok: 1 });
	expect((await log.summaryOverDays(USER)).otherTools).toEqual(summary.otherTools);
});
