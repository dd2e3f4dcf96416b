import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { FileContent } from '#lib/api/types.ts';
import { openDrafts } from './drafts.ts';
import FileBody from './FileBody.svelte';
import FileNotices from './FileNotices.svelte';
import FileToolbar from './FileToolbar.svelte';
import { OpenFile } from './open-file.svelte.ts';
import Preview from './Preview.svelte';
import RawText from './RawText.svelte';

async function opened(change: Partial<FileContent> = {}) {
	localStorage.clear();
	const content: FileContent = {
		path: 'notes/a.md',
		name: 'a.md',
		bytes: 7,
		modified: '2026-11-22T10:00:00.000Z',
		kind: 'markdown',
		hash: 'aa',
		text: '# Title',
		range: { from: 0, to: 7 },
		editable: true,
		lineEnding: 'lf',
		writable: true,
		...change,
	};
	const file = new OpenFile({
		path: content.path,
		api: { read: async () => content, save: vi.fn(), create: vi.fn() },
		drafts: openDrafts({ account: 'ann', storage: localStorage }),
	});
	await file.open();
	return file;
}

describe('the toolbar', () => {
	async function toolbarOf(
		file: OpenFile,
		acts: { onrename?: () => void; ondelete?: () => void } = {},
	) {
		const nothing = () => undefined;
		const does = { onmode: nothing, onsave: nothing, onfind: nothing, ongotoline: nothing };
		const changes = { onrename: nothing, ondelete: nothing, ...acts };
		return await render(FileToolbar, { file, mayBeside: false, ...does, ...changes });
	}

	it('renames and deletes the file by its menu, as long as there is one', async () => {
		const file = await opened();
		const [onrename, ondelete] = [vi.fn(), vi.fn()];
		const screen = await toolbarOf(file, { onrename, ondelete });
		const menu = screen.getByRole('button', { name: 'More about this file' });
		await menu.click();
		await screen.getByRole('menuitem', { name: 'Rename or move…' }).click();
		await menu.click();
		await screen.getByRole('menuitem', { name: 'Delete' }).click();
		expect([onrename.mock.calls.length, ondelete.mock.calls.length]).toEqual([1, 1]);
		file.gone = true;
		await menu.click();
		await expect.element(screen.getByRole('menuitem', { name: 'Copy path' })).toBeVisible();
		await expect.element(screen.getByRole('menuitem', { name: 'Delete' })).not.toBeInTheDocument();
	});

	it('marks the shown view', async () => {
		const screen = await toolbarOf(await opened());
		for (const [name, pressed] of [
			['Edit', 'false'],
			['Raw', 'false'],
			['Preview', 'true'],
		] as const) {
			await expect
				.element(screen.getByRole('button', { name, exact: true }))
				.toHaveAttribute('aria-pressed', pressed);
		}
	});

	it('saves only changed text, and shows that there are changes', async () => {
		const file = await opened();
		const screen = await toolbarOf(file);
		const save = screen.getByRole('button', { name: 'Save', exact: true });
		await expect.element(save).toBeDisabled();
		file.edit('# Other');
		await expect.element(save).toBeEnabled();
		await expect.element(screen.getByText('Unsaved changes')).toBeInTheDocument();
	});

	it('gives the reason for a disabled view', async () => {
		const screen = await toolbarOf(await opened({ kind: 'text', writable: false }));
		const preview = screen.getByRole('button', { name: 'Preview', exact: true });
		await expect.element(preview).toBeDisabled();
		await expect.element(preview).toHaveAccessibleDescription(/Only Markdown and images/);
		const edit = screen.getByRole('button', { name: 'Edit', exact: true });
		await expect.element(edit).toHaveAccessibleDescription(/may not write/);
	});
});

describe('the body', () => {
	const bodyOf = async (file: OpenFile) =>
		await render(FileBody, { file, beside: false, onready: () => undefined });

	it('offers a file that is neither text nor image for download, with its size', async () => {
		const screen = await bodyOf(await opened({ kind: 'binary', text: null, bytes: 3_200_000 }));
		await expect.element(screen.getByText(/3\.2 MB/)).toBeVisible();
		await expect
			.element(screen.getByRole('link', { name: 'Download' }))
			.toHaveAttribute('href', '/api/files/raw?path=notes%2Fa.md');
	});

	it('shows how much of a large file is loaded', async () => {
		const part = {
			text: 'x\n',
			editable: false,
			range: { from: 0, to: 512_000 },
			bytes: 3_200_000,
		};
		const screen = await bodyOf(await opened(part));
		await expect.element(screen.getByText('Showing the first 512 kB of 3.2 MB')).toBeVisible();
	});
});

it('a conflict offers every choice', async () => {
	const file = await opened();
	file.edit('mine');
	file.theirs = 'bb';
	const nothing = () => undefined;
	const does = { oncompare: nothing, onsave: nothing, onoverwrite: nothing, onputback: nothing };
	const screen = await render(FileNotices, { file, ...does });
	for (const name of ['Compare', 'Reload theirs', 'Overwrite']) {
		await expect.element(screen.getByRole('button', { name })).toBeVisible();
	}
});

it('raw text is exactly the text', async () => {
	const text = 'one\n\n\t<b>three</b>\n';
	const screen = await render(RawText, { text, name: 'a.txt', wrap: true });
	expect(screen.container.querySelector('pre')?.textContent).toBe(text);
});

it('renders a preview whatever section the address names', async () => {
	history.replaceState(null, '', '#%F0%9F');
	const screen = await render(Preview, { text: '# Title', path: 'a.md' });
	await expect.element(screen.getByRole('heading', { name: 'Title' })).toBeVisible();
	history.replaceState(null, '', location.pathname + location.search);
});

it('reports a preview that can’t be rendered', async () => {
	const screen = await render(Preview, { text: '>'.repeat(50_000), path: 'a.md' });
	await expect.element(screen.getByText('This can’t be previewed')).toBeVisible();
});
