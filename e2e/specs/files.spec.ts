import { expect, test, type Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choose, expectNoSideways, isOnPhone, openPanel } from '../page-actions.ts';
import { useSignedIn } from '../signed-in.ts';

const spec = useSignedIn();

test.beforeEach(async ({ page }) => {
	await writeFile(onDisk('persona.md'), '# Persona\n');
	await writeFile(onDisk('memory.md'), '# Memory\n');
	await page.goto(spec.server.url);
});
test.afterEach(({ page }) => (page.isClosed() ? undefined : expectNoSideways(page)));

const onDisk = (path: string) => join(spec.server.home, 'robin', path);
const read = (path: string) => readFile(onDisk(path), 'utf8');

const editor = (page: Page, name: string) => page.getByRole('textbox', { name: new RegExp(name) });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens a file in the editor and types at its end, without saving. */
async function write(page: Page, path: string, text: string): Promise<void> {
	await page.goto(`${spec.server.url}/files/${path}`);
	await choose(button(page, 'Edit'));
	await choose(editor(page, path));
	await page.keyboard.press('Control+End');
	await page.keyboard.insertText(text);
	await expect(button(page, 'Save')).toBeEnabled();
}

async function openMenu(page: Page, path: string): Promise<void> {
	await openPanel(page);
	// With a mouse, the menu of a row appears when the row is pointed at.
	if (!isOnPhone(page)) await page.getByRole('treeitem', { name: path }).hover();
	await choose(button(page, `Actions for ${path}`));
}

const CONFLICT = 'This file was changed by somebody else';

test('saving over another change asks, and the version on disk can be used', async ({ page }) => {
	await write(page, 'persona.md', 'mine');
	await writeFile(onDisk('persona.md'), '# Theirs\n');
	await choose(button(page, 'Save'));
	await expect(page.getByText(CONFLICT)).toBeVisible();
	expect(await read('persona.md')).toBe('# Theirs\n');
	await choose(button(page, 'Reload theirs'));
	await expect(page.getByText(CONFLICT)).toHaveCount(0);
	await expect(editor(page, 'persona.md')).toHaveText(/^# Theirs/);
	await expect(button(page, 'Save')).toBeDisabled();
});

test('saving over another change asks, and the own version can be kept', async ({ page }) => {
	await write(page, 'persona.md', 'mine');
	await writeFile(onDisk('persona.md'), '# Theirs\n');
	await choose(button(page, 'Save'));
	await expect(page.getByText(CONFLICT)).toBeVisible();
	await choose(button(page, 'Overwrite'));
	await expect.poll(() => read('persona.md')).toMatch(/mine$/);
	await expect(page.getByText(CONFLICT)).toHaveCount(0);
	await expect(button(page, 'Save')).toBeDisabled();
});

test('saving over another change asks, and both versions can be kept', async ({ page }) => {
	await write(page, 'persona.md', 'mine');
	await writeFile(onDisk('persona.md'), '# Theirs\n');
	await choose(button(page, 'Save'));
	await choose(button(page, 'Compare'));
	await choose(button(page, 'Keep both…'));
	const name = page.getByLabel('Name', { exact: true });
	await expect(name).toHaveValue('persona (mine).md');
	await name.fill('memory.md');
	const dialog = page.getByRole('dialog', { name: 'Save yours as a new file' });
	await choose(dialog.getByRole('button', { name: 'Save' }));
	await expect(name).toHaveAccessibleDescription(/already exists/);
	await name.fill('persona (mine).md');
	await choose(dialog.getByRole('button', { name: 'Save' }));
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await expect(page.getByText(CONFLICT)).toHaveCount(0);
	await expect(editor(page, 'persona.md')).toHaveText(/^# Theirs/);
	expect(await read('persona.md')).toBe('# Theirs\n');
	expect(await read('persona (mine).md')).toMatch(/mine$/);
	await choose(button(page, 'Open'));
	await expect(page).toHaveURL(/persona%20\(mine\)\.md$/);
});

test('an upload says where each file went, and which were refused', async ({ page }) => {
	await page.goto(`${spec.server.url}/files/projects/garden/plan.md`);
	await openPanel(page);
	const upload = (...names: string[]) =>
		page
			.getByLabel('Files to upload')
			.setInputFiles(
				names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) })),
			);
	await upload('one.txt', 'plan.md');
	await expect(page.getByText('one.txt uploaded to projects/garden')).toBeVisible();
	await expect(page.getByText('Not uploaded to projects/garden:')).toBeVisible();
	await expect(page.getByText(/^plan\.md: .*already exists/)).toBeVisible();
	await choose(page.getByRole('link', { name: 'one.txt' }).last());
	await expect(page).toHaveURL(/projects\/garden\/one\.txt$/);
	expect(await read('projects/garden/one.txt')).toBe('one.txt');
});

test(
	'unsaved text survives a tab that closes without a warning',
	{ tag: '@deep' },
	async ({ context, page }) => {
		await write(page, 'persona.md', 'words not yet saved');
		await expect
			.poll(() => page.evaluate(() => JSON.stringify(Object.values(localStorage))))
			.toContain('words not yet saved');
		await page.close({ runBeforeUnload: false });

		const later = await context.newPage();
		await later.goto(`${spec.server.url}/files/persona.md`);
		await expect(later.getByText('were kept in this browser')).toBeVisible();
		await choose(button(later, 'Restore'));
		await expect(later.getByText('were kept in this browser')).toHaveCount(0);
		await choose(button(later, 'Save'));
		await expect.poll(() => read('persona.md')).toContain('words not yet saved');
	},
);

test('a deleted file is in the bin, and undo restores it', async ({ page }) => {
	const text = await read('memory.md');
	const row = page.getByRole('treeitem', { name: 'memory.md' });
	await openMenu(page, 'memory.md');
	await choose(page.getByRole('menuitem', { name: 'Delete' }));
	await expect(page.getByText('memory.md moved to the bin.')).toBeVisible();
	await expect(row).toHaveCount(0);
	await expect(read('memory.md')).rejects.toThrow('ENOENT');
	await choose(button(page, 'Undo'));
	await expect(row).toBeVisible();
	expect(await read('memory.md')).toBe(text);
});

test('the bin restores a file', async ({ page }) => {
	await openMenu(page, 'memory.md');
	await choose(page.getByRole('menuitem', { name: 'Delete' }));
	await expect(page.getByRole('treeitem', { name: 'memory.md' })).toHaveCount(0);
	await choose(button(page, 'Add files'));
	await choose(page.getByRole('menuitem', { name: 'Bin' }));
	await choose(button(page, 'Restore memory.md'));
	await expect(page.getByRole('dialog', { name: 'Bin' })).toContainText('The bin is empty');
	expect(await read('memory.md')).not.toBe('');
});

test('a new file opens, and the page follows when it is renamed', async ({ page }) => {
	await openPanel(page);
	await choose(button(page, 'Add files'));
	await choose(page.getByRole('menuitem', { name: 'New file…' }));
	await page.getByLabel('Name', { exact: true }).fill('ideas.md');
	await choose(button(page, 'Create'));
	await expect(page).toHaveURL(`${spec.server.url}/files/ideas.md`);
	await expect(editor(page, 'ideas.md')).toBeFocused();
	expect(await read('ideas.md')).toBe('');

	await openMenu(page, 'ideas.md');
	await choose(page.getByRole('menuitem', { name: 'Rename or move…' }));
	await page.getByLabel('Name', { exact: true }).fill('plans.md');
	await choose(button(page, 'Rename'));
	await expect(page).toHaveURL(`${spec.server.url}/files/plans.md`);
	await openPanel(page);
	await expect(page.getByRole('treeitem', { name: 'plans.md' })).toBeVisible();
	await expect(page.getByRole('treeitem', { name: 'ideas.md' })).toHaveCount(0);
	expect(await read('plans.md')).toBe('');
	if (isOnPhone(page)) await page.keyboard.press('Escape');

	const ofPage = button(page, 'More about this file');
	await choose(ofPage);
	await choose(page.getByRole('menuitem', { name: 'Rename or move…' }));
	await page.getByLabel('Name', { exact: true }).fill('../x');
	await choose(button(page, 'Rename'));
	await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
		/always inside your folder/,
	);
	await choose(button(page, 'Cancel'));
	await choose(ofPage);
	await choose(page.getByRole('menuitem', { name: 'Delete' }));
	await expect(page.getByText('plans.md moved to the bin.')).toBeVisible();
	await expect(page).toHaveURL(`${spec.server.url}/`);
	await expect(read('plans.md')).rejects.toThrow('ENOENT');
});

test('leaving unsaved changes asks whether to save them', async ({ page }) => {
	const before = await read('persona.md');
	const dialog = page.getByRole('dialog', { name: /^Save your changes/ });
	async function goElsewhere(): Promise<void> {
		await openPanel(page);
		await choose(page.getByRole('treeitem', { name: 'memory.md' }).getByRole('link'));
	}

	await write(page, 'persona.md', 'wanted after all');
	await goElsewhere();
	await expect(dialog).toBeVisible();
	await choose(button(page, 'Keep editing'));
	await expect(page).toHaveURL(/persona\.md$/);
	await expect(editor(page, 'persona.md')).toContainText('wanted after all');
	expect(await read('persona.md')).toBe(before);

	await goElsewhere();
	await choose(button(page, 'Save and leave'));
	await expect(page).toHaveURL(/memory\.md$/);
	expect(await read('persona.md')).toContain('wanted after all');

	await write(page, 'persona.md', 'not wanted');
	await goElsewhere();
	await choose(button(page, 'Discard'));
	await expect(page).toHaveURL(/memory\.md$/);
	expect(await read('persona.md')).not.toContain('not wanted');
});
