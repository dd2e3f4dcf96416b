import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import SearchField from './SearchField.svelte';

async function showField(slow: boolean) {
	const onchange = vi.fn();
	const screen = await render(SearchField, { text: '', regex: false, onchange, slow });
	await screen.getByRole('searchbox').click();
	return { screen, onchange };
}

test('typing searches at once, and Back undoes all of it', async () => {
	const { screen, onchange } = await showField(false);
	await userEvent.keyboard('a');
	expect(onchange.mock.calls).toEqual([['a', false, false]]);
	await screen.rerender({ text: 'a' });
	await userEvent.keyboard('b');
	expect(onchange.mock.lastCall).toEqual(['ab', false, true]);
	await screen.rerender({ text: 'ab' });
	await userEvent.keyboard('{Backspace}{Backspace}');
	expect(onchange.mock.lastCall).toEqual(['', false, false]);
});

test('the typed text is replaced when the search changes elsewhere', async () => {
	const { screen } = await showField(false);
	await userEvent.keyboard('abc');
	await screen.rerender({ text: 'abc' });
	await expect.element(screen.getByRole('searchbox')).toHaveValue('abc');
	await screen.rerender({ text: '' });
	await expect.element(screen.getByRole('searchbox')).toHaveValue('');
});

test('where an answer takes long, the search waits for a pause', async () => {
	const { onchange } = await showField(true);
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	await userEvent.keyboard('ab');
	expect(onchange).not.toHaveBeenCalled();
	vi.runAllTimers();
	vi.useRealTimers();
	expect(onchange.mock.calls).toEqual([['ab', false, false]]);
});

test('a regular expression is still one when the text was deleted, and typed again', async () => {
	const { screen, onchange } = await showField(false);
	const button = screen.getByRole('button', { name: 'Regular expression' });
	await button.click();
	await expect.element(button).toHaveAttribute('aria-pressed', 'true');
	await screen.getByRole('searchbox').click();
	await userEvent.keyboard('a');
	expect(onchange.mock.lastCall).toEqual(['a', true, false]);
	await screen.rerender({ text: 'a', regex: true });
	await userEvent.keyboard('{Backspace}');
	await screen.rerender({ text: '', regex: false });
	await expect.element(button).toHaveAttribute('aria-pressed', 'true');
	await userEvent.keyboard('b');
	expect(onchange.mock.lastCall).toEqual(['b', true, false]);
});

test('what is wrong with the text is said under the field, and nothing moves', async () => {
	const { screen } = await showField(false);
	const field = screen.getByRole('searchbox');
	const before = field.element().getBoundingClientRect();
	await screen.rerender({ text: '(a', regex: true, problem: 'Missing closing parenthesis' });
	await expect.element(field).toHaveAccessibleDescription('Missing closing parenthesis');
	await expect.element(field).toHaveAttribute('aria-invalid', 'true');
	expect(screen.getByRole('alert').element().getBoundingClientRect().top).toBeGreaterThan(
		before.bottom,
	);
	expect(field.element().getBoundingClientRect().top).toBe(before.top);
});

test.each(['Enter', 'ArrowDown', 'Escape'])(
	'%s leads to the rows, and the text stays',
	async (key) => {
		const { screen, onchange } = await showField(false);
		await userEvent.keyboard(`git{${key}}`);
		await expect.element(screen.getByRole('searchbox')).toHaveValue('git');
		await expect.element(screen.getByRole('searchbox')).not.toHaveFocus();
		expect(onchange.mock.lastCall?.[0]).toBe('git');
	},
);
