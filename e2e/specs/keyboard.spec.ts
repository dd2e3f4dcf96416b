import { expect, test, type Locator, type Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lastDenied } from '../sample-log.ts';
import { AT_NOON, startServer, type RunningServer } from '../server.ts';
import {
	callDetail,
	DAY_ADDRESS,
	DAY_NAME,
	dayShown,
	isOnPhone,
	PASSWORD,
	rawLine,
	setUp,
	signIn,
} from '../page-actions.ts';

const STROKES_MAX = 40;

let server: RunningServer;

test.beforeAll(async () => {
	server = await startServer(AT_NOON);
	await setUp(server);
});
test.afterAll(() => server.stop());

/** Presses one key until the focus is on the wanted element. */
async function pressUntilFocused(page: Page, key: string, wanted: Locator): Promise<void> {
	for (let strokes = 0; strokes < STROKES_MAX; strokes++) {
		if (await wanted.evaluate((element) => element.contains(document.activeElement))) return;
		await page.keyboard.press(key);
	}
	throw new Error(`${STROKES_MAX} strokes of ${key} did not get there`);
}

/** Moves the focus to the tree of the Files panel, which on a small screen is behind its button. */
async function goToTree(page: Page): Promise<void> {
	if (isOnPhone(page)) {
		await pressUntilFocused(page, 'Tab', page.getByRole('button', { name: 'Files', exact: true }));
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog', { name: 'Files panel' })).toBeVisible();
	}
	await expect(page.getByRole('treeitem', { name: 'Audit Log' })).toBeVisible();
	await pressUntilFocused(page, 'Tab', page.getByRole('tree', { name: 'Files' }));
}

test('the last denied call is found, understood and shared without a mouse', async ({
	context,
	page,
}) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const keys = page.keyboard;

	await page.goto(server.url);
	await expect(page.getByLabel('Username')).toBeFocused();
	await keys.type('robin');
	await keys.press('Tab');
	await keys.type(PASSWORD);
	await keys.press('Enter');
	await expect(page).toHaveURL(`${server.url}/`);

	await goToTree(page);
	await keys.press('End');
	await expect(page.getByRole('treeitem', { name: 'Audit Log' })).toBeFocused();
	await keys.press('ArrowRight');
	const newest = page.getByRole('treeitem', { name: DAY_NAME }).first();
	await expect(newest).toBeVisible();
	await pressUntilFocused(page, 'ArrowDown', newest);
	await keys.press('Enter');
	await expect(page).toHaveURL(DAY_ADDRESS);

	const { call, row } = await lastDenied(server, dayShown(page));
	const grid = page.getByRole('grid');
	await expect(grid.getByRole('gridcell').first()).toBeVisible();
	await keys.press('d');
	await expect(grid).toBeFocused();
	const current = grid.getByRole('row', { selected: true });
	await expect(current).toContainText('denied');
	await keys.press('End');
	await keys.press('Shift+D');
	await expect(current).toHaveAttribute('aria-rowindex', String(row + 1));
	await keys.press('k');
	await expect(current).toHaveAttribute('aria-rowindex', String(row));
	await keys.press('ArrowDown');
	await expect(current).toHaveAttribute('aria-rowindex', String(row + 1));
	await keys.press('Enter');

	const detail = callDetail(page);
	await expect(detail.getByRole('heading', { name: call.tool })).toBeVisible();
	await expect(detail).toContainText('denied');
	const args = Object.values(call.args);
	expect(args.length).toBeGreaterThan(0);
	for (const value of args) await expect(detail).toContainText(value);
	await expect(detail).toContainText(call.result_snippet);

	await keys.press('c');
	await expect(page.getByText('Link to this call copied')).toBeVisible();
	const link = await page.evaluate(() => navigator.clipboard.readText());
	await keys.press('Escape');
	await expect(detail).toHaveCount(0);
	await expect(current).toHaveAttribute('aria-rowindex', String(row + 1));

	const other = await context.newPage();
	await other.goto(link);
	const shared = callDetail(other);
	await expect(rawLine(other, row)).toBeVisible();
	await expect(shared).toContainText(call.result_snippet);
	await expect(other.getByRole('row', { selected: true })).toHaveAttribute(
		'aria-rowindex',
		String(row + 1),
	);
});

test('letters find items in the tree, and a day opened from it has its keys at once', async ({
	page,
}) => {
	test.skip(isOnPhone(page), 'The tree closes when a day is opened from it.');
	await writeFile(join(server.home, 'robin/diary.md'), '# Diary\n');
	const keys = page.keyboard;
	await page.goto(`${server.url}/login`);
	await signIn(page, 'robin');
	await expect(page).toHaveURL(`${server.url}/`);

	await goToTree(page);
	await keys.press('End');
	await keys.press('ArrowRight');
	const days = page.getByRole('treeitem', { name: DAY_NAME });
	await expect(days.nth(1)).toBeVisible();
	const grid = page.getByRole('grid');
	for (const day of [days.nth(0), days.nth(1)]) {
		// The name of a month may stand between two days.
		await pressUntilFocused(page, 'ArrowDown', day);
		await keys.press('Enter');
		await expect(day).toHaveAttribute('aria-current', 'page');
		await expect(grid.getByRole('gridcell').first()).toBeVisible();
		await keys.press('ArrowDown');
	}

	await keys.press('d');
	const diary = page.getByRole('treeitem', { name: 'diary.md' });
	await expect(diary).toBeFocused();
	await keys.press('2');
	await pressUntilFocused(page, 'ArrowDown', days.nth(1));
	await keys.press('d');
	await expect(grid).toBeFocused();
	await expect(grid.getByRole('row', { selected: true })).toContainText('denied');
});
