import { expect, test, type Locator } from '@playwright/test';
import { choose, chooseInLog, DAY_NAME, isOnPhone, openPanel } from '../page-actions.ts';
import { useSignedIn } from '../signed-in.ts';

const spec = useSignedIn();

/** How the letters of a text are joined. */
function ligaturesOf(text: Locator): Promise<string> {
	return text.evaluate((element) => getComputedStyle(element).fontVariantLigatures);
}

test(
	'recorded text has no ligatures: in rows, in a call, in the editor and on paper',
	{ tag: '@deep' },
	async ({ page }) => {
		await page.goto(spec.server.url);
		await chooseInLog(page, DAY_NAME);
		const cell = page.getByRole('row').last().getByRole('gridcell').nth(3);
		expect(await ligaturesOf(cell.locator('bdi').first())).toBe('none');
		await cell.click();
		const call = page.getByRole('region', { name: 'Call detail' });
		expect(await ligaturesOf(call.locator('pre, bdi').first())).toBe('none');
		await call.getByRole('button', { name: /^Raw line/ }).click();
		expect(await ligaturesOf(call.locator('pre').last())).toBe('none');

		await page.goto(`${page.url().replace(/\?.*/, '')}/print`);
		const printed = page.getByRole('list', { name: 'Calls' }).getByRole('listitem');
		expect(await ligaturesOf(printed.first().locator('bdi').last())).toBe('none');

		await page.goto(spec.server.url);
		await openPanel(page);
		await choose(page.getByRole('treeitem', { name: 'persona.md' }).getByRole('link'));
		await choose(page.getByRole('button', { name: 'Edit' }));
		expect(await ligaturesOf(page.locator('.cm-line').first())).toBe('none');
	},
);

test('Ctrl+P prints the day, and not the page around it', async ({ page }) => {
	await page.addInitScript(() => {
		let times = 0;
		window.print = () => void (document.documentElement.dataset.printed = String(++times));
	});
	await page.goto(spec.server.url);
	await chooseInLog(page, DAY_NAME);
	await page.getByRole('grid').getByRole('row').nth(1).waitFor();
	await page.keyboard.press('Control+p');
	await expect(page).toHaveURL(/\/print\?user=robin$/);
	await expect(page.locator('html')).toHaveAttribute('data-printed', '1');
	await page.emulateMedia({ media: 'print' });
	const calls = page.getByRole('list', { name: 'Calls' }).getByRole('listitem');
	await expect(calls.first()).toBeVisible();
	await expect(page.getByRole('tree')).toHaveCount(0);
});

test('the print view stands alone, and says how many pages it needs', async ({ page }) => {
	await page.goto(spec.server.url);
	await chooseInLog(page, DAY_NAME);
	await page.getByRole('grid').getByRole('row').nth(1).waitFor();
	await page.goto(`${page.url().replace(/\?.*/, '')}/print`);
	const about = page.getByText(/^\d+ calls, about \d+ pages?$/);
	await expect(about).toBeVisible();
	await expect(page.getByRole('tree')).toHaveCount(0);
	const [calls, pages] = (await about.textContent())!.match(/\d+/g)!.map(Number);
	const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
	const printed = paper.match(/\/Type\s*\/Page\b/g)!.length;
	expect(Math.abs(printed - pages!)).toBeLessThanOrEqual(1);
	expect(calls! / printed).toBeGreaterThan(12);
});

test('a page printed as it is says that it has only the rows of the screen', async ({ page }) => {
	await page.goto(spec.server.url);
	await chooseInLog(page, DAY_NAME);
	await page.getByRole('grid').getByRole('row').nth(1).waitFor();
	const note = page.getByText('This paper has only the rows that were on the screen.');
	await expect(note).toBeHidden();
	await page.emulateMedia({ media: 'print' });
	await expect(note).toHaveText(/The print view of the day has all of them\.$/);
	await expect(note).toBeVisible();
	await page.goto(`${spec.server.url}/audit/recent`);
	await expect(note).toBeVisible();
	await expect(note).not.toHaveText(/print view/);
});

test('the View menu shows all of itself', { tag: '@phone' }, async ({ page }) => {
	await page.goto(spec.server.url);
	await chooseInLog(page, DAY_NAME);
	await page.setViewportSize({ width: isOnPhone(page) ? 390 : 1024, height: 640 });
	await choose(page.getByRole('button', { name: 'View', exact: true }));
	const menu = page.getByRole('dialog', { name: 'View' });
	await expect(menu).toBeInViewport({ ratio: 1 });
	const last = menu.getByRole('link', { name: /print/i });
	await last.scrollIntoViewIfNeeded();
	await expect(last).toBeInViewport({ ratio: 1 });
});
