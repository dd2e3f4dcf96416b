import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { FakeFailure, fakeServer } from '../testing/fake-server.ts';
import SetupForm from './SetupForm.svelte';

async function submit(answer: unknown) {
	fakeServer({ 'setup.createAdmin': answer });
	const ondone = vi.fn();
	const screen = await render(SetupForm, {
		...{ secret: 's', sampleOffered: false, unclaimedUsers: [], agents: [], ondone },
	});
	await screen.getByLabelText('Username').fill('a');
	await screen.getByLabelText('Password', { exact: true }).fill('long enough for all');
	await screen.getByRole('button', { name: 'Create the account' }).click();
	return { screen, ondone };
}

const TOO_SHORT = 'A username has at least 2 characters.';

test('what is wrong with the username stands at its field, without its name in the input', async () => {
	const { screen, ondone } = await submit(
		new FakeFailure(`username: ${TOO_SHORT}`, {
			code: 'BAD_REQUEST',
			fields: { username: TOO_SHORT },
		}),
	);
	const field = screen.getByLabelText('Username');
	await expect.element(field).toHaveAccessibleDescription(TOO_SHORT);
	await expect.element(field).toHaveAttribute('aria-invalid', 'true');
	await expect.element(field).toHaveFocus();
	await expect.element(screen.getByText('username:')).not.toBeInTheDocument();
	expect(ondone).not.toHaveBeenCalled();
});

test('what is wrong with the whole stands above the fields', async () => {
	const used = 'This set-up link was used already.';
	const { screen } = await submit(new FakeFailure(used, { code: 'FORBIDDEN' }));
	await expect.element(screen.getByRole('alert')).toHaveTextContent(used);
	await expect.element(screen.getByLabelText('Username')).not.toHaveAttribute('aria-invalid');
});

test('what is wrong with something that has no field is said without its name', async () => {
	const { screen } = await submit(
		new FakeFailure('user: Give the name of one folder.', {
			code: 'BAD_REQUEST',
			fields: { user: 'Give the name of one folder.' },
		}),
	);
	const alert = screen.getByRole('alert');
	await expect.element(alert).toHaveTextContent('Give the name of one folder.');
	await expect.element(alert).not.toHaveTextContent('user:');
});
