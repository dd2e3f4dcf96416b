import { expect, test } from '@playwright/test';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../server.ts';
import { callDetail, isOnPhone, setUp } from '../page-actions.ts';

let server: RunningServer;

test.beforeEach(async () => {
	server = await startServer();
});
test.afterEach(() => server.stop());

test('a denied or failed call is one click from Home', async ({ context, page }) => {
	await context.addCookies(await setUp(server));
	await page.goto(server.url);
	const trouble = page.getByRole('region', { name: 'Denied and failed' });
	const newest = trouble.getByRole('link').filter({ hasText: 'denied' }).first();
	const method = await newest.locator('.font-semibold').textContent();
	await newest.click();
	const detail = callDetail(page);
	await expect(detail.getByRole('heading', { name: method!.trim() })).toBeVisible();
	await expect(detail).toContainText('denied');
	await expect(page.getByRole('grid')).toBeFocused();
	const opened = page.url();
	await page.keyboard.press('ArrowUp');
	await expect.poll(() => page.url()).not.toBe(opened);
	await page.goBack();

	const lines = trouble.getByRole('listitem').getByRole('link');
	await expect(lines.nth(1)).toBeVisible();
	for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
	await expect(lines.nth(1)).toBeFocused();
	await trouble.getByRole('link', { name: /^View all/ }).click();
	await expect(page.getByRole('grid', { name: 'Recent' })).toBeVisible();
	await expect(page.getByRole('gridcell', { name: 'ok', exact: true })).toHaveCount(0);
	await page.goBack();

	const days = page.getByRole('region', { name: 'Latest days' });
	const denied = days.getByRole('link', { name: /^\d+ denied$/ }).first();
	const count = Number.parseInt((await denied.textContent()) ?? '');
	await denied.click();
	await expect(page).toHaveURL(/\/audit\/\d{4}-\d{2}-\d{2}\?user=robin&status=denied$/);
	await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(count + 1));
});

test('a call recorded while Home is open appears on it, in its day and in the Files panel', async ({
	context,
	page,
}) => {
	await context.addCookies(await setUp(server, false));
	await page.goto(server.url);
	// On a phone the panel is a drawer over Home.
	const hasPanel = !isOnPhone(page);
	if (hasPanel) await page.getByRole('treeitem', { name: 'Audit Log' }).click();
	const days = page.getByRole('region', { name: 'Latest days' });
	await expect(page.getByText('No calls yet')).toBeVisible();
	for (const [tool, count] of [
		['shell', 1],
		['send_mail', 2],
	] as const) {
		const answer = await page.request.post(`${server.url}/trpc/audit.record`, {
			headers: { origin: server.url },
			data: { tool, args: {}, status: 'denied', result: 'not allowed' },
		});
		expect(answer.ok()).toBe(true);
		const trouble = page.getByRole('region', { name: 'Denied and failed' });
		await expect(trouble.getByRole('link').filter({ hasText: 'denied' }).first()).toContainText(
			tool,
		);
		await expect(days.getByRole('link', { name: `${count} denied`, exact: true })).toBeVisible();
		if (!hasPanel) continue;
		const day = page.getByRole('treeitem', { name: /^\d{4}-\d{2}-\d{2}/ });
		await expect(day).toContainText(new RegExp(`${count}\\s*$`));
	}
});

test(
	'an admin sees that the log can’t be written, and how many calls wait',
	{ tag: '@deep' },
	async ({ context, page }) => {
		await context.addCookies(await setUp(server, false));
		const blocked = join(server.home, 'robin/tool_audit');
		await rm(blocked, { recursive: true, force: true });
		await mkdir(join(server.home, 'robin'), { recursive: true });
		await writeFile(blocked, '');
		const answer = await page.request.post(`${server.url}/trpc/audit.record`, {
			headers: { origin: server.url },
			data: { tool: 't', args: {}, status: 'ok', result: '' },
		});
		expect(answer.ok()).toBe(true);
		await page.goto(server.url);
		await expect(page.getByText('this server can’t write to the log')).toBeVisible();
		await expect(page.getByText('1 call waits in memory')).toBeVisible();
		await page.goto(`${server.url}/people`);
		await expect(page.getByRole('region', { name: 'Recording' })).toContainText(
			'Waiting in memory, for the disk 1',
		);
	},
);
