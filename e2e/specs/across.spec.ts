import { expect, test, type Page } from '@playwright/test';
import {
	callDetail,
	choose,
	chooseInCall,
	chooseInLog,
	DAY_NAME,
	expectNoSideways,
	goToPlace,
	isOnPhone,
} from '../page-actions.ts';
import { useSignedIn } from '../signed-in.ts';

const spec = useSignedIn();

test.beforeEach(async ({ page }) => {
	await page.goto(spec.server.url);
});

/** With a row open, moves to the next or previous one: by key, or on a phone by the button for it. */
async function turn(page: Page, key: 'j' | 'k'): Promise<void> {
	if (!isOnPhone(page)) return page.keyboard.press(key);
	await choose(callDetail(page).getByRole('button', { name: `(${key})` }));
}

test(
	'a search over all days finds calls, opens one beside, and shows it in its day',
	{ tag: '@phone' },
	async ({ page }) => {
		await goToPlace(page, 'Search');
		await page.getByRole('searchbox').fill('draft-0.md');
		const found = page.getByRole('grid', { name: 'Calls found' });
		await expect(found.getByRole('row').nth(1)).toContainText('draft-0.md');
		await expect(page).toHaveURL(/q=draft-0\.md/);
		const link = page.url();
		await page.reload();
		await expect(found.getByRole('row').nth(1)).toContainText('draft-0.md');
		expect(page.url()).toBe(link);
		await choose(found.getByRole('row').nth(1).getByRole('gridcell').first());
		const detail = callDetail(page);
		await expect(detail).toContainText('draft-0.md');
		await expect(found.getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true');
		await page.reload();
		await expect(detail).toContainText('draft-0.md');
		await turn(page, 'j');
		await expect(found.getByRole('row').nth(2)).toHaveAttribute('aria-selected', 'true');
		await turn(page, 'k');
		await expect(found.getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true');
		await expect(detail).toContainText('draft-0.md');
		await chooseInCall(page, 'Show in context');
		await expect(page).toHaveURL(/\/audit\/\d{4}-\d{2}-\d{2}\?user=robin&row=/);
		await expect(page.getByRole('grid', { name: /^Audit log of/ })).toBeVisible();
		await expect(detail).toContainText('draft-0.md');
		await expectNoSideways(page);
	},
);

test('recent denied calls are one click away, newest first', async ({ page }) => {
	await goToPlace(page, 'Recent');
	const recent = page.getByRole('grid', { name: 'Recent' });
	await expect(recent).toBeVisible();
	const statuses = page.getByRole('group', { name: 'Status' });
	const counted = statuses.getByRole('button', { name: /^denied \d+$/ });
	const count = Number(/\d+/.exec((await counted.textContent()) ?? '')?.[0]);
	await choose(counted);
	await expect(recent).toHaveAttribute('aria-rowcount', String(count + 1));
	await expect(page).toHaveURL(/status=denied/);
	await expect(recent.getByRole('gridcell', { name: 'ok', exact: true })).toHaveCount(0);
	const denied = recent.getByRole('gridcell', { name: 'denied' });
	await expect(denied.first()).toBeVisible();

	const list = page.url();
	await choose(denied.nth(1));
	await expect(callDetail(page)).toContainText('denied');
	await page.goBack();
	await expect(page).toHaveURL(list);
	await expect(callDetail(page)).toHaveCount(0);
	await expect(recent).toHaveAttribute('aria-rowcount', String(count + 1));

	await choose(counted);
	await expect(recent.getByRole('gridcell', { name: 'ok', exact: true }).first()).toBeVisible();
	await expectNoSideways(page);
});

/** At the value that the mouse rests on. */
const FILTER_TO = '[data-cell-actions] button:first-child';

test('a filter from a row and a letter typed at the same time are both kept', async ({ page }) => {
	test.skip(isOnPhone(page), 'a finger opens the row instead');
	await goToPlace(page, 'Everyone');
	const tool = page.getByRole('grid').locator('[data-part=tool]').first();
	const name = (await tool.getAttribute('title'))!;
	await tool.hover();
	await expect(page.locator(FILTER_TO)).toHaveAttribute('title', /^Filter to /);
	// In one turn of the page: the field still waits for more letters.
	await page.evaluate((filterTo) => {
		const field = document.querySelector<HTMLInputElement>('[data-search]')!;
		field.value = 'e';
		field.dispatchEvent(new InputEvent('input', { bubbles: true }));
		document.querySelector<HTMLElement>(filterTo)!.click();
	}, FILTER_TO);
	await expect
		.poll(() => [...new URL(page.url()).searchParams].filter(([part]) => /^(tool|q)$/.test(part)))
		.toEqual(
			expect.arrayContaining([
				['tool', name],
				['q', 'e'],
			]),
		);
	await expect(page.getByRole('searchbox')).toHaveValue('e');
	const tools = page.getByRole('grid').locator('[data-part=tool]');
	await expect
		.poll(() =>
			tools.evaluateAll((cells) => [...new Set(cells.map((cell) => cell.getAttribute('title')))]),
		)
		.toEqual([name]);
});

test(
	'an admin switches to the log of another user, and to the logs of all users',
	{ tag: '@deep' },
	async ({ page }) => {
		await goToPlace(page, 'Recent');
		await choose(page.getByRole('button', { name: /^Log of/ }));
		await choose(page.getByRole('menuitemradio', { name: 'bob' }));
		await expect(page).toHaveURL(/user=bob/);
		await chooseInLog(page, DAY_NAME);
		await expect(page).toHaveURL(/\/audit\/\d{4}-\d{2}-\d{2}\?user=bob/);
		await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '7');
		await goToPlace(page, 'Everyone');
		await expect(
			page.getByRole('group', { name: 'Status' }).getByRole('button', { name: /^denied \d+$/ }),
		).toBeVisible();
		await expect(page.getByRole('grid').getByRole('columnheader', { name: 'User' })).toBeAttached();
		await page.getByRole('searchbox').fill('/home/bob');
		// Only then is the first row a result of this search, and stays where it is.
		await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('/home/bob');
		await choose(page.getByRole('gridcell', { name: 'bob', exact: true }).first());
		await expect(page).toHaveURL(/of=bob/);
		await expect(callDetail(page)).toContainText(/User\s*bob/);
		await expectNoSideways(page);
	},
);
