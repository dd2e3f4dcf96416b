import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import ToolFacets from './ToolFacets.svelte';

async function openTools() {
	const none = { total: 1, ok: 1, error: 0, denied: 0, other: 0, damaged: 0 };
	const tools = ['files.read', 'files.write'].map((tool) => ({ tool, counts: none }));
	const nothing = () => undefined;
	const props = { filter: {}, tools: () => ({ tools }), partial: false };
	const screen = await render(ToolFacets, { ...props, ontools: nothing, onchange: nothing });
	await screen.getByRole('button', { name: 'Tools' }).click();
	await expect.element(screen.getByRole('searchbox')).toHaveFocus();
	return screen;
}

const isOpen = () => document.querySelector(':popover-open') !== null;

test('Escape closes the tools, whatever is typed in their field', async () => {
	const screen = await openTools();
	await userEvent.keyboard('read');
	await expect.element(screen.getByText('files.write')).not.toBeInTheDocument();
	await userEvent.keyboard('{Escape}');
	expect(isOpen()).toBe(false);
	await expect.element(screen.getByRole('button', { name: 'Tools' })).toHaveFocus();
});

test('Escape closes the tools in a browser whose search fields handle the key', async () => {
	const screen = await openTools();
	const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
	// Browsers ignore simulated keys, so only the page itself handles this one.
	screen.getByRole('searchbox').element().dispatchEvent(escape);
	expect(isOpen()).toBe(false);
});
