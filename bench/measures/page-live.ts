import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openAuditLog } from '@tool-audit/core';
import type { CDPSession, Page } from 'playwright-core';
import { makeCalls } from '../day/calls.ts';
import { USER } from '../day/plan.ts';
import { expectEqual, withFolder, type Measure } from '../harness/bench.ts';
import { withSite } from '../harness/browser.ts';
import { runChild } from '../harness/child.ts';
import { growthOf, memoryGrowth } from '../harness/growth.ts';
import { makePeople } from '../harness/server.ts';
import type { RecorderInput } from '../load/recorder.ts';
import { dragTo, rowAt, rowsLeft } from './page-steps.ts';

const ENTRIES_A_SECOND = 5;
const SAMPLES = 60;
/** More than the page keeps in memory: its caches must be full before growth can be measured. */
const ENTRIES_BEFORE = 15_000;
const LOOKED_AT_EVERY_ROWS = 200;
const RECORDER = join(import.meta.dirname, '../load/recorder.ts');

export const pageLive: Measure = {
	name: 'page-live',
	title: 'The page in live view',
	run: ({ minutes }) =>
		withFolder(async (folder) => {
			const [home, data] = [join(folder, 'home'), join(folder, 'data')];
			await mkdir(home);
			await mkdir(data);
			const timeZone = zoneAtNoon();
			const today = await recordBefore(home, timeZone);
			const [person] = await makePeople(data, USER, 1);
			return withSite({ home, data }, timeZone, async ({ url, openAs, server }) => {
				const page = await (await openAs(person)).newPage();
				await page.goto(`${url}/audit/${today}`);
				await rowsLeft(page, ENTRIES_BEFORE);
				await lookThrough(page);
				const seconds = minutes * 60;
				const calls = seconds * ENTRIES_A_SECOND;
				const recorder: RecorderInput = {
					...{ home, timeZone, user: USER, leadMs: 0 },
					...{ perSecond: ENTRIES_A_SECOND, calls },
				};
				const written = runChild<number>(RECORDER, recorder);
				const memory: Memory[] = [];
				const browser = await page.context().newCDPSession(page);
				for (let sample = 0; sample < SAMPLES; sample++) {
					await wait((seconds * 1000) / SAMPLES);
					memory.push(await memoryOf(browser, server.residentMb()));
				}
				expectEqual('written', (await written).result, calls);
				// The list has scrolled to the last row without user input.
				await rowsLeft(page, ENTRIES_BEFORE + calls);
				await rowAt(page, ENTRIES_BEFORE + calls - 1);
				return results(memory, minutes);
			});
		}),
};

interface Memory {
	heapMb: number;
	nodes: number;
	listeners: number;
	serverMb: number | null;
}

function results(memory: Memory[], minutes: number) {
	const counted = (['nodes', 'listeners'] as const).map((name) => {
		const growth = growthOf(memory.map((one) => one[name]))!;
		return `${name} ${Math.round(growth.second)} → ${Math.round(growth.last)}`;
	});
	const serverMb = memory.map((one) => one.serverMb).filter((one) => one !== null);
	return [
		memoryGrowth(
			'the page: growth of its memory in live view',
			memory.map(({ heapMb }) => heapMb),
			` JavaScript heap after a collection; ${counted.join(', ')}. Today's day followed at its end for ${minutes} min at ${ENTRIES_A_SECOND} entries a second.`,
		),
		memoryGrowth('the server: growth of its memory during live view', serverMb),
	];
}

/** Memory after a garbage collection. */
async function memoryOf(browser: CDPSession, serverMb: number | null): Promise<Memory> {
	await browser.send('HeapProfiler.collectGarbage');
	const { usedSize } = await browser.send('Runtime.getHeapUsage');
	const { nodes, jsEventListeners } = await browser.send('Memory.getDOMCounters');
	return { heapMb: usedSize / 1e6, nodes, listeners: jsEventListeners, serverMb };
}

/** Fills the page's cache of shown rows, and stays at the end. */
async function lookThrough(page: Page): Promise<void> {
	for (let row = 0; row < ENTRIES_BEFORE; row += LOOKED_AT_EVERY_ROWS) {
		await dragTo(page, row, ENTRIES_BEFORE);
	}
	await page.getByRole('grid').focus();
	await page.keyboard.press('End');
	await rowAt(page, ENTRIES_BEFORE - 1);
}

/** Writes the part of today before the page is opened; returns the day. */
async function recordBefore(home: string, timeZone: string): Promise<string> {
	const log = openAuditLog({ home, timeZone });
	await Promise.all(makeCalls(ENTRIES_BEFORE).map((call) => log.record(call)));
	const [today] = await log.listDays(USER);
	await log.close();
	return today!.day;
}

/** A time zone in which it is about noon, so that the day does not end during the run. */
function zoneAtNoon(): string {
	const offset = 11 - new Date().getUTCHours();
	// These names count the hours to the west.
	return `Etc/GMT${offset < 0 ? '+' : '-'}${Math.abs(offset)}`;
}
