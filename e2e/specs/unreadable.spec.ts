import { expect, test } from '@playwright/test';
import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AT_NOON, startServer, type RunningServer } from '../server.ts';
import { goToPlace, openPanel, setUp } from '../page-actions.ts';

let server: RunningServer;

test.beforeEach(async () => {
	server = await startServer(AT_NOON);
});
test.afterEach(() => server.stop());

test(
	'a day that can’t be read is named in its place, and hides no other day',
	{ tag: '@deep' },
	async ({ context, page }) => {
		await context.addCookies(await setUp(server));
		await page.goto(server.url);
		const log = join(server.home, 'robin/tool_audit');
		const [today, yesterday] = (await readdir(log)).sort().reverse();
		await rm(join(log, yesterday!));
		await symlink(join(log, today!), join(log, yesterday!));
		// The whole log of another user.
		await mkdir(join(server.home, 'eve'));
		await symlink(log, join(server.home, 'eve/tool_audit'));
		const day = yesterday!.replace('.jsonl', '');

		await page.reload();
		const latest = page.getByRole('region', { name: 'Latest days' });
		await expect(latest.getByRole('listitem')).toHaveCount(8);
		const named = latest.getByRole('listitem').filter({
			has: page.getByRole('link', { name: new RegExp(`^${day}`) }),
		});
		await expect(named).toContainText('Can’t be read');
		await expect(named.getByRole('link').first()).toHaveAttribute('title', /is a link/);

		await goToPlace(page, 'Recent');
		await expect(page.getByText(`Not included: ${day} of "robin" is a link`)).toBeVisible();
		await expect(page.getByRole('grid', { name: 'Recent' }).getByRole('row').nth(1)).toBeVisible();
		await goToPlace(page, 'Everyone');
		await page.getByText('Not included: 2 days or logs').click();
		await expect(page.getByText('in the log folder of "eve"')).toBeVisible();
		await expect(
			page.getByRole('grid', { name: 'Everyone' }).getByRole('row').nth(1),
		).toBeVisible();
		await goToPlace(page, 'Search');
		// The previous page has a field with the same name.
		await expect(page).toHaveURL(/\/audit\/search/);
		await page.getByRole('searchbox').fill('draft');
		await expect(page.getByText(`Not included: ${day}`)).toBeVisible();
		await expect(page.getByRole('grid', { name: 'Calls found' })).toBeVisible();

		await openPanel(page);
		const item = page.getByRole('treeitem', { name: new RegExp(`^${day}`) });
		await expect(item).toContainText('can’t be read');
		await item.click();
		await expect(page.getByRole('alert')).toContainText('Could not read this day.');
	},
);
