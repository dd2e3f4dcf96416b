import type { Counts, Summary } from '@tool-audit/core';
import { expect, test } from 'vitest';
import {
	barsOf,
	callsInWords,
	countsWithin,
	extended,
	lengthInWords,
	statusInWords,
	ticksOf,
	timelineInWords,
	type Extent,
} from './timeline-bars.ts';
import { offsetAt, wallTime } from '../times.ts';

const none: Counts = { total: 0, ok: 0, error: 0, denied: 0, other: 0, damaged: 0 };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const start = Date.parse('2026-11-22T00:00:00Z');
const day = { from: start, to: start + 24 * HOUR_MS };
const size = { width: 960, height: 40 };

/** A day with these counts in these minutes. */
function summaryOf(minutes: Record<number, Partial<Counts>>): Summary {
	const inOrder = Object.entries(minutes).sort(([a], [b]) => Number(a) - Number(b));
	const buckets = inOrder.map(([minute, counts]) => {
		const total = Object.values(counts).reduce((a, b) => a + b, 0);
		const at = new Date(start + Number(minute) * MINUTE_MS);
		return { start: at.toISOString(), counts: { ...none, ...counts, total } };
	});
	return { counts: none, tools: [], bucketSeconds: 60, buckets };
}
const barsIn = (summary: Summary, extent = day) => barsOf(summary, summary, extent, size);

test('all bars are of one length that is a round time, and at their time on the whole day', () => {
	const { bars, seconds } = barsIn(summaryOf({ 0: { ok: 10 }, 720: { ok: 5 }, 1439: { ok: 1 } }));
	expect(seconds).toBe(900);
	expect(bars.map(({ x }) => x)).toEqual([0, 480, 950]);
	for (const { width } of bars) expect(width).toBeCloseTo(7);
	expect(bars.map(({ parts }) => parts[0]!.height)).toEqual([40, 20, 4]);
});

test('a single call in a short span is a bar of bounded width', () => {
	const { bars, seconds } = barsIn(summaryOf({ 3: { ok: 1 } }), {
		from: start,
		to: start + 5 * MINUTE_MS,
	});
	expect(seconds).toBe(60);
	expect(bars[0]!.width).toBe(14);
});

test('one denied call among a thousand is visible, and no part is outside the picture', () => {
	const { bars } = barsIn(summaryOf({ 0: { ok: 1_000, error: 1, denied: 1, damaged: 1 } }));
	const { parts } = bars[0]!;
	expect(parts.map(({ status }) => status)).toEqual(['ok', 'damaged', 'denied', 'error']);
	for (const { y, height } of parts) {
		expect(height).toBeGreaterThanOrEqual(2);
		expect(y).toBeGreaterThanOrEqual(0);
		expect(y + height).toBeLessThanOrEqual(size.height);
	}
});

test('no call is lost, however many share a bar', () => {
	const minutes = Array.from({ length: 1_440 }, (_, minute) => [minute, { ok: 1 }]);
	const picture = barsIn(summaryOf(Object.fromEntries(minutes)));
	expect(picture.bars.length).toBeLessThanOrEqual(960 / 8);
	const within = (extent: Extent) => countsWithin(picture, extent).counts.total;
	expect(within(day)).toBe(1_440);
	expect(within({ from: start, to: start + HOUR_MS })).toBe(60);
});

test('years are bars of whole days', () => {
	const { bars, seconds } = barsIn(summaryOf({ 0: { ok: 1 } }), {
		from: start - 3 * 365 * 24 * HOUR_MS,
		to: start + 24 * HOUR_MS,
	});
	expect(seconds % 86_400).toBe(0);
	expect(bars).toHaveLength(1);
});

test('a day that begins an hour early, after a change of the clocks, has its own bar', () => {
	const starts = ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2026-03-30T22:00:00Z'];
	const buckets = starts.map((start) => ({ start, counts: { ...none, ok: 1, total: 1 } }));
	const from = Date.parse(starts[0]!);
	const shown = { bucketSeconds: 86_400, buckets };
	const { bars } = barsOf(shown, shown, { from, to: from + 20 * 24 * HOUR_MS }, size);
	expect(bars).toHaveLength(3);
});

const shownAndAll = (shown: Record<number, number>, all: Record<number, number>) => {
	const [few, many] = [shown, all].map((minutes) =>
		summaryOf(Object.fromEntries(Object.entries(minutes).map(([minute, ok]) => [minute, { ok }]))),
	) as [Summary, Summary];
	return barsOf(few, many, day, size);
};

test('what the filter leaves out is a ghost on the scale of the bars', () => {
	const { bars, ghosts, most, mostOfAll } = shownAndAll({ 0: 8 }, { 0: 10, 60: 1, 120: 5, 180: 0 });
	expect([most, mostOfAll]).toEqual([8, 10]);
	expect(bars[0]!.parts[0]!.height).toBe(32);
	expect(ghosts.map(({ x, height }) => [x, height])).toEqual([
		[0, 40],
		[40, 4],
		[80, 20],
	]);
});

test('when nothing matches, the ghosts are on a scale of their own', () => {
	const { ghosts, most, mostOfAll } = shownAndAll({}, { 0: 5, 60: 87 });
	expect([most, mostOfAll]).toEqual([0, 87]);
	expect(ghosts.map(({ height }) => Math.round(height))).toEqual([2, 40]);
});

test('beside a few matches, ghosts of few and of many calls are told apart', () => {
	const { bars, ghosts } = shownAndAll({ 0: 2, 60: 1 }, { 0: 87, 60: 5, 120: 2, 180: 38 });
	const barHeights = bars.map(({ parts }) => parts[0]!.height);
	expect(barHeights).toEqual([size.height / 2, size.height / 4]);
	const [most, few, two, many] = ghosts.map(({ height }) => height);
	expect(most).toBe(size.height);
	expect(two).toBe(size.height / 2);
	expect(few).toBeGreaterThan(two!);
	expect(many! - few!).toBeGreaterThan(4);
});

test.each([
	[0, 38, '0 of 38 calls'],
	[2, 38, '2 of 38 calls'],
	[1, 1, '1 call'],
	[0, 0, 'No calls'],
])('%d of %d are %s', (shown, all, words) => {
	expect(callsInWords(shown, all)).toBe(words);
});

test('counts of a status are words of their number', () => {
	const words = (['error', 'denied', 'ok'] as const).map((status) => statusInWords(status, 2));
	expect(words).toEqual(['2 errors', '2 denied', '2 ok']);
	expect(statusInWords('error', 1)).toBe('1 error');
});

test('the axis is the day, and reaches to calls of other zones in whole hours', () => {
	expect(extended(day, summaryOf({ 600: { ok: 1 } }))).toEqual(day);
	expect(extended(day, summaryOf({ [-90]: { ok: 1 }, 1_500: { ok: 1 } }))).toEqual({
		from: start - 2 * HOUR_MS,
		to: start + 26 * HOUR_MS,
	});
});

test('the axis has its marks at round times of the zone', () => {
	const extent = { from: start + 3 * MINUTE_MS, to: start + 130 * MINUTE_MS };
	const marks = ticksOf(extent, 600, () => 5.5 * HOUR_MS).map((at) =>
		new Date(at).toISOString().slice(11, 16),
	);
	expect(marks).toEqual(['00:30', '01:00', '01:30', '02:00']);
	expect(ticksOf(day, 960, () => 0)).toHaveLength(13);
});

test('where the clocks change, the marks stay at round times', () => {
	const marksOf = (from: string, to: string) =>
		ticksOf({ from: Date.parse(from), to: Date.parse(to) }, 600, (at) =>
			offsetAt(at, 'Europe/Berlin'),
		).map((at) => wallTime(at, 'Europe/Berlin').slice(11, 16));
	const back = ['00:00', '04:00', '08:00', '12:00', '16:00', '20:00'];
	expect(marksOf('2026-10-24T22:00Z', '2026-10-25T22:59Z')).toEqual(back);
	const forward = ['00:00', '00:30', '01:00', '01:30', '03:00', '03:30', '04:00', '04:30'];
	expect(marksOf('2026-03-28T23:00Z', '2026-03-29T02:30Z')).toEqual(forward);
});

test.each([
	['the time since 1970', 0],
	['ten thousand years', Date.parse('0001-01-01T00:00:00Z')],
])('over %s the axis has only as many marks as fit', (_, from) => {
	const marks = ticksOf({ from, to: Date.parse('9999-12-31T23:59:59Z') }, 600, () => 0);
	expect(marks.length).toBeGreaterThan(1);
	expect(marks.length).toBeLessThanOrEqual(10);
});

test.each([
	[30, '30 s'],
	[900, '15 min'],
	[10_800, '3 h'],
	[86_400, 'day'],
	[115_200, '32 h'],
	[172_800, '2 days'],
	[7_200 * 2 ** 12, '341 days'],
])('%d seconds are %s', (seconds, words) => {
	expect(lengthInWords(seconds)).toBe(words);
});

test('describes what it shows in words', () => {
	const { bars } = barsIn(summaryOf({ 420: { ok: 2 }, 435: { ok: 5, denied: 1 } }));
	const words = timelineInWords(bars, (at) => new Date(at).toISOString().slice(11, 16));
	expect(words).toBe('8 calls from 07:00 to 07:30; 1 denied; most around 07:15: 6');
});
