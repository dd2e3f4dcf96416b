import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import SearchStart from './SearchStart.svelte';

test('says what a search finds, with examples to start from', async () => {
	const onsearch = vi.fn();
	const screen = await render(SearchStart, { onsearch });
	await expect.element(screen.getByText(/^Finds calls in all days:/)).toBeVisible();
	await screen.getByRole('button', { name: 'git push' }).click();
	await screen.getByRole('definition').nth(1).getByRole('button').click();
	expect(onsearch.mock.calls).toEqual([
		[{ text: 'git push' }],
		[{ text: '\\.env\\b|secret', regex: true }],
	]);
	expect(() => new RegExp(onsearch.mock.lastCall![0].text)).not.toThrow();
});
