import { expect, test, type Page } from '@playwright/test';
import { startServer, type RunningServer } from '../server.ts';
import { setUp, signIn } from '../visitor.ts';

let server: RunningServer;

test.beforeEach(async ({ browser, page }) => {
	server = await startServer();
	const first = await browser.newContext();
	await setUp(await first.newPage(), server);
	await first.close();
	await page.goto(server.url);
	await signIn(page, 'robin');
	await expect(page).toHaveURL(`${server.url}/`);
});
test.afterEach(() => server.stop());

async function openNewestDay(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Files', exact: true }).tap();
	const drawer = page.getByRole('dialog', { name: 'Files panel' });
	await drawer.getByRole('treeitem', { name: 'Audit Log' }).tap();
	await drawer
		.getByRole('treeitem', { name: /^\d{4}-\d{2}-\d{2}/ })
		.first()
		.tap();
	await expect(page).toHaveURL(/\/audit\/\d{4}-\d{2}-\d{2}$/);
	await expect(drawer).toBeHidden();
}

/** A page that is wider than its screen slides under the thumb. */
async function expectNoSideways(page: Page): Promise<void> {
	const wider = await page.evaluate(
		() => document.scrollingElement!.scrollWidth - window.innerWidth,
	);
	expect(wider).toBeLessThanOrEqual(0);
}

test('on a phone a refused call is found in the newest day, read and left again', async ({
	page,
}) => {
	await expectNoSideways(page);
	await openNewestDay(page);
	const grid = page.getByRole('grid');
	await expect(grid.getByText('ok', { exact: true }).first()).toBeVisible();
	await expectNoSideways(page);
	await page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'denied' }).tap();
	await expect(page).toHaveURL(/status=denied/);
	await expect(grid.getByText('ok', { exact: true })).toHaveCount(0);
	await expect(grid.getByText('denied', { exact: true }).first()).toBeVisible();

	const list = page.url();
	await grid.getByRole('row').nth(1).getByRole('gridcell').first().tap();
	const detail = page.getByRole('region', { name: 'Row detail' });
	await expect(detail.getByRole('heading', { name: 'Result' })).toBeVisible();
	await expect(detail).toContainText('denied');
	await expectNoSideways(page);
	await page.goBack();
	await expect(page).toHaveURL(list);
	await expect(detail).toHaveCount(0);
	await expect(grid.getByText('denied', { exact: true }).first()).toBeVisible();
});

test('no page slides sideways on a phone', async ({ page }) => {
	await page.goto(`${server.url}/files/persona.md`);
	await expect(page.getByRole('heading', { name: 'Persona', exact: true })).toBeVisible();
	await expectNoSideways(page);
	await page.getByRole('button', { name: 'Edit', exact: true }).tap();
	await expect(page.getByRole('textbox', { name: /persona\.md/ })).toBeVisible();
	await expectNoSideways(page);
	await page.goto(`${server.url}/account`);
	await expect(page.getByText('API keys')).toBeVisible();
	await expectNoSideways(page);
});
