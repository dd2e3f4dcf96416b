import { expect, test, type Page } from '@playwright/test';
import { rawLine } from '../page-actions.ts';
import { useAgentLog } from '../agent-log.ts';

const log = useAgentLog();
test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

/** Records calls written as letters: equal letters are equal calls. Results are numbered. */
async function write(letters: string): Promise<void> {
	await log.agent.record(
		[...letters].map((letter) => ({ tool: `tool.${letter}`, result: `result ${++log.written}.` })),
	);
}

const grid = (page: Page) => page.getByRole('grid');
const current = (page: Page) => grid(page).getByRole('row', { selected: true });
const hasRows = (page: Page, count: number) =>
	expect(grid(page)).toHaveAttribute('aria-rowcount', String(count + 1));
const isCurrent = async (page: Page, result: number, index: number) => {
	await expect(current(page)).toContainText(`result ${result}.`);
	await expect(current(page)).toHaveAttribute('aria-rowindex', String(index + 2));
};

async function openFolded(page: Page): Promise<void> {
	await page.goto(`${log.server.url}/audit/${log.agent.day}`);
	await page.getByRole('button', { name: 'View' }).click();
	await page.getByLabel('Fold repeated calls').check();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('button', { name: /^Show the \d+ calls$/ }).first()).toBeVisible();
}

test('a group is unfolded in place, walked call by call and folded again by keyboard', async ({
	page,
}) => {
	await write('abbbbcc');
	await openFolded(page);
	await hasRows(page, 3);
	await grid(page).focus();
	const keys = page.keyboard;
	await keys.press('Home');
	await keys.press('ArrowDown');
	await keys.press('ArrowRight');
	await hasRows(page, 6);
	await isCurrent(page, 2, 1);
	await keys.press('ArrowDown');
	await isCurrent(page, 3, 2);
	await keys.press('ArrowDown');
	await isCurrent(page, 4, 3);
	await keys.press('Enter');
	await expect(rawLine(page, 4)).toBeVisible();
	await keys.press('ArrowLeft');
	await hasRows(page, 3);
	await isCurrent(page, 2, 1);
	await expect(rawLine(page, 2)).toBeVisible();
	await keys.press('?');
	await expect(page.getByRole('dialog')).toContainText('Show the calls of a folded row');
});

test('a group is unfolded and folded by its count, and the other rows do not change', async ({
	page,
}) => {
	await write('abbbcc');
	await openFolded(page);
	await page.getByRole('button', { name: 'Show the 3 calls' }).click();
	await hasRows(page, 5);
	await expect(page.getByText('result 3.')).toBeVisible();
	await expect(page).not.toHaveURL(/row=/);
	await page.keyboard.press('ArrowDown');
	await isCurrent(page, 3, 2);
	await page.getByRole('button', { name: 'Fold them again' }).click();
	await hasRows(page, 3);
	await expect(page.getByText('result 3.')).toHaveCount(0);
	await expect(page.getByRole('button', { name: 'Show the 2 calls' })).toBeVisible();
});

test('a link to a call unfolds its group and shows exactly that call', async ({
	context,
	page,
}) => {
	await write('aabbbb');
	await openFolded(page);
	await page.getByRole('button', { name: 'Show the 4 calls' }).click();
	await page.getByText('result 5.').click();
	await expect(page).toHaveURL(/row=/);
	await page.keyboard.press('c');
	await expect(page.getByText('Link to this call copied')).toBeVisible();
	const link = await page.evaluate(() => navigator.clipboard.readText());

	const other = await context.newPage();
	await other.goto(link);
	await isCurrent(other, 5, 3);
	await hasRows(other, 5);
	await expect(other.getByRole('button', { name: 'Show the 2 calls' })).toBeVisible();
	await expect(rawLine(other, 5)).toBeVisible();
});

test('groups keep their state while the day grows: the last one counts on, an unfolded one stays unfolded', async ({
	page,
}) => {
	await write('aaabb');
	await openFolded(page);
	await page.getByRole('button', { name: 'Show the 3 calls' }).click();
	await hasRows(page, 4);
	await write('b');
	await expect(page.getByRole('button', { name: 'Show the 3 calls' })).toBeVisible();
	await hasRows(page, 4);
	await expect(page.getByRole('button', { name: /^Show newest/ })).toHaveCount(0);
	await page.getByRole('button', { name: 'Show the 3 calls' }).click();
	await write('bc');
	await expect(page.getByText('result 8.')).toBeVisible();
	await hasRows(page, 8);
});
