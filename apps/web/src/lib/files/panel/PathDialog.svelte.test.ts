import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { client } from '#lib/api/trpc.ts';
import { FakeFailure, fakeServer } from '#lib/testing/fake-server.ts';
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

test.each([
	['../x', { code: 'BAD_REQUEST', fields: { path: 'Leave out the ..' } }, 'Leave out the ..'],
	['there.md', { code: 'CONFLICT' }, 'A file with that name already exists.'],
])('what is wrong with %j stands at the field', async (path, data, sentence) => {
	fakeServer({
		'files.create': new FakeFailure(data.code === 'CONFLICT' ? sentence : 'path: no', data),
	});
	const sent: string[] = [];
	const screen = await render(PathDialog, {
		...{ title: 'New file', path: 'new.md', action: 'Create', onclose: () => undefined },
		onpath(typed: string) {
			sent.push(typed);
			return client.files.create.mutate({ path: typed });
		},
	});
	await screen.getByLabelText('Name').fill(path);
	await screen.getByRole('button', { name: 'Create' }).click();
	await expect.element(screen.getByLabelText('Name')).toHaveAccessibleDescription(sentence);
	await expect.element(screen.getByLabelText('Name')).toHaveFocus();
	expect(sent).toEqual([path]);
});

test('a path from the root of a disk is asked for as it was typed', async () => {
	const onpath = vi.fn(async () => undefined);
	const screen = await render(PathDialog, {
		...{ title: 'New file', path: 'new.md', action: 'Create', onclose: () => undefined, onpath },
	});
	await screen.getByLabelText('Name').fill('/etc/x');
	await screen.getByRole('button', { name: 'Create' }).click();
	await expect.poll(() => onpath.mock.calls).toEqual([['/etc/x']]);
});
