import { expect, test } from '@playwright/test';
import {
	choose,
	chooseInLog,
	DAY_ADDRESS,
	DAY_NAME,
	dayShown,
	openPanel,
} from '../page-actions.ts';
import { useSignedIn } from '../signed-in.ts';

const spec = useSignedIn();

test('an address of version 1.0 names its owner once it is opened, and shows the same calls', async ({
	page,
}) => {
	await page.goto(spec.server.url);
	await chooseInLog(page, DAY_NAME);
	await expect(page).toHaveURL(DAY_ADDRESS);
	const { url } = spec.server;
	await page.goto(`${url}/audit/${dayShown(page)}?status=denied`);
	await expect(page).toHaveURL(/\?status=denied&user=robin$/);
	await expect(page.getByRole('row').nth(1)).toContainText('denied');
	await page.goto(`${url}/audit/recent?status=denied`);
	await expect(page).toHaveURL(/\/recent\?status=denied&user=robin$/);
	await page.goto(`${url}/audit/search?q=x&from=2026-01-01&to=2026-01-02`);
	await expect(page).toHaveURL(/\/search\?q=x&user=robin&since=[^&]+Z&until=[^&]+Z$/);
});

test('a filter stays when the day changes by the arrows, the calendar and the panel, and with the user', async ({
	page,
}) => {
	await page.goto(spec.server.url);
	await chooseInLog(page, DAY_NAME);
	await page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'denied' }).click();
	await expect(page).toHaveURL(/status=denied/);
	let day = dayShown(page);
	const expectAnotherDay = async () => {
		await expect.poll(() => dayShown(page)).not.toBe(day);
		await expect(page).toHaveURL(/\?(user=robin&status=denied|status=denied&user=robin)$/);
		day = dayShown(page);
	};
	await page.getByRole('link', { name: /^Day before: / }).click();
	await expectAnotherDay();
	await page.keyboard.press(']');
	await expectAnotherDay();

	await page.getByRole('button', { name: 'Calendar' }).click();
	const calendar = page.getByRole('dialog', { name: 'Calendar' });
	const listed = calendar.getByRole('link', { name: /\d+ calls/ });
	await expect(listed.first()).toBeVisible();
	const otherDay = listed.and(page.locator(':not([aria-current])')).first();
	// On the first day of a month the others are in the month before.
	if (!(await otherDay.isVisible())) {
		await calendar.getByRole('button', { name: 'Month before' }).click();
	}
	await otherDay.click();
	await expectAnotherDay();

	await openPanel(page);
	const other = page.getByRole('treeitem', { name: DAY_NAME }).first();
	await choose(other.getByRole('link'));
	await expectAnotherDay();

	await page.getByRole('button', { name: /^Log of/ }).click();
	await page.getByRole('menuitemradio', { name: 'bob' }).click();
	await expect(page).toHaveURL(/status=denied/);
	await expect(page).toHaveURL(/user=bob/);
	await expect(page.getByText(/You are reading the log of/)).toBeVisible();
});

test('the middle button opens a row in a tab of its own', async ({ context, page }) => {
	await page.goto(spec.server.url);
	await chooseInLog(page, DAY_NAME);
	const status = page.getByRole('gridcell', { name: 'denied', exact: true });
	const row = page.getByRole('row').filter({ has: status }).last();
	const opened = context.waitForEvent('page');
	await row.getByRole('gridcell').nth(3).click({ button: 'middle' });
	const tab = await opened;
	await expect(tab).toHaveURL(/&row=/);
	await expect(tab.getByRole('region', { name: 'Call detail' })).toContainText('Denied');
	await expect(page).not.toHaveURL(/row=/);
});

test('the last hour stays the last hour in the address, and leads from a day to all days', async ({
	page,
}) => {
	await page.goto(spec.server.url);
	await chooseInLog(page, DAY_NAME);
	await page.getByRole('link', { name: /^Day before: / }).click();
	await expect(page.getByRole('link', { name: /^Day after: / })).toBeVisible();
	await page.getByRole('button', { name: /^Time/ }).click();
	await page.getByRole('button', { name: /^Last hour/ }).click();
	await expect(page).toHaveURL(/\/audit\/recent\?.*time=1h/);
	await expect(page.getByRole('button', { name: /^Time: last hour/i })).toBeVisible();
	await page.reload();
	await expect(page).toHaveURL(/time=1h/);
});
