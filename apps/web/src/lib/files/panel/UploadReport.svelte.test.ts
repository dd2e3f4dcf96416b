import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import UploadReport from './UploadReport.svelte';

const show = (folder: string, report: { done: string[]; refused?: object[] }) =>
	render(UploadReport, { folder, report: { refused: [], ...report } as never });

test('one file says where it went, with a link to it', async () => {
	const screen = await show('notes/old', { done: ['notes/old/a b.md'] });
	await expect.element(screen.getByText('a b.md uploaded to notes/old')).toBeVisible();
	const link = screen.getByRole('link', { name: 'a b.md' });
	await expect.element(link).toHaveAttribute('href', '/files/notes/old/a%20b.md');
});

test('the folder at the top is the user’s own', async () => {
	const screen = await show('', { done: ['a.md'] });
	await expect.element(screen.getByText('a.md uploaded to your folder')).toBeVisible();
});

test('several files have a link each, and the first ones are enough', async () => {
	const done = Array.from({ length: 7 }, (_, index) => `notes/${index}.md`);
	const screen = await show('notes', { done });
	await expect.element(screen.getByText('7 files uploaded to notes:')).toBeVisible();
	await expect.poll(() => screen.getByRole('link').all()).toHaveLength(5);
	await expect.element(screen.getByText('and 2 more')).toBeVisible();
});

test('a file that was refused is named with the reason, beside those that were not', async () => {
	const refused = [{ name: 'b.md', reason: 'A file with that name already exists.' }];
	const screen = await show('notes', { done: ['notes/a.md'], refused });
	await expect.element(screen.getByText('a.md uploaded to notes')).toBeVisible();
	await expect.element(screen.getByText('Not uploaded to notes:')).toBeVisible();
	await expect
		.element(screen.getByText('b.md: A file with that name already exists.'))
		.toBeVisible();
});
