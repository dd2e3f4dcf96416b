import { expect, test } from '@playwright/test';
import { startServer, type RunningServer } from '../server.ts';
import { setUp } from '../visitor.ts';

let server: RunningServer;

test.beforeEach(async ({ page }) => {
	server = await startServer();
	await setUp(page, server);
	await page.getByRole('treeitem', { name: 'Audit Log' }).click();
});
test.afterEach(() => server.stop());

test('a search over all days finds calls, opens one beside, and shows it in its day', async ({
	page,
}) => {
	await page.getByRole('treeitem', { name: 'Search all days' }).click();
	await page.getByRole('searchbox').fill('draft-0.md');
	const found = page.getByRole('grid', { name: 'Calls found' });
	await expect(found.getByRole('row').nth(1)).toContainText('draft-0.md');
	await expect(page).toHaveURL(/q=draft-0\.md/);
	const link = page.url();
	await page.reload();
	await expect(found.getByRole('row').nth(1)).toContainText('draft-0.md');
	expect(page.url()).toBe(link);
	await found.getByRole('row').nth(1).getByRole('gridcell').first().click();
	const detail = page.getByRole('region', { name: 'Row detail' });
	await expect(detail).toContainText('draft-0.md');
	await expect(found.getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true');
	await page.reload();
	await expect(detail).toContainText('draft-0.md');
	await page.keyboard.press('j');
	await expect(found.getByRole('row').nth(2)).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('k');
	await expect(detail).toContainText('draft-0.md');
	await page.getByRole('button', { name: 'Show in context' }).click();
	await expect(page).toHaveURL(/\/audit\/\d{4}-\d{2}-\d{2}\?row=/);
	await expect(page.getByRole('grid', { name: /^Audit log of/ })).toBeVisible();
	await expect(detail).toContainText('draft-0.md');
});

test('what was refused lately is one click away, newest first', async ({ page }) => {
	await page.getByRole('treeitem', { name: 'Recent' }).click();
	const recent = page.getByRole('grid', { name: 'Recent' });
	await expect(recent).toBeVisible();
	const statuses = page.getByRole('group', { name: 'Status' });
	const counted = statuses.getByRole('button', { name: /^denied \d+$/ });
	const count = Number(/\d+/.exec((await counted.textContent()) ?? '')?.[0]);
	await counted.click();
	await expect(recent).toHaveAttribute('aria-rowcount', String(count + 1));
	await expect(page).toHaveURL(/status=denied/);
	await expect(recent.getByRole('gridcell', { name: 'ok', exact: true })).toHaveCount(0);
	await expect(recent.getByRole('gridcell', { name: 'denied' }).first()).toBeVisible();
	await page.getByRole('button', { name: 'Remove status denied' }).click();
	await expect(recent.getByRole('gridcell', { name: 'ok', exact: true }).first()).toBeVisible();
});

test('an admin turns to the log of another, and to everyone’s', async ({ page }) => {
	await page.getByRole('treeitem', { name: 'Recent' }).click();
	await page.getByLabel('Log of').selectOption('bob');
	await expect(page).toHaveURL(/user=bob/);
	await page
		.getByRole('treeitem', { name: /^\d{4}-\d{2}-\d{2}/ })
		.first()
		.click();
	await expect(page).toHaveURL(/\/audit\/\d{4}-\d{2}-\d{2}\?user=bob/);
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '7');
	await page.getByRole('treeitem', { name: 'Everyone' }).click();
	await expect(
		page.getByRole('group', { name: 'Status' }).getByRole('button', { name: /^denied \d+$/ }),
	).toBeVisible();
	await expect(page.getByRole('grid').getByRole('columnheader', { name: 'User' })).toBeVisible();
	const ofBob = page.getByRole('gridcell', { name: 'bob', exact: true }).first();
	await ofBob.click();
	await expect(page).toHaveURL(/of=bob/);
	await expect(page.getByRole('region', { name: 'Row detail' })).toContainText('written by bob');
});
