import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import Dialog from './Dialog.svelte';

const children = createRawSnippet(() => ({ render: () => '<input type="search" />' }));

test('asks to be closed on Escape in a browser whose search fields handle the key', async () => {
	const onclose = vi.fn();
	const screen = await render(Dialog, { title: 'Find', open: true, onclose, children });
	const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
	screen.getByRole('searchbox').element().dispatchEvent(escape);
	expect(onclose).toHaveBeenCalledOnce();
});
