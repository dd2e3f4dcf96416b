import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import PathDialog from './PathDialog.svelte';

/** In Safari a field that a dialog focuses begins with its caret at the start. */
const placeCaret = ({ target }: FocusEvent) => {
	if (target instanceof HTMLInputElement) target.setSelectionRange(0, 0);
};
afterEach(() => document.removeEventListener('focusin', placeCaret));

async function typeOver(path: string) {
	const close = { onclose: () => undefined, onpath: async () => undefined };
	const screen = await render(PathDialog, { title: 'Rename', path, action: 'Rename', ...close });
	const field = screen.getByLabelText('Name');
	await expect.element(field).toHaveFocus();
	await userEvent.keyboard('plan');
	return (field.element() as HTMLInputElement).value;
}

test('typing replaces the name, and keeps folder and extension', async () => {
	expect(await typeOver('notes/old/then.md')).toBe('notes/old/plan.md');
});

test('typing replaces the name also where the browser moves the caret when the dialog opens', async () => {
	document.addEventListener('focusin', placeCaret);
	expect(await typeOver('new.md')).toBe('plan.md');
});
