import { expect, test, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { useAgentLog } from '../agent-log.ts';
import { choose, expectNoSideways } from '../page-actions.ts';

const PROGRAM = join(import.meta.dirname, '../import-calls.ts');
/** Long over, and not among the newest days of the log. */
const OLD_DAY = '2026-03-14';
const NEWER_DAYS = ['2026-03-15', '2026-03-16', '2026-03-17'];

const log = useAgentLog();
test.afterEach(({ page }) => expectNoSideways(page));

const row = (page: Page, number: number) =>
	page.getByText(`call number ${number}.`, { exact: true });
const news = (page: Page) => page.getByText(/calls? imported$|new calls?/).and(page.locator('p'));
const showNewest = (page: Page) => page.getByRole('button', { name: /^Show newest/ });
const announced = (page: Page) => page.locator('[data-live-news]');
const hasRows = (page: Page, count: number) =>
	expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(count + 1));

/** Imports calls of a day by another process, numbered throughout the test. */
async function importCalls(day: string, count: number): Promise<void> {
	const first = log.written + 1;
	log.written += count;
	const given = [log.server.home, `${day}T00:00:01`, String(first), String(count)];
	await promisify(execFile)(process.execPath, [PROGRAM, ...given]);
}

async function write(count: number): Promise<void> {
	const results = Array.from({ length: count }, () => `call number ${++log.written}.`);
	await log.agent.record(results.map((result) => ({ result })));
}

test(
	'an older day that is open shows what is imported into it, and moves nothing',
	{ tag: '@deep' },
	async ({ page }) => {
		await importCalls(OLD_DAY, 100);
		for (const day of NEWER_DAYS) await importCalls(day, 1);
		await page.goto(`${log.server.url}/audit/${OLD_DAY}`);
		await expect(row(page, 1)).toBeInViewport();
		await hasRows(page, 100);

		await importCalls(OLD_DAY, 200);
		await expect(news(page)).toHaveText('200 calls imported');
		await expect(announced(page)).toHaveText('200 calls imported');
		await expect(row(page, 1)).toBeInViewport();
		await hasRows(page, 300);
		await expect(page.getByText('300 calls', { exact: true })).toBeVisible();
		await expect(page.getByText('Live', { exact: true })).toHaveCount(0);

		await choose(showNewest(page));
		const last = log.written;
		await expect(row(page, last)).toBeInViewport();
		await expect(news(page)).toHaveCount(0);

		await importCalls(OLD_DAY, 60);
		await expect(news(page)).toHaveText('60 calls imported');
		await expect(row(page, last)).toBeInViewport();
	},
);

test('today, imported calls are counted apart from new ones, and are not followed', async ({
	page,
}) => {
	await write(60);
	await page.goto(`${log.server.url}/audit/${log.agent.day}`);
	await expect(page.getByRole('status').filter({ hasText: /^Live$/ })).toBeVisible();
	await page.getByRole('grid').focus();
	await page.keyboard.press('End');
	await expect(row(page, 60)).toBeInViewport();

	await importCalls(log.agent.day, 50);
	await write(1);
	await expect(news(page)).toHaveText('1 new call, 50 imported');
	await expect(row(page, 60)).toBeInViewport();

	await choose(showNewest(page));
	await expect(row(page, 111)).toBeInViewport();
	await write(1);
	await expect(row(page, 112)).toBeInViewport();
	await expect(news(page)).toHaveCount(0);
});

test('Recent says that imported calls are not in the order of their times', async ({ page }) => {
	await write(3);
	await page.goto(`${log.server.url}/audit/recent`);
	await expect(page.getByText('3 calls, newest first')).toBeVisible();
	await importCalls(log.agent.day, 2);
	await page.reload();
	await expect(page.getByText('by day, last recorded first')).toBeVisible();
	await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('call number 5.');
});
