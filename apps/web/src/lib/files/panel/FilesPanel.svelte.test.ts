import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { FileInfo } from '#lib/api/types.ts';
import { fakeServer } from '#lib/testing/fake-server.ts';
import { signIn } from '#lib/testing/sign-in.ts';
import WithQueries from '#lib/testing/WithQueries.svelte';
import FilesPanel from './FilesPanel.svelte';

const file = (path: string): FileInfo => ({
	path,
	name: path.split('/').at(-1)!,
	bytes: 12,
	modified: '2026-11-22T07:41:03.000Z',
	kind: 'markdown',
});
const files = {
	groups: [
		{ name: '', files: [file('persona.md')] },
		{ name: 'notes', files: [file('notes/today.md'), file('notes/old/then.md')] },
	],
	truncated: false,
};
const days = { days: [], today: '2026-11-22', timeZone: 'UTC' };

beforeEach(() => {
	localStorage.clear();
	signIn();
});

function showPanel(answers: Record<string, unknown> = {}) {
	fakeServer({ 'files.list': files, 'audit.listDays': days, ...answers });
	return render(WithQueries, { component: FilesPanel });
}
const rows = () =>
	[...document.querySelectorAll('[role="treeitem"] [data-tree-action]')].map((row) =>
		row.textContent.trim().replace(/\s+/g, ' '),
	);

test('shows loose files, then closed groups, the Audit Log last', async () => {
	const screen = await showPanel();
	await expect.element(screen.getByText('persona.md')).toBeVisible();
	expect(rows()).toEqual(['persona.md', 'notes 2', 'Audit Log']);
});

test('is navigated with the arrow keys', async () => {
	const screen = await showPanel();
	await expect.element(screen.getByText('persona.md')).toBeVisible();
	screen.getByRole('tree', { name: 'Files' }).element().focus();
	await userEvent.keyboard('{ArrowDown}{ArrowRight}');
	expect(rows()).toEqual(['persona.md', 'notes 2', 'today.md', 'old 1', 'Audit Log']);
	await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowRight}{ArrowRight}');
	await expect.element(screen.getByRole('treeitem', { name: 'then.md' })).toHaveFocus();
	await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}');
	await expect.element(screen.getByRole('treeitem', { name: 'notes 2' })).toHaveFocus();
	expect(rows()).toEqual(['persona.md', 'notes 2', 'Audit Log']);
	await userEvent.keyboard('{End}{Home}a');
	await expect.element(screen.getByRole('treeitem', { name: 'Audit Log' })).toHaveFocus();
});

test('finds files in closed groups by name, and reports when there is none', async () => {
	const screen = await showPanel();
	await screen.getByRole('button', { name: 'Filter files' }).click();
	const field = screen.getByRole('textbox', { name: /filter/i });
	await expect.element(field).toHaveFocus();
	await field.fill('then');
	expect(rows()).toEqual(['then.md notes/old', 'Audit Log']);
	await field.fill('nowhere');
	await expect.element(screen.getByText('No matching files')).toBeVisible();
	await userEvent.keyboard('{Escape}');
	await expect.element(screen.getByRole('button', { name: 'Filter files' })).toHaveFocus();
	expect(rows()).toEqual(['persona.md', 'notes 2', 'Audit Log']);
});

test('reports a server that can’t be reached, and offers a retry', async () => {
	const screen = await showPanel({ 'files.list': null });
	// The Audit Log may say it too, by then.
	await expect.element(screen.getByText(/can’t be reached/).first()).toBeVisible();
	fakeServer({ 'files.list': files, 'audit.listDays': days });
	await screen.getByRole('button', { name: 'Try again' }).click();
	await expect.element(screen.getByText('persona.md')).toBeVisible();
});

test('renders only some of a thousand files, and more on request', async () => {
	const many = Array.from({ length: 1_000 }, (_, index) => file(`logs/${index}.md`));
	const screen = await showPanel({
		'files.list': { groups: [{ name: 'logs', files: many }], truncated: false },
	});
	await screen.getByRole('button', { name: 'logs 1000' }).click();
	const some = rows().length;
	expect(some).toBeLessThan(200);
	await screen.getByRole('button', { name: /^Show \d+ of \d+ more$/ }).click();
	expect(rows().length).toBeGreaterThan(some + 100);
});
