import { onlineManager } from '@tanstack/svelte-query';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { mutations } from '../api/mutations.ts';
import ConfirmDialog from './ConfirmDialog.svelte';

const children = createRawSnippet(() => ({ render: () => '<p>It is gone then.</p>' }));

function show(onconfirm: () => Promise<unknown>) {
	const onclose = vi.fn();
	const props = { title: 'Delete it?', action: 'Delete', open: true, onclose, onconfirm, children };
	return { onclose, screen: render(ConfirmDialog, props) };
}

test('closes when the action is done', async () => {
	const { onclose, screen } = show(async () => undefined);
	await (await screen).getByRole('button', { name: 'Delete' }).click();
	expect(onclose).toHaveBeenCalledOnce();
});

test('stays open with the reason when the action fails', async () => {
	const { onclose, screen } = show(async () => {
		throw new Error('Somebody else was faster.');
	});
	await (await screen).getByRole('button', { name: 'Delete' }).click();
	await expect
		.element((await screen).getByRole('alert'))
		.toHaveTextContent('Somebody else was faster.');
	expect(onclose).not.toHaveBeenCalled();
});

test('asks to be closed on Escape, and does not run the action', async () => {
	const deed = vi.fn(async () => undefined);
	const { onclose, screen } = show(deed);
	await expect.element((await screen).getByRole('dialog')).toBeVisible();
	await userEvent.keyboard('{Escape}');
	expect(onclose).toHaveBeenCalledOnce();
	expect(deed).not.toHaveBeenCalled();
});

test('sends the request even if the browser reports no network', async () => {
	onlineManager.setOnline(false);
	try {
		const { onclose, screen } = show(async () => undefined);
		await (await screen).getByRole('button', { name: 'Delete' }).click();
		await expect.poll(() => onclose).toHaveBeenCalledOnce();
	} finally {
		onlineManager.setOnline(true);
	}
});

test('keeps nothing of what it sent, which may be a password', async () => {
	const { onclose, screen } = show(async () => undefined);
	await (await screen).getByRole('button', { name: 'Delete' }).click();
	await expect.poll(() => onclose).toHaveBeenCalledOnce();
	await (await screen).unmount();
	await expect.poll(() => mutations().getMutationCache().getAll()).toEqual([]);
});
