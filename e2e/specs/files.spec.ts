import { expect, test, type Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../server.ts';
import { setUp } from '../visitor.ts';

let server: RunningServer;

test.beforeEach(async ({ page }) => {
	server = await startServer();
	await setUp(page, server);
});
test.afterEach(() => server.stop());

const onDisk = (path: string) => join(server.home, 'robin', path);
const read = (path: string) => readFile(onDisk(path), 'utf8');

const editor = (page: Page, name: string) => page.getByRole('textbox', { name: new RegExp(name) });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens a file in the editor and writes at its end, without saving. */
async function write(page: Page, path: string, text: string): Promise<void> {
	await page.goto(`${server.url}/files/${path}`);
	await button(page, 'Edit').click();
	await editor(page, path).click();
	await page.keyboard.press('Control+End');
	await page.keyboard.insertText(text);
	await expect(button(page, 'Save')).toBeEnabled();
}

async function openMenu(page: Page, path: string): Promise<void> {
	await page.getByRole('treeitem', { name: path }).hover();
	await button(page, `Actions for ${path}`).click();
}

const CONFLICT = 'This file was changed by somebody else';

test('a save over somebody else’s change asks, and theirs can be taken', async ({ page }) => {
	await write(page, 'persona.md', 'mine');
	await writeFile(onDisk('persona.md'), '# Theirs\n');
	await button(page, 'Save').click();
	await expect(page.getByText(CONFLICT)).toBeVisible();
	expect(await read('persona.md')).toBe('# Theirs\n');
	await button(page, 'Reload theirs').click();
	await expect(page.getByText(CONFLICT)).toHaveCount(0);
	await expect(editor(page, 'persona.md')).toHaveText(/^# Theirs/);
	await expect(button(page, 'Save')).toBeDisabled();
});

test('a save over somebody else’s change asks, and mine can be kept', async ({ page }) => {
	await write(page, 'persona.md', 'mine');
	await writeFile(onDisk('persona.md'), '# Theirs\n');
	await button(page, 'Save').click();
	await expect(page.getByText(CONFLICT)).toBeVisible();
	await button(page, 'Overwrite').click();
	await expect.poll(() => read('persona.md')).toMatch(/mine$/);
	await expect(page.getByText(CONFLICT)).toHaveCount(0);
	await expect(button(page, 'Save')).toBeDisabled();
});

test('what was typed survives a tab that closes without a word', async ({ context, page }) => {
	await write(page, 'persona.md', 'words not yet saved');
	await expect
		.poll(() => page.evaluate(() => JSON.stringify(Object.values(localStorage))))
		.toContain('words not yet saved');
	await page.close({ runBeforeUnload: false });

	const later = await context.newPage();
	await later.goto(`${server.url}/files/persona.md`);
	await expect(later.getByText('were kept in this browser')).toBeVisible();
	await button(later, 'Restore').click();
	await expect(later.getByText('were kept in this browser')).toHaveCount(0);
	await button(later, 'Save').click();
	await expect.poll(() => read('persona.md')).toContain('words not yet saved');
});

test('a deleted file is in the bin, and undo takes it back', async ({ page }) => {
	const text = await read('memory.md');
	const row = page.getByRole('treeitem', { name: 'memory.md' });
	await openMenu(page, 'memory.md');
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await expect(page.getByText('memory.md is in the bin.')).toBeVisible();
	await expect(row).toHaveCount(0);
	await expect(read('memory.md')).rejects.toThrow('ENOENT');
	await button(page, 'Undo').click();
	await expect(row).toBeVisible();
	expect(await read('memory.md')).toBe(text);
});

test('the bin itself gives a file back', async ({ page }) => {
	await openMenu(page, 'memory.md');
	await page.getByRole('menuitem', { name: 'Delete' }).click();
	await button(page, 'Add files').click();
	await page.getByRole('menuitem', { name: 'Bin' }).click();
	await button(page, 'Put memory.md back').click();
	await expect(page.getByRole('dialog')).toContainText('The bin is empty');
	expect(await read('memory.md')).not.toBe('');
});

test('a new file opens, and follows its new name', async ({ page }) => {
	await button(page, 'Add files').click();
	await page.getByRole('menuitem', { name: 'New file…' }).click();
	await page.getByLabel('Name', { exact: true }).fill('ideas.md');
	await button(page, 'Create').click();
	await expect(page).toHaveURL(`${server.url}/files/ideas.md`);
	expect(await read('ideas.md')).toBe('');

	await openMenu(page, 'ideas.md');
	await page.getByRole('menuitem', { name: 'Rename or move…' }).click();
	await page.getByLabel('Name', { exact: true }).fill('plans.md');
	await button(page, 'Rename').click();
	await expect(page).toHaveURL(`${server.url}/files/plans.md`);
	await expect(page.getByRole('treeitem', { name: 'plans.md' })).toBeVisible();
	await expect(page.getByRole('treeitem', { name: 'ideas.md' })).toHaveCount(0);
	expect(await read('plans.md')).toBe('');
});

test('leaving unsaved changes asks what should become of them', async ({ page }) => {
	const before = await read('persona.md');
	const dialog = page.getByRole('dialog', { name: 'Unsaved changes' });
	const elsewhere = page.getByRole('treeitem', { name: 'memory.md' }).getByRole('link');

	await write(page, 'persona.md', 'wanted after all');
	await elsewhere.click();
	await expect(dialog).toBeVisible();
	await button(page, 'Keep editing').click();
	await expect(page).toHaveURL(/persona\.md$/);
	await expect(editor(page, 'persona.md')).toContainText('wanted after all');
	expect(await read('persona.md')).toBe(before);

	await elsewhere.click();
	await button(page, 'Save and leave').click();
	await expect(page).toHaveURL(/memory\.md$/);
	expect(await read('persona.md')).toContain('wanted after all');

	await write(page, 'persona.md', 'not wanted');
	await elsewhere.click();
	await button(page, 'Discard').click();
	await expect(page).toHaveURL(/memory\.md$/);
	expect(await read('persona.md')).not.toContain('not wanted');
});
