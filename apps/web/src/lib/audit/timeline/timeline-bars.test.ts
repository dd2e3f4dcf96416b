import type { Counts, Summary } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { barsOf, extentOf, ticksOf, timelineInWords } from './timeline-bars.ts';

const none: Counts = { total: 0, ok: 0, error: 0, denied: 0, other: 0, damaged: 0 };
const MINUTE_MS = 60_000;
const start = Date.parse('2026-11-22T07:00:00Z');

/** A day with these counts in these minutes. */
function summaryOf(minutes: Record<number, Partial<Counts>>): Summary {
	const buckets = Object.entries(minutes).map(([minute, counts]) => {
		const total = Object.values(counts).reduce((a, b) => a + b, 0);
		const start = new Date(Date.parse('2026-11-22T07:00:00Z') + Number(minute) * MINUTE_MS);
		return { start: start.toISOString(), counts: { ...none, ...counts, total } };
	});
	return { counts: none, tools: [], bucketSeconds: 60, buckets };
}
const size = { width: 600, height: 40 };

test('a bar is at its time, and its height grows with its calls', () => {
	const summary = summaryOf({ 0: { ok: 10 }, 30: { ok: 5 }, 59: { ok: 1 } });
	const bars = barsOf(summary, extentOf(summary)!, size);
	expect(bars.map(({ x }) => x)).toEqual([0, 300, 590]);
	expect(bars.map(({ parts }) => parts[0]!.height)).toEqual([40, 20, 4]);
});

test('one denied call among a thousand is still visible', () => {
	const summary = summaryOf({ 0: { ok: 1_000, denied: 1 } });
	const denied = barsOf(summary, extentOf(summary)!, size)[0]!.parts.at(-1)!;
	expect(denied.status).toBe('denied');
	expect(denied.height).toBeGreaterThanOrEqual(0);
	const quiet = barsOf(
		summaryOf({ 0: { ok: 1_000 }, 1: { ok: 500, denied: 1 } }),
		extentOf(summaryOf({ 0: {}, 1: {} }))!,
		size,
	);
	expect(quiet[1]!.parts.at(-1)!.height).toBe(3);
});

test('minutes share a bar if there is no room for one each, and no call is lost', () => {
	const summary = summaryOf(
		Object.fromEntries(Array.from({ length: 1_440 }, (_, m) => [m, { ok: 1 }])),
	);
	const bars = barsOf(summary, extentOf(summary)!, size);
	expect(bars.length).toBeLessThanOrEqual(100);
	expect(bars.reduce((sum, { counts }) => sum + counts.total, 0)).toBe(1_440);
	expect(bars.at(-1)!.to).toBe(start + 1_440 * MINUTE_MS);
});

test('no part of a bar is outside the picture', () => {
	const summary = summaryOf({ 0: { ok: 3, error: 3, denied: 3, damaged: 3, other: 3 } });
	for (const { y, height } of barsOf(summary, extentOf(summary)!, size)[0]!.parts) {
		expect(y).toBeGreaterThanOrEqual(0);
		expect(y + height).toBeLessThanOrEqual(size.height);
	}
});

test('the axis has its marks at round times of the zone', () => {
	const extent = { from: start + 3 * MINUTE_MS, to: start + 130 * MINUTE_MS };
	const marks = ticksOf(extent, 600, 5.5 * 60 * MINUTE_MS).map((at) =>
		new Date(at).toISOString().slice(11, 16),
	);
	expect(marks).toEqual(['07:30', '08:00', '08:30', '09:00']);
});

test.each([
	['the time since 1970', 0],
	['ten thousand years', Date.parse('0001-01-01T00:00:00Z')],
])('over %s the axis has only as many marks as fit', (_, from) => {
	const extent = { from, to: Date.parse('9999-12-31T23:59:59Z') };
	const marks = ticksOf(extent, 600, 0);
	expect(marks.length).toBeGreaterThan(1);
	expect(marks.length).toBeLessThanOrEqual(10);
});

test('describes what it shows in words', () => {
	const summary = summaryOf({ 3: { ok: 2 }, 7: { ok: 5, denied: 1 } });
	const bars = barsOf(summary, extentOf(summary)!, size);
	const words = timelineInWords(bars, (at) => new Date(at).toISOString().slice(11, 16));
	expect(words).toBe('8 calls from 07:03 to 07:08; 1 denied; most around 07:07: 6');
});
