import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/../app.css';
import Menu from './Menu.svelte';

const ITEMS = 12;
const heard = vi.fn();
beforeEach(() => addEventListener('keydown', heard));
afterEach(() => {
	removeEventListener('keydown', heard);
	heard.mockReset();
});

async function openMenu() {
	const items = Array.from({ length: ITEMS }, (_, at) => {
		return `<button role="menuitem" style="height: 2rem">Item ${at + 1}</button>`;
	});
	const screen = await render(Menu, {
		label: 'More',
		button: createRawSnippet(() => ({ render: () => '<span>More</span>' })),
		children: createRawSnippet(() => ({ render: () => `<div>${items.join('<br>')}</div>` })),
	});
	await screen.getByRole('button', { name: 'More' }).click();
	await expect.element(screen.getByRole('menuitem', { name: 'Item 1', exact: true })).toHaveFocus();
	return screen;
}

test('Escape closes the menu, and nothing below it receives the key', async () => {
	await openMenu();
	await userEvent.keyboard('{Escape}');
	expect(document.querySelector(':popover-open')).toBeNull();
	expect(heard).not.toHaveBeenCalled();
});

test('a menu higher than the window stays inside it, and scrolls to its last item', async () => {
	await page.viewport(400, 240);
	const screen = await openMenu();
	const menu = screen.getByRole('menu').element();
	expect(menu.getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight);
	await userEvent.keyboard('{End}');
	const last = screen.getByRole('menuitem', { name: `Item ${ITEMS}` });
	await expect.element(last).toHaveFocus();
	expect(last.element().getBoundingClientRect().bottom).toBeLessThanOrEqual(innerHeight);
});

test('a letter goes to the next item that begins with it, and the arrows go round', async () => {
	const screen = await openMenu();
	await userEvent.keyboard('i');
	await expect.element(screen.getByRole('menuitem', { name: 'Item 2', exact: true })).toHaveFocus();
	await userEvent.keyboard('{ArrowUp}{ArrowUp}');
	await expect.element(screen.getByRole('menuitem', { name: `Item ${ITEMS}` })).toHaveFocus();
});
