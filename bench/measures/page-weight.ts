import { gzipSync } from 'node:zlib';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { DAY, TIME_ZONE, USER } from '../day/plan.ts';
import { withFolder, type Measure } from '../harness/bench.ts';
import { withSite } from '../harness/browser.ts';
import { atMost, type Result } from '../harness/result.ts';
import { makePeople } from '../harness/server.ts';

const GZIP_LEVEL = 9;
/** When no further script is loaded for this time, the page is complete. */
const QUIET_MS = 1_500;

export const pageWeight: Measure = {
	name: 'page-weight',
	title: 'JavaScript that the browser loads',
	run: ({ day }) =>
		withFolder(async (folder) => {
			const data = join(folder, 'data');
			await mkdir(data);
			const [person] = await makePeople(data, USER, 1);
			return withSite({ home: day.home, data }, TIME_ZONE, async ({ url, openAs }) => [
				weigh('sign-in page', 110, await load(await openAs(), `${url}/login`, 'form')),
				weigh(
					'day view, editor not loaded',
					170,
					await load(await openAs(person), `${url}/audit/${DAY}`, '[role="row"]'),
				),
			]);
		}),
};

interface Script {
	gzipBytes: number;
}

function weigh(page: string, bound: number, scripts: Script[]): Result {
	const kilobytes = scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0) / 1000;
	return {
		work: `JavaScript of the ${page}, gzip`,
		subject: { unit: 'kB', value: kilobytes, low: kilobytes, high: kilobytes, runs: 1 },
		baseline: null,
		goal: atMost(bound, 'kB'),
		note: `${scripts.length} files that Chromium fetched until the page was shown and the network was idle.`,
	};
}

/** Opens a page with nothing cached and collects every script that is loaded. */
async function load(context: BrowserContext, url: string, stands: string): Promise<Script[]> {
	const page = await context.newPage();
	const bodies = new Map<string, Promise<Buffer>>();
	page.on('response', (response) => {
		const type = response.headers()['content-type'] ?? '';
		if (type.includes('javascript')) bodies.set(response.url(), response.body());
	});
	await page.goto(url);
	await page.locator(stands).first().waitFor();
	// Not `networkidle`: a live view keeps a connection open while it is shown.
	for (let seen = -1; seen !== bodies.size; await page.waitForTimeout(QUIET_MS)) seen = bodies.size;
	const texts = await Promise.all(bodies.values());
	await context.close();
	return texts.map((text) => ({ gzipBytes: gzipSync(text, { level: GZIP_LEVEL }).length }));
}
