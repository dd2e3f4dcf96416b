import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { signIn } from '../testing/sign-in.ts';
import ConfirmedDialog from './ConfirmedDialog.svelte';

signIn();

const children = createRawSnippet(() => ({ render: () => '<p>It changes a file.</p>' }));

async function show(onconfirm: (password: string) => Promise<unknown>) {
	const onclose = vi.fn();
	const props = { title: 'Connect?', action: 'Connect', open: true, onclose, onconfirm, children };
	const screen = await render(ConfirmedDialog, props);
	return { onclose, screen, field: screen.getByLabelText('Your password', { exact: true }) };
}

test('confirms with the password, and closes when it is done', async () => {
	const confirm = vi.fn(async () => undefined);
	const { onclose, field } = await show(confirm);
	await expect.element(field).toHaveFocus();
	await field.fill('a long password');
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => onclose).toHaveBeenCalledOnce();
	expect(confirm.mock.calls).toEqual([['a long password']]);
});

test('a wrong password keeps it open with the reason, and is asked for again', async () => {
	const { onclose, screen, field } = await show(async () => {
		throw new Error('The password is wrong.');
	});
	await field.fill('wrong');
	await screen.getByRole('button', { name: 'Connect', exact: true }).click();
	await expect.element(screen.getByRole('alert')).toHaveTextContent('The password is wrong.');
	await expect.element(field).toHaveValue('');
	await expect.element(field).toHaveFocus();
	expect(onclose).not.toHaveBeenCalled();
});

test('pressed twice, it runs once', async () => {
	const confirm = vi.fn(() => new Promise(() => undefined));
	const { screen, field } = await show(confirm);
	await field.fill('a long password');
	await userEvent.keyboard('{Enter}{Enter}');
	await expect.element(screen.getByRole('button', { name: 'Connect', exact: true })).toBeDisabled();
	expect(confirm).toHaveBeenCalledOnce();
});

test('without a password, and after Escape, nothing runs', async () => {
	const confirm = vi.fn(async () => undefined);
	const { onclose, screen } = await show(confirm);
	await screen.getByRole('button', { name: 'Connect', exact: true }).click();
	await userEvent.keyboard('{Escape}');
	expect(onclose).toHaveBeenCalledOnce();
	expect(confirm).not.toHaveBeenCalled();
});
