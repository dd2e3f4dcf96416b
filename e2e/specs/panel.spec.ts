import { expect, test, type Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choose, DAY_NAME, isOnPhone, openPanel } from '../page-actions.ts';
import { useSignedIn } from '../signed-in.ts';

const FILES = 60;
const DAYS = 400;
const DAY_MS = 24 * 60 * 60 * 1000;

const spec = useSignedIn();
const dayBefore = (days: number) => {
	return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
};
const log = (page: Page) => page.getByRole('treeitem', { name: 'Audit Log' });

test.beforeAll(async () => {
	const robin = join(spec.server.home, 'robin');
	const folder = join(robin, 'tool_audit');
	await mkdir(join(robin, 'many'));
	for (let at = 0; at < FILES; at++) await writeFile(join(robin, `many/file-${at}.md`), '');
	const line = (day: string) => `{"ts":"${day}T12:00:00Z","tool":"t","args":{},"status":"ok"}\n`;
	for (let at = 60; at < DAYS; at++) {
		await writeFile(join(folder, `${dayBefore(at)}.jsonl`), line(dayBefore(at)));
	}
});

test(
	'the Audit Log stays in sight below 60 files, and shows the day of the page',
	{ tag: '@phone' },
	async ({ page }) => {
		await page.goto(`${spec.server.url}/files/many/file-1.md`);
		await openPanel(page);
		await expect(page.getByRole('treeitem', { name: `file-${FILES - 1}.md` })).toBeAttached();
		await expect(log(page)).toHaveAttribute('aria-expanded', 'false');
		await expect(log(page)).toBeInViewport();
		await expect(log(page)).toContainText('48 today');
		await choose(log(page));
		await expect(log(page)).toBeInViewport();
		await expect(page.getByRole('treeitem', { name: DAY_NAME }).first()).toBeInViewport();

		const old = dayBefore(100);
		await page.goto(`${spec.server.url}/audit/${old}?status=ok`);
		await openPanel(page);
		const shown = page.getByRole('treeitem', { name: new RegExp(`^${old}`) });
		await expect(shown).toHaveAttribute('aria-current', 'page');
		await expect(shown).toBeInViewport();
		// The days that are not in open months cost nothing.
		expect(await page.getByRole('treeitem', { name: DAY_NAME }).count()).toBeLessThan(65);

		const other = page.getByRole('treeitem', { name: new RegExp(`^${dayBefore(99)}`) });
		await choose(other.getByRole('link'));
		await expect(page).toHaveURL(/\?user=robin&status=ok$/);
	},
);

test('a double click gives the Audit Log all the room, and back', async ({ page }) => {
	test.skip(isOnPhone(page), 'A double click and a handle are for a mouse.');
	await page.goto(spec.server.url);
	const tree = page.getByRole('tree', { name: 'Audit Log' });
	const height = () => tree.evaluate((element) => element.getBoundingClientRect().height);
	await log(page).getByRole('button').dblclick();
	await expect(log(page)).toHaveAttribute('aria-expanded', 'true');
	const full = await height();
	await page.reload();
	await expect.poll(height).toBe(full);
	await log(page).getByRole('button').dblclick();
	await expect.poll(height).toBeLessThan(full * 0.8);
	await expect(page).toHaveURL(`${spec.server.url}/`);

	const handle = page.getByRole('separator', { name: 'Height of the Audit Log' });
	const before = await height();
	await handle.press('ArrowDown');
	await expect.poll(height).toBe(before - 16);
});

test(
	'Back closes the drawer, and a page opened from it follows the page before',
	{ tag: '@phone' },
	async ({ page }) => {
		test.skip(!isOnPhone(page), 'Only a phone has a drawer.');
		const drawer = page.getByRole('dialog', { name: 'Files panel' });
		await page.goto(`${spec.server.url}/account`);
		await openPanel(page);
		await page.goBack();
		await expect(drawer).toHaveCount(0);
		await expect(page).toHaveURL(/\/account$/);

		await openPanel(page);
		await choose(drawer.getByRole('button', { name: 'Hide the Files panel' }));
		await expect(drawer).toHaveCount(0);

		await openPanel(page);
		await choose(drawer.getByRole('link', { name: 'Recent' }));
		await expect(page).toHaveURL(/\/audit\/recent/);
		await expect(drawer).toHaveCount(0);
		await page.goBack();
		await expect(page).toHaveURL(/\/account$/);
		await expect(drawer).toHaveCount(0);
	},
);

test('the palette goes to a place, to a typed date, and searches the calls', async ({
	context,
	page,
}) => {
	const keys = page.keyboard;
	const field = page.getByRole('combobox', { name: /^Search calls/ });
	await page.goto(spec.server.url);
	await page.getByRole('button', { name: /^Search or go to/ }).click();
	await field.fill('yesterday');
	await expect(page.getByRole('group', { name: 'Days' }).getByRole('option')).toHaveCount(1);
	await keys.press('Enter');
	await expect(page).toHaveURL(new RegExp(`/audit/${dayBefore(1)}\\?user=robin$`));

	await keys.press('Control+k');
	await field.fill('home');
	const opened = context.waitForEvent('page');
	await keys.press('Control+Enter');
	await expect(await opened).toHaveURL(`${spec.server.url}/`);

	await page.bringToFront();
	await keys.press('Control+k');
	await field.fill('persona');
	await keys.press('ArrowUp');
	await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText(
		'Search all days for “persona”',
	);
	await keys.press('Enter');
	await expect(page).toHaveURL(/\/audit\/search\?user=robin&q=persona/);
});

test('on another user’s log, the files are absent', async ({ page }) => {
	await page.goto(`${spec.server.url}/audit/recent?user=bob`);
	await openPanel(page);
	await expect(page.getByText('bob’s log')).toBeVisible();
	await expect(page.getByRole('treeitem', { name: DAY_NAME }).first()).toBeVisible();
	await expect(page.getByRole('tree', { name: 'Files' })).toHaveCount(0);
	if (isOnPhone(page)) await page.keyboard.press('Escape');
	await choose(page.getByRole('link', { name: 'Back to your log' }));
	await openPanel(page);
	await expect(page.getByRole('tree', { name: 'Files' })).toBeVisible();
	await expect(page).toHaveURL(/\/audit\/recent\?user=robin$/);
});
