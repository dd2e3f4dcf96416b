import { expect, test, type Page } from '@playwright/test';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../server.ts';
import { expectNoSideways, isOnPhone, setUp, swipe } from '../page-actions.ts';

const DAY = '2026-11-20';
const ROWS = 1_000_000;
const LINES_PER_WRITE = 10_000;
const RARE_WORD = 'kingfisher';
const RARE_ROWS = [123_456, 500_001, 999_999];
const OPEN_TIMEOUT_MS = 60_000;

let server: RunningServer;

function line(row: number): string {
	const word = RARE_ROWS.includes(row) ? RARE_WORD : 'sparrow';
	return `{"ts":"${DAY}T10:00:00","user":"robin","tool":"${word}","args":{"n":"#${row}#"},"status":"ok","result_chars":1,"result_snippet":"x"}\n`;
}

async function writeDay(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const file = createWriteStream(join(folder, `${DAY}.jsonl`));
	for (let from = 1; from <= ROWS; from += LINES_PER_WRITE) {
		const lines = Array.from({ length: LINES_PER_WRITE }, (_, at) => line(from + at));
		if (!file.write(lines.join(''))) await once(file, 'drain');
	}
	file.end();
	await once(file, 'finish');
}

test.beforeEach(async ({ context }) => {
	server = await startServer();
	await context.addCookies(await setUp(server, false));
	await writeDay(join(server.home, 'robin', 'tool_audit'));
});
test.afterEach(() => server.stop());

interface SeenRow {
	/** The number in the text of the row. */
	says: number;
	/** The row index that the grid states, counting the head. */
	ariaIndex: number;
}

/** The rows that are completely inside the viewport of the table; none while any is still loading. */
function rowsSeen(page: Page): Promise<SeenRow[]> {
	return page.getByRole('grid').evaluate((grid) => {
		const { top, bottom } = grid.getBoundingClientRect();
		const headBottom = grid.querySelector('[data-head]')!.getBoundingClientRect().bottom;
		const seen = [...grid.querySelectorAll('[role=row][aria-selected]')].filter((row) => {
			const box = row.getBoundingClientRect();
			return box.height > 0 && box.top >= Math.max(top, headBottom) - 1 && box.bottom <= bottom + 1;
		});
		const rows = seen.map((row) => ({
			// Until a row is loaded, it keeps the text of the previous one, hidden.
			says: row.ariaBusy === 'true' ? NaN : Number(/#(\d+)#/.exec(row.textContent ?? '')?.[1]),
			ariaIndex: Number(row.getAttribute('aria-rowindex')),
		}));
		return rows.some(({ says }) => Number.isNaN(says)) ? [] : rows;
	});
}

/** Waits until a row of the wanted range is in view, then checks the number of every row in view. */
async function expectSeen(page: Page, from: number, to: number): Promise<void> {
	await expect
		.poll(async () => (await rowsSeen(page)).some(({ says }) => says >= from && says <= to))
		.toBe(true);
	const rows = await rowsSeen(page);
	expect(rows.length).toBeGreaterThan(isOnPhone(page) ? 4 : 10);
	for (const [at, { says, ariaIndex }] of rows.entries()) {
		expect(ariaIndex).toBe(says + 1);
		expect(says).toBe(rows[0]!.says + at);
	}
}

/** Moves over a number of rows with the wheel or a finger, and checks that none is skipped. */
async function moveByHand(page: Page, rows: number): Promise<void> {
	const grid = page.getByRole('grid');
	const from = (await rowsSeen(page))[0]!.says;
	const height = await grid
		.getByRole('row')
		.last()
		.evaluate((row) => row.clientHeight);
	if (isOnPhone(page)) await swipe(grid, rows * height);
	else {
		await grid.hover();
		await page.mouse.wheel(0, rows * height);
	}
	await expectSeen(page, from + rows - 1, from + rows + 1);
}

test(
	'a day of a million calls opens, and every row is at the position that it states',
	{ tag: '@deep' },
	async ({ page }) => {
		await page.goto(`${server.url}/audit/${DAY}`);
		const grid = page.getByRole('grid');
		await expect(grid).toHaveAttribute('aria-rowcount', `${ROWS + 1}`, {
			timeout: OPEN_TIMEOUT_MS,
		});
		// It is above the table and takes its height once it is rendered.
		await expect(page.getByRole('img', { name: /^Calls over the day/ })).toBeVisible({
			timeout: OPEN_TIMEOUT_MS,
		});
		await expectSeen(page, 1, 1);

		await grid.evaluate((element) => {
			element.scrollTop = (element.scrollHeight - element.clientHeight) / 2;
		});
		await expectSeen(page, ROWS * 0.499, ROWS * 0.501);
		await moveByHand(page, 12);
		await moveByHand(page, -20);
		await grid.evaluate((element) => {
			element.scrollTop = element.scrollHeight;
		});
		await expectSeen(page, ROWS, ROWS);
		await moveByHand(page, -12);

		await grid.focus();
		await page.keyboard.press('Home');
		await expectSeen(page, 1, 1);
		await page.keyboard.press('End');
		await expectSeen(page, ROWS, ROWS);
		await expect(grid.getByRole('row', { selected: true })).toContainText(`#${ROWS}#`);
		await expectNoSideways(page);

		await page.getByRole('searchbox').fill(RARE_WORD);
		await expect(grid).toHaveAttribute('aria-rowcount', `${RARE_ROWS.length + 1}`, {
			timeout: OPEN_TIMEOUT_MS,
		});
		await expect
			.poll(async () => (await rowsSeen(page)).map(({ says }) => says))
			.toEqual(RARE_ROWS);
	},
);
