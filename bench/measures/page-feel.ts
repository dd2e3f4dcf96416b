import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DAY, RARE_ENTRIES, TIME_ZONE, USER } from '../day/plan.ts';
import { withFolder, type Measure } from '../harness/bench.ts';
import { openPage, SETTLE_MS, withSite } from '../harness/browser.ts';
import { atMost, NO_GOAL, type Result } from '../harness/result.ts';
import { makePeople } from '../harness/server.ts';
import { percentile } from '../harness/stats.ts';
import { takeSeen, watchPage, type Seen } from '../harness/watch-page.ts';
import {
	chooseDenied,
	clearFilter,
	dragTo,
	openRow,
	pressKeys,
	rowAt,
	rowsLeft,
	turnWheel,
	typeRareWord,
} from './page-steps.ts';

const EMPTY_DAY = '2000-01-01';

export const pageFeel: Measure = {
	name: 'page-feel',
	title: 'The page on the day, in the browser',
	run: ({ day }) =>
		withFolder(async (folder) => {
			const data = join(folder, 'data');
			await mkdir(data);
			const [person] = await makePeople(data, USER, 1);
			return withSite({ home: day.home, data }, TIME_ZONE, async ({ url, openAs }) => {
				const page = await openPage(await openAs(person));
				await watchPage(page);
				// A returning user: the browser has the page's code in its cache, and this day was not opened before.
				await page.goto(`${url}/audit/${EMPTY_DAY}`);
				await page.getByText('Nothing was recorded').waitFor();
				await page.waitForTimeout(SETTLE_MS);
				const opened = await timeOf(() => openDay(page, url));
				await rowsLeft(page, day.entries);
				const steps = [
					{ step: 'opening it', seen: await takeSeen(page), asks: false },
					await during(page, 'the wheel', () => turnWheel(page)),
					await during(page, 'the keys', () => pressKeys(page)),
					await during(page, 'a row', () => openRow(page)),
				];
				const jumps: number[] = [];
				const jump = async (position: number) => {
					jumps.push(await timeOf(() => dragTo(page, position, day.entries)));
				};
				for (const place of ['middle', 'end', 'beginning'] as const) {
					const last = day.entries - 1;
					const position = { middle: Math.floor(last / 2), end: last, beginning: 0 }[place];
					steps.push(await during(page, `the scrollbar to the ${place}`, () => jump(position)));
				}
				const filtered: number[] = [];
				for (const [name, filter, left] of [
					['a filter by status', chooseDenied, day.statuses.denied],
					['a word typed', typeRareWord, RARE_ENTRIES],
				] as const) {
					const apply = async () => {
						filtered.push(await timeOf(() => filter(page, left)));
					};
					steps.push(await during(page, name, apply, true));
					await clearFilter(page, day.entries);
				}
				await page.close();
				const stranger = await openPage(await openAs(person));
				const openedFirst = await timeOf(() => openDay(stranger, url));
				return results({ opened, openedFirst, steps, jumps, filtered });
			});
		}),
};

interface Step {
	step: string;
	seen: Seen;
	/** Steps that show other rows. */
	asks: boolean;
}

interface Watched {
	opened: number;
	openedFirst: number;
	steps: Step[];
	jumps: number[];
	filtered: number[];
}

function results({ opened, openedFirst, steps, jumps, filtered }: Watched) {
	// Frames before the page is shown don't count as frames of the page.
	const [, ...after] = steps;
	const moved = worst(
		after.filter(({ asks }) => !asks),
		(seen) => seen.frames,
	);
	const filtering = worst(
		after.filter(({ asks }) => asks),
		(seen) => seen.frames,
	);
	const interactions = worst(after, (seen) => seen.interactions);
	const one = (work: string, value: number, goal: Result['goal'], note: string): Result => ({
		work,
		subject: { unit: 'ms', value, low: value, high: value, runs: 1 },
		baseline: null,
		goal,
		note,
	});
	return [
		one(
			'the page: a key or click → the next paint, slowest',
			interactions.value,
			atMost(100, 'ms'),
			`Of ${interactions.count}; the slowest was at ${interactions.step}.`,
		),
		one(
			'the page: longest frame while it moves',
			moved.value,
			atMost(50, 'ms'),
			`Of ${moved.count} during scrolling, moving by keys and jumping; the longest was at ${moved.step}.`,
		),
		one(
			'the page: longest frame while it is filtered',
			filtering.value,
			NO_GOAL,
			`Of ${filtering.count}, while the server scanned the whole day on the same processors; the longest was at ${filtering.step}.`,
		),
		one(
			'the page: opened, first rows shown',
			opened,
			atMost(1_000, 'ms'),
			'From navigation to the first row, with the code in the browser’s cache and nothing cached of the day.',
		),
		one(
			'the page: opened with nothing in the browser’s cache',
			openedFirst,
			NO_GOAL,
			'The same on a first visit, of a day that is indexed.',
		),
		one(
			'the page: a jump by the scrollbar, rows shown',
			percentile(jumps, 100),
			NO_GOAL,
			`The slowest of ${jumps.length}, to the middle, the end and the beginning.`,
		),
		one(
			'the page: only `denied`, rows shown',
			filtered[0]!,
			NO_GOAL,
			'For the first time on this day: all of it is scanned.',
		),
		one('the page: a rare word typed, rows shown', filtered[1]!, NO_GOAL, 'The same.'),
	];
}

function worst(steps: Step[], pick: (seen: Seen) => number[]) {
	const values = steps.flatMap(({ step, seen }) => pick(seen).map((value) => ({ step, value })));
	const slowest = values.reduce((a, b) => (b.value > a.value ? b : a), {
		step: 'no step (all below 16 ms)',
		value: 0,
	});
	return { ...slowest, count: values.length };
}

async function openDay(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/audit/${DAY}`, { waitUntil: 'commit' });
	await rowAt(page, 0);
}

async function during(
	page: Page,
	step: string,
	work: () => Promise<void>,
	asks = false,
): Promise<Step> {
	await takeSeen(page);
	await work();
	return { step, seen: await takeSeen(page), asks };
}

async function timeOf(work: () => Promise<void>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}
