import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openAuditLog } from '@tool-audit/core';
import type { Page } from 'playwright-core';
import { makeDay } from '../day/make-day.ts';
import { DAY, TIME_ZONE, USER } from '../day/plan.ts';
import { withFolder, type Measure } from '../harness/bench.ts';
import { openPage, SETTLE_MS, withSite } from '../harness/browser.ts';
import { atMost } from '../harness/result.ts';
import { makePeople } from '../harness/server.ts';
import { sampleOf } from '../harness/stats.ts';
import { clearFilter, rowsLeft } from './page-steps.ts';

const ENTRIES = 10_000;
/** Each word matches other rows than without its last letter, so that the two results can be told apart. */
const WORDS = ['read', 'write', 'files', 'note', 'time', 'plan', 'main', 'log'];
/** Typing at a hundred words per minute. */
const BETWEEN_KEYS_MS = 120;

export const pageTyping: Measure = {
	name: 'page-typing',
	title: 'Searching while typing, on a day of 10,000 entries',
	run: ({ runs }) =>
		withFolder(async (folder) => {
			const data = join(folder, 'data');
			await mkdir(data);
			const day = makeDay(ENTRIES);
			const words = (await tellingWords(day.home)).slice(0, 1 + runs);
			const [person] = await makePeople(data, USER, 1);
			return withSite({ home: day.home, data }, TIME_ZONE, async ({ url, openAs }) => {
				const page = await openPage(await openAs(person));
				await page.goto(`${url}/audit/${DAY}`);
				await rowsLeft(page, ENTRIES);
				await page.waitForTimeout(SETTLE_MS);
				const times: number[] = [];
				for (const { word, left } of words) {
					times.push(await typeWord(page, word, left));
					await clearFilter(page, ENTRIES);
				}
				// The very first search loads the server's code.
				const [first, ...others] = times;
				const sample = sampleOf(others, 'ms');
				return [
					{
						work: 'the page: a word typed, 10,000 entries',
						subject: sample,
						baseline: null,
						goal: atMost(100, 'ms'),
						note: `Of ${others.length} words that were not searched before: from the press of the last key to the paint of the rows; the letters are ${BETWEEN_KEYS_MS} ms apart. The first search of a fresh server: ${first!.toFixed(0)} ms.`,
					},
				];
			});
		}),
};

interface Word {
	word: string;
	/** Rows that contain the word. */
	left: number;
}

async function tellingWords(home: string): Promise<Word[]> {
	const log = openAuditLog({ home, timeZone: TIME_ZONE });
	const rowsWith = async (text: string) =>
		(await log.readDay(USER, DAY, { limit: 1, filter: { text } })).matched!;
	const words: Word[] = [];
	for (const word of WORDS) {
		const left = await rowsWith(word);
		if (left > 0 && left !== (await rowsWith(word.slice(0, -1)))) words.push({ word, left });
	}
	await log.close();
	return words;
}

/** Time from the press of the last key to the paint of the rows, by the page's clock. */
async function typeWord(page: Page, word: string, left: number): Promise<number> {
	const field = page.getByRole('searchbox').first();
	await field.click();
	await field.evaluate(
		(input: HTMLInputElement, { before, rows }) => {
			const took = new Promise<number>((resolve) => {
				input.addEventListener('keydown', ({ timeStamp }) => {
					if (input.value !== before) return;
					requestAnimationFrame(function look() {
						const isThere = document.querySelector('[role="grid"]')?.ariaRowCount === rows;
						if (isThere) setTimeout(() => resolve(performance.now() - timeStamp));
						else requestAnimationFrame(look);
					});
				});
			});
			Object.assign(window, { took });
		},
		{ before: word.slice(0, -1), rows: String(left + 1) },
	);
	await field.pressSequentially(word, { delay: BETWEEN_KEYS_MS });
	return page.evaluate(() => (window as unknown as { took: Promise<number> }).took);
}
