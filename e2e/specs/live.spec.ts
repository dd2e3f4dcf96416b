import { expect, test, type Page } from '@playwright/test';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { useAgentLog } from '../agent-log.ts';
import { startServer } from '../server.ts';
import {
	callDetail,
	choose,
	expectNoSideways,
	isOnPhone,
	openPanel,
	signIn,
	swipe,
} from '../page-actions.ts';

const log = useAgentLog();
test.afterEach(({ page }) => expectNoSideways(page));

const grid = (page: Page) => page.getByRole('grid');
const row = (page: Page, number: number) =>
	page.getByText(`call number ${number}.`, { exact: true });
const mark = (page: Page, word: string) =>
	page.getByRole('status').filter({ hasText: new RegExp(`^${word}$`) });
const news = (page: Page) => page.getByText(/\d+ new calls?$/).and(page.locator('p'));
const showNewest = (page: Page) => page.getByRole('button', { name: /^Show newest/ });

/** Appends a number of calls as an agent does, numbered throughout the test. */
async function write(count: number, status: 'ok' | 'denied' = 'ok'): Promise<void> {
	const results = Array.from({ length: count }, () => `call number ${++log.written}.`);
	await log.agent.record(results.map((result) => ({ status, result })));
}

async function openToday(page: Page, query = ''): Promise<void> {
	await page.goto(`${log.server.url}/audit/${log.agent.day}${query}`);
	await expect(mark(page, 'Live')).toBeVisible();
}

const FAR_PX = 20_000;

const hasRows = (page: Page, count: number) =>
	expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1));

async function toStart(page: Page): Promise<void> {
	if (isOnPhone(page)) return swipe(grid(page), -FAR_PX);
	await grid(page).focus();
	await page.keyboard.press('Home');
}

async function toEnd(page: Page): Promise<void> {
	if (isOnPhone(page)) return swipe(grid(page), FAR_PX);
	await grid(page).focus();
	await page.keyboard.press('End');
}

test(
	'a day fills while it is open, and is followed only at its end',
	{ tag: '@phone' },
	async ({ page }) => {
		await openToday(page);
		await expect(page.getByText('No calls on this day')).toBeVisible();
		await write(3);
		await expect(row(page, 3)).toBeInViewport();
		await expect(page.locator('[data-live-news]')).toHaveText('3 new calls');

		await write(200);
		await expect(row(page, 203)).toBeInViewport();
		await expect(news(page)).toHaveCount(0);

		await toStart(page);
		await expect(row(page, 1)).toBeInViewport();
		await write(37);
		await expect(news(page)).toHaveText('37 new calls');
		await expect(page).toHaveTitle(/^\(37\) /);
		await expect(row(page, 1)).toBeInViewport();
		await hasRows(page, 240);

		await choose(showNewest(page));
		await expect(row(page, 240)).toBeInViewport();
		await expect(news(page)).toHaveCount(0);
		await write(1);
		await expect(row(page, 241)).toBeInViewport();
	},
);

test('nothing moves while a row is read', { tag: '@phone' }, async ({ page }) => {
	await write(100);
	await openToday(page);
	await toEnd(page);
	await choose(row(page, 100));
	await expect(page).toHaveURL(/row=/);
	await write(5);
	await expect(news(page)).toHaveText('5 new calls');
	await expect(row(page, 105)).not.toBeInViewport();
	// On a phone the open row covers the list and its messages.
	if (isOnPhone(page)) await choose(page.getByRole('button', { name: 'Close (Esc)' }));
	await choose(showNewest(page));
	await expect(page).not.toHaveURL(/row=/);
	await expect(row(page, 105)).toBeInViewport();
});

test('while paused only the count changes, and after resuming every call is shown', async ({
	page,
}) => {
	await write(1);
	await openToday(page);
	await write(1);
	// A read that began before the pause may still arrive.
	await hasRows(page, 2);
	if (isOnPhone(page)) await choose(page.getByRole('button', { name: 'Pause', exact: true }));
	else await page.keyboard.press('p');
	await expect(mark(page, 'Paused')).toBeVisible();
	await write(4);
	await expect(news(page)).toHaveText(/^Paused at .* · 4 new calls$/);
	await hasRows(page, 2);
	await choose(page.getByRole('button', { name: /^Resume/ }));
	await expect(mark(page, 'Live')).toBeVisible();
	await hasRows(page, 6);
	await expect(row(page, 6)).toBeInViewport();
	await expect(news(page)).toHaveCount(0);
});

test('a lost connection is reported, and calls recorded in the gap appear once', async ({
	page,
}) => {
	await write(5);
	await openToday(page);
	await startAgain(page);
	await expect(mark(page, 'Live')).toBeVisible();
	await hasRows(page, 12);
	await write(3);
	await hasRows(page, 15);
	for (let number = 1; number <= 15; number++) await expect(row(page, number)).toHaveCount(1);
});

/** Stops the server, writes to the log, and starts the server again on the same port. */
async function startAgain(page: Page): Promise<void> {
	const away = log.server;
	const { home, data, url } = away;
	await away.halt();
	await expect(mark(page, 'Reconnecting…')).toBeVisible();
	await write(7);
	const next = await startServer({ folders: { home, data }, port: Number(new URL(url).port) });
	async function stop(): Promise<void> {
		await next.stop();
		await away.stop();
	}
	log.server = { ...next, stop };
}

test(
	'a file that goes away is said where its calls are, and the page goes on when it is back',
	{ tag: '@deep' },
	async ({ context, page }) => {
		const { file } = log.agent;
		const gone = /^The file of .* is no longer there: /;
		await write(60);
		await openToday(page);
		await toStart(page);
		await choose(row(page, 2));
		await expect(callDetail(page)).toContainText('call number 2.');
		const home = await context.newPage();
		await home.goto(log.server.url);
		await expect(home.getByRole('link', { name: 'Calls today' })).toContainText('60');
		const recent = await context.newPage();
		await recent.goto(`${log.server.url}/audit/recent?user=robin`);
		await hasRows(recent, 60);
		// What is read below must not be what is read again as soon as it changes.
		await grid(recent).hover();

		await rename(file, `${file}.away`);
		await expect(page.getByText(gone)).toBeVisible();
		await expect(home.getByText(gone)).toBeVisible();
		await expect(recent.getByText(gone)).toBeVisible();
		await hasRows(page, 60);
		await expect(row(page, 3)).toBeVisible();
		await expect(page.getByText('No longer in the log', { exact: true })).toBeVisible();
		await expect(callDetail(page)).toContainText('No longer in the log');
		await expect(callDetail(page)).toContainText('call number 2.');

		await rename(`${file}.away`, file);
		for (const one of [page, home, recent]) await expect(one.getByText(gone)).toHaveCount(0);
		await expect(callDetail(page)).not.toContainText('No longer in the log');
		await write(1);
		await hasRows(page, 61);

		const replaced = /^The file of .* was replaced or shortened /;
		await writeFile(`${file}.new`, (await readFile(file, 'utf8')).replaceAll('call', 'caller'));
		await rename(`${file}.new`, file);
		await expect(page.getByText(replaced)).toBeVisible();
		await expect(home.getByText(replaced)).toBeVisible();
		await expect(grid(page)).toContainText('caller number 3.');
	},
);

test('under a filter, matching calls appear and the others are only counted', async ({ page }) => {
	await write(2, 'denied');
	await write(3);
	await openToday(page, '?status=denied');
	await hasRows(page, 2);
	await write(4);
	await write(1, 'denied');
	await hasRows(page, 3);
	await expect(row(page, 10)).toBeInViewport();
	await expect(row(page, 9)).toHaveCount(0);
	await expect(page.getByText('3 of 10 calls', { exact: true })).toBeVisible();
});

test('the panel marks the day as live and updates its count', async ({ page }) => {
	await write(2);
	await openToday(page);
	await openPanel(page);
	const item = page.getByRole('treeitem', { name: new RegExp(`^${log.agent.day}.*live`) });
	await expect(item).toContainText('2');
	await write(40);
	await expect(item).toContainText('42');
});

test('leaving the day closes its stream', async ({ context, page }) => {
	// Signs out, so it needs a session that no other test uses.
	await context.clearCookies();
	await page.goto(`${log.server.url}/login`);
	await signIn(page, 'robin');
	await expect(page).toHaveURL(`${log.server.url}/`);
	const open = new Set<object>();
	const isStream = (url: string) => url.includes('audit.changes');
	page.on('request', (request) => isStream(request.url()) && open.add(request));
	page.on('requestfailed', (request) => open.delete(request));
	page.on('requestfinished', (request) => open.delete(request));
	await write(1);
	await openToday(page);
	expect(open.size).toBe(1);
	await choose(page.getByRole('button', { name: 'Account menu' }));
	await choose(page.getByRole('menuitem', { name: 'Sign out' }));
	await expect(page).toHaveURL(/\/login/);
	await expect.poll(() => open.size).toBe(0);
});
