import { expect, test, type Page } from '@playwright/test';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../server.ts';
import { setUp } from '../visitor.ts';

let server: RunningServer;
let today: string;
let written: number;

test.beforeEach(async ({ page }) => {
	server = await startServer();
	await setUp(page, server, false);
	const answer = await page.request.get(`${server.url}/trpc/audit.listDays?input=%7B%7D`);
	today = ((await answer.json()) as { result: { data: { today: string } } }).result.data.today;
	await mkdir(join(server.home, 'robin/tool_audit'), { recursive: true });
	await writeFile(dayFile(), '');
	written = 0;
});
test.afterEach(() => server.stop());

const dayFile = () => join(server.home, `robin/tool_audit/${today}.jsonl`);
const grid = (page: Page) => page.getByRole('grid');
const row = (page: Page, number: number) =>
	page.getByText(`call number ${number}.`, { exact: true });
const mark = (page: Page, word: string) =>
	page.getByRole('status').filter({ hasText: new RegExp(`^${word}$`) });
const pill = (page: Page) => page.getByRole('button', { name: /^\d+ new$/ });

/** Appends so many calls as an agent does, numbered on through the test. */
async function write(count: number, status: 'ok' | 'denied' = 'ok'): Promise<void> {
	const lines = Array.from({ length: count }, () => {
		const result = `call number ${++written}.`;
		const call = { ts: `${today}T12:00:00.000Z`, tool: 'note', args: {}, status };
		return `${JSON.stringify({ ...call, result_chars: result.length, result_snippet: result })}\n`;
	});
	await appendFile(dayFile(), lines.join(''));
}

async function openToday(page: Page, query = ''): Promise<void> {
	await page.goto(`${server.url}/audit/${today}${query}`);
	await expect(mark(page, 'Live')).toBeVisible();
}

const hasRows = (page: Page, count: number) =>
	expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1));

async function toEnd(page: Page): Promise<void> {
	await grid(page).focus();
	await page.keyboard.press('End');
	await expect(row(page, written)).toBeInViewport();
}

test('a day fills while it is looked at, is followed at its end, and only there', async ({
	page,
}) => {
	await openToday(page);
	await expect(page.getByText('Nothing was recorded on this day')).toBeVisible();
	await write(3);
	await expect(row(page, 3)).toBeInViewport();
	await expect(page.locator('[data-live-news]')).toHaveText('3 new entries');

	await write(200);
	await expect(row(page, 203)).toBeInViewport();
	await expect(pill(page)).toHaveCount(0);

	await grid(page).focus();
	await page.keyboard.press('Home');
	await expect(row(page, 1)).toBeInViewport();
	await write(37);
	await expect(pill(page)).toHaveText('37 new');
	await expect(row(page, 1)).toBeInViewport();
	await hasRows(page, 240);

	await pill(page).click();
	await expect(row(page, 240)).toBeInViewport();
	await expect(pill(page)).toHaveCount(0);
	await write(1);
	await expect(row(page, 241)).toBeInViewport();
});

test('nothing moves while a row is read', async ({ page }) => {
	await write(100);
	await openToday(page);
	await toEnd(page);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/row=/);
	await write(5);
	await expect(pill(page)).toHaveText('5 new');
	await expect(row(page, 105)).not.toBeInViewport();
	await pill(page).click();
	await expect(page).not.toHaveURL(/row=/);
	await expect(row(page, 105)).toBeInViewport();
});

test('paused, nothing comes but the number; going on, everything is there', async ({ page }) => {
	await write(2);
	await openToday(page);
	await page.keyboard.press('p');
	await expect(mark(page, 'Paused')).toBeVisible();
	await write(4);
	await expect(pill(page)).toHaveText('4 new');
	await hasRows(page, 2);
	await page.getByRole('button', { name: /^Go on/ }).click();
	await expect(mark(page, 'Live')).toBeVisible();
	await hasRows(page, 6);
	await expect(row(page, 6)).toBeInViewport();
	await expect(pill(page)).toHaveCount(0);
});

test('a lost connection is said, and what came meanwhile is there once', async ({ page }) => {
	await write(5);
	await openToday(page);
	await startAgain(page);
	await expect(mark(page, 'Live')).toBeVisible();
	await hasRows(page, 12);
	await write(3);
	await hasRows(page, 15);
	for (let number = 1; number <= 15; number++) await expect(row(page, number)).toHaveCount(1);
});

/** Stops the server, writes while it is away, and starts it where it was. */
async function startAgain(page: Page): Promise<void> {
	const away = server;
	const { home, data, url } = away;
	await away.halt();
	await expect(mark(page, 'Reconnecting…')).toBeVisible();
	await write(7);
	const next = await startServer({ folders: { home, data }, port: Number(new URL(url).port) });
	async function stop(): Promise<void> {
		await next.stop();
		await away.stop();
	}
	server = { ...next, stop };
}

test('under a filter what matches comes, and the rest is only counted', async ({ page }) => {
	await write(2, 'denied');
	await write(3);
	await openToday(page, '?status=denied');
	await hasRows(page, 2);
	await write(4);
	await write(1, 'denied');
	await hasRows(page, 3);
	await expect(row(page, 10)).toBeInViewport();
	await expect(row(page, 9)).toHaveCount(0);
	await expect(page.getByText('10 entries', { exact: true })).toBeVisible();
});

test('the panel marks the day as live and counts on', async ({ page }) => {
	await write(2);
	await openToday(page);
	await page.getByRole('treeitem', { name: 'Audit Log' }).click();
	const item = page.getByRole('treeitem', { name: new RegExp(`^${today}.*Live`) });
	await expect(item).toContainText('2');
	await write(40);
	await expect(item).toContainText('42');
});

test('whoever leaves the day leaves no stream open', async ({ page }) => {
	const open = new Set<object>();
	const isTail = (url: string) => url.includes('audit.tail');
	page.on('request', (request) => isTail(request.url()) && open.add(request));
	page.on('requestfailed', (request) => open.delete(request));
	page.on('requestfinished', (request) => open.delete(request));
	await write(1);
	await openToday(page);
	expect(open.size).toBe(1);
	await page.getByRole('button', { name: 'Account menu' }).click();
	await page.getByRole('menuitem', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(/\/login/);
	await expect.poll(() => open.size).toBe(0);
});
