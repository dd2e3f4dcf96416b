import { expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AT_NOON, startServer, type RunningServer } from '../server.ts';
import { choose, DAY_ADDRESS, DAY_NAME, openPanel, PASSWORD, signIn } from '../page-actions.ts';

let server: RunningServer;

test.beforeAll(async () => {
	server = await startServer(AT_NOON);
});
test.afterAll(() => server.stop());

const FILE_BUTTONS = ['Edit', 'Raw', 'Preview', 'Save'];

test('the set-up link leads to the first log, a saved file, and back in after sign-out', async ({
	page,
}) => {
	await page.goto(server.setupUrl!);
	await page.getByLabel('Username').fill('robin');
	await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
	await page.getByLabel('Start with sample data').check();
	await choose(page.getByRole('button', { name: 'Create the account' }));

	const toolbar = FILE_BUTTONS.map((name) => page.getByRole('button', { name, exact: true }));
	await openPanel(page);
	const auditLog = page.getByRole('treeitem', { name: 'Audit Log' });
	await expect(auditLog).toHaveAttribute('aria-expanded', 'false');
	await choose(auditLog);

	const newest = page.getByRole('treeitem', { name: DAY_NAME }).first();
	await expect(newest).toContainText('48');
	await choose(newest);
	await expect(page).toHaveURL(DAY_ADDRESS);
	const dayUrl = page.url();

	const grid = page.getByRole('grid');
	await expect(grid).toHaveAttribute('aria-rowcount', '49');
	const colours = new Set<string>();
	for (const status of ['ok', 'error', 'denied']) {
		const word = grid.getByRole('gridcell', { name: status, exact: true }).first();
		await word.scrollIntoViewIfNeeded();
		await expect(word).toBeVisible();
		colours.add(
			await word.evaluate((cell) => getComputedStyle(cell.querySelector('span') ?? cell).color),
		);
	}
	expect(colours.size).toBe(3);
	for (const button of toolbar) await expect(button).toHaveCount(0);

	await openPanel(page);
	await choose(page.getByRole('treeitem', { name: /^persona\.md/ }));
	for (const button of toolbar) await expect(button).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Persona', exact: true })).toBeVisible();

	await choose(page.getByRole('button', { name: 'Edit', exact: true }));
	await choose(page.getByRole('textbox', { name: /persona\.md/ }));
	await page.keyboard.press('Control+End');
	await page.keyboard.type('\n- Greets in Welsh.\n');
	await choose(page.getByRole('button', { name: 'Save', exact: true }));
	await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
	// The button is also disabled while it saves, which a reload would end.
	const read = () => readFile(join(server.home, 'robin/persona.md'), 'utf8');
	await expect.poll(read).toContain('- Greets in Welsh.');
	await page.reload();
	await expect(page.getByText('Greets in Welsh.')).toBeVisible();

	await choose(page.getByRole('button', { name: 'Account menu' }));
	await choose(page.getByRole('menuitem', { name: 'Sign out' }));
	await expect(page).toHaveURL(/\/login/);

	await page.goto(dayUrl);
	await expect(page).toHaveURL(/\/login\?to=/);
	await signIn(page, 'robin');
	await expect(page).toHaveURL(dayUrl);
	await expect(page.getByRole('grid')).toBeVisible();
});
