import type { Page } from '@tool-audit/core';
import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { DayRows, FIRST_ROWS, PAGE_ROWS } from './day-rows.svelte.ts';

/** A day of `total` damaged lines, whose raw text is their position; `asked` lists what was read. */
function openDay(total: number, { short = PAGE_ROWS } = {}) {
	const day = { total, asked: [] as number[], aborted: 0, held: false };
	const waiting: (() => void)[] = [];
	const rows = new DayRows(async ({ from, limit }, signal) => {
		day.asked.push(from);
		signal.addEventListener('abort', () => day.aborted++);
		if (day.held) await new Promise<void>((resolve) => waiting.push(resolve));
		const length = Math.max(0, Math.min(limit, short, day.total - from));
		const damaged = Array.from({ length }, (_, index) => ({
			position: from + index,
			ref: String(from + index),
			reason: 'torn' as const,
			bytes: 1,
			raw: String(from + index),
		}));
		const page: Page = { day: '2026-11-22', total: day.total, entries: [], damaged };
		return length < Math.min(limit, day.total - from) ? { ...page, short: true } : page;
	});
	return { rows, day, release: () => waiting.splice(0).forEach((resolve) => resolve()) };
}

const ready = (rows: DayRows, index: number) =>
	expect.poll(() => rows.row(index)?.ref, { interval: 1 }).toBe(String(index));

test('fetches the pages around the visible rows, and no others', async () => {
	const { rows, day } = openDay(1_000_000);
	rows.show(0, 20);
	await ready(rows, 0);
	rows.show(500_050, 500_070);
	await ready(rows, 500_060);
	expect(day.asked).toEqual([0, 499_800, 500_000]);
	expect(rows.row(700_000)).toBeUndefined();
});

test('cancels pages that were scrolled past', async () => {
	const { rows, day, release } = openDay(1_000_000);
	rows.show(0, 20);
	await ready(rows, PAGE_ROWS - 1);
	day.held = true;
	rows.show(10_100, 10_120);
	rows.show(800_100, 800_120);
	release();
	await ready(rows, 800_110);
	expect(day.aborted).toBe(2);
	expect(rows.row(10_110)).toBeUndefined();
});

test('keeps its rows when the day has none any more, and reads on when it has', async () => {
	const { rows, day } = openDay(1_000);
	rows.show(0, 20);
	await ready(rows, 100);
	day.total = 0;
	// Whichever read is the first to learn it.
	rows.show(700, 720);
	await expect.poll(() => rows.isGone).toBe(true);
	expect(rows.count).toBe(1_000);
	expect(rows.row(100)?.ref).toBe('100');
	await rows.grow();
	await rows.restart();
	expect(rows.row(100)?.ref).toBe('100');
	const { length } = day.asked;
	rows.show(500, 520);
	expect(day.asked).toHaveLength(length);
	day.total = 600;
	await rows.grow();
	expect(rows.isGone).toBe(false);
	expect(rows.count).toBe(600);
	await ready(rows, 510);
});

test('a day whose log is no longer found is gone, and one that can’t be read has an error', async () => {
	let failure: Error | undefined;
	const rows = new DayRows(async () => {
		if (failure) throw failure;
		return { day: '', total: 9, entries: [], damaged: [] };
	});
	await rows.open();
	failure = new Error('no answer');
	await rows.grow();
	expect([rows.isGone, rows.error]).toEqual([false, failure]);
	failure = TRPCClientError.from({
		error: { code: -32_004, message: '', data: { code: 'NOT_FOUND' } },
	});
	await rows.grow();
	expect([rows.isGone, rows.error]).toEqual([true, undefined]);
});

test('a day that never had a row is empty, and not gone', async () => {
	const { rows } = openDay(0);
	await rows.open();
	await rows.grow();
	expect(rows.isGone).toBe(false);
});

test('continues where large rows made a page short', async () => {
	const { rows } = openDay(150, { short: 40 });
	rows.show(0, 20);
	await ready(rows, 149);
});

test('opens with what a screen shows, and reads on after it is painted', async () => {
	const { rows, day } = openDay(1_000);
	await rows.open();
	expect(day.asked).toEqual([0]);
	expect(rows.row(FIRST_ROWS - 1)?.ref).toBe(String(FIRST_ROWS - 1));
	expect(rows.row(FIRST_ROWS)).toBeUndefined();
	const first = rows.row(0);
	await ready(rows, PAGE_ROWS - 1);
	expect(day.asked).toEqual([0, FIRST_ROWS]);
	expect(rows.row(0)).toBe(first);
});

test.each([50, 130, 410, 1_000])(
	'opens at the end of %i rows when they are there',
	async (total) => {
		const { rows, day, release } = openDay(total);
		day.held = true;
		const opened = rows.open(true);
		await expect.poll(() => day.asked, { interval: 1 }).toEqual([0]);
		day.held = false;
		release();
		expect(rows.ready).toBe(false);
		expect(rows.count).toBe(0);
		await opened;
		expect(rows.count).toBe(total);
		for (let index = Math.max(0, total - FIRST_ROWS); index < total; index++) {
			expect(rows.row(index)?.ref).toBe(String(index));
		}
		expect(day.asked.length).toBeLessThanOrEqual(3);
	},
);

test.each([false, true])('grows only after it is opened; at its end: %s', async (atEnd) => {
	const { rows, day, release } = openDay(500);
	day.held = true;
	const opened = rows.open(atEnd);
	const grown = rows.grow();
	day.held = false;
	release();
	await opened;
	expect(rows.ready).toBe(true);
	expect(rows.row(atEnd ? 499 : 0)).toBeDefined();
	await grown;
});

test('reads the last page again when the day has grown', async () => {
	const { rows, day } = openDay(250);
	rows.show(230, 250);
	await ready(rows, 249);
	day.total = 260;
	await rows.grow();
	expect(rows.count).toBe(260);
	expect(rows.row(259)?.ref).toBe('259');
});

test('reads the last row again, which may have been half a line', async () => {
	const { rows, day } = openDay(PAGE_ROWS);
	rows.show(180, PAGE_ROWS);
	await ready(rows, PAGE_ROWS - 1);
	day.asked = [];
	day.total = PAGE_ROWS + 1;
	await rows.grow();
	await ready(rows, PAGE_ROWS);
	expect(day.asked).toEqual([0, PAGE_ROWS]);
});

test('counts the rows without adding them', async () => {
	const { rows, day } = openDay(250);
	await rows.open();
	day.total = 260;
	expect(await rows.countNow()).toBe(260);
	expect(rows.count).toBe(250);
});

test('keeps the latest count, in whatever order the answers arrive', async () => {
	let total = 1_000;
	const answers: (() => void)[] = [];
	const rows = new DayRows(async ({ from }) => {
		const page: Page = { day: '2026-11-22', total, entries: [], damaged: [] };
		if (from > 0) await new Promise<void>((resolve) => answers.push(resolve));
		return page;
	});
	await rows.open();
	rows.show(700, 700);
	total = 1_010;
	const growing = rows.grow();
	answers[1]!();
	await growing;
	answers[0]!();
	await new Promise((resolve) => setTimeout(resolve));
	expect(rows.count).toBe(1_010);
});

test('drops the pages that were used longest ago', async () => {
	const { rows } = openDay(100_000);
	for (let page = 0; page < 80; page++) {
		rows.show(page * PAGE_ROWS + 100, page * PAGE_ROWS + 100);
		await ready(rows, page * PAGE_ROWS + 100);
	}
	expect(rows.row(0)).toBeUndefined();
	expect(rows.row(79 * PAGE_ROWS)).toBeDefined();
});

test('reports an error, and continues after a retry', async () => {
	let broken = true;
	const rows = new DayRows(async () => {
		if (broken) throw new Error('no disk');
		return { day: '2026-11-22', total: 0, entries: [], damaged: [] };
	});
	rows.show(0, 20);
	await expect.poll(() => rows.error).toEqual(new Error('no disk'));
	broken = false;
	rows.retry();
	await expect.poll(() => rows.ready).toBe(true);
});

test('an estimated length is corrected without scrolling', async () => {
	const rows = new DayRows(async ({ from }) => ({
		day: '2026-11-22',
		...(from === 0 ? { total: 1_025_731, estimated: true as const } : { total: 1_000_000 }),
		entries: [],
		damaged: [],
	}));
	await rows.open();
	await expect.poll(() => rows.total, { interval: 1 }).toBe(1_000_000);
	expect(rows.estimated).toBe(false);
});
