import { createRawSnippet } from 'svelte';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Popover from './Popover.svelte';

test('up and down move among its controls, and Escape returns the focus to its button', async () => {
	const screen = await render(Popover, {
		label: 'Filter',
		button: createRawSnippet(() => ({ render: () => '<span>Filter</span>' })),
		children: createRawSnippet(() => ({
			render: () =>
				'<div><input aria-label="Tool"><button>Any</button><button>Clear</button></div>',
		})),
	});
	await screen.getByRole('button', { name: 'Filter' }).click();
	await expect.element(screen.getByRole('textbox')).toHaveFocus();
	await userEvent.keyboard('{ArrowDown}{ArrowDown}');
	await expect.element(screen.getByRole('button', { name: 'Clear' })).toHaveFocus();
	await userEvent.keyboard('{ArrowDown}');
	await expect.element(screen.getByRole('textbox')).toHaveFocus();
	await userEvent.keyboard('{Escape}');
	await expect.element(screen.getByRole('button', { name: 'Filter' })).toHaveFocus();
});
