import { expect, test } from '@playwright/test';
import { lastDenied } from '../sample-log.ts';
import { startServer, type RunningServer } from '../server.ts';
import {
	choose,
	chooseInLog,
	DAY_NAME,
	expectNoSideways,
	setUp,
	shownDay,
	signIn,
} from '../page-actions.ts';

let server: RunningServer;

test.beforeAll(async () => {
	server = await startServer();
	await setUp(server);
});
test.afterAll(() => server.stop());

test(
	'the last denied call is found after sign-in, understood and shared',
	{ tag: '@phone' },
	async ({ browser, context, page }) => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.goto(server.url);
		await signIn(page, 'robin');
		await expect(page).toHaveURL(`${server.url}/`);
		await chooseInLog(page, DAY_NAME);
		await expect(page).toHaveURL(/\/audit\/\d{4}-\d{2}-\d{2}\?user=robin$/);
		const { call, row } = await lastDenied(server, shownDay(page));

		const grid = page.getByRole('grid');
		await expect(grid.getByText('ok', { exact: true }).first()).toBeVisible();
		await choose(
			page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'denied' }),
		);
		await expect(page).toHaveURL(/status=denied/);
		await expect(grid.getByText('ok', { exact: true })).toHaveCount(0);
		const list = page.url();
		await choose(grid.getByRole('row').last().getByRole('gridcell').first());

		const detail = page.getByRole('region', { name: 'Row detail' });
		await expect(detail.getByRole('heading', { name: call.tool })).toBeVisible();
		await expect(detail).toContainText('denied');
		for (const value of Object.values(call.args)) await expect(detail).toContainText(value);
		await expect(detail).toContainText(call.result_snippet);
		await choose(detail.getByRole('button', { name: 'Copy this row' }));
		await choose(page.getByRole('menuitem', { name: 'Copy link' }));
		await expect(page.getByText('Link copied')).toBeVisible();
		const link = await page.evaluate(() => navigator.clipboard.readText());

		await page.goBack();
		await expect(page).toHaveURL(list);
		await expect(detail).toHaveCount(0);
		await expect(grid.getByText('denied', { exact: true }).first()).toBeVisible();
		await expectNoSideways(page);

		const elsewhere = await browser.newContext();
		const other = await elsewhere.newPage();
		await other.goto(link);
		await signIn(other, 'robin');
		const shared = other.getByRole('region', { name: 'Row detail' });
		await expect(shared.getByRole('heading', { name: `Row ${row}`, exact: true })).toBeVisible();
		await expect(shared).toContainText(call.result_snippet);
		await expectNoSideways(other);
		await elsewhere.close();
	},
);
