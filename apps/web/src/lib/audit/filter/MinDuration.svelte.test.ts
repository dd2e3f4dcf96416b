import type { Filter } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import MinDuration from './MinDuration.svelte';

async function show(filter: Filter) {
	const changes: Filter[] = [];
	const onchange = (next: Filter) => changes.push(next);
	const screen = await render(MinDuration, { filter, onchange });
	const button = screen.getByRole('button', { name: 'Minimum duration' });
	await button.click();
	return { screen, button, changes };
}

test('sets the minimum duration beside the rest of the filter', async () => {
	const { screen, button, changes } = await show({ tool: ['a'] });
	await expect.element(button).toHaveAttribute('aria-pressed', 'false');
	await expect.element(screen.getByRole('radio', { name: 'Any' })).toBeChecked();
	await screen.getByText('10 s').click();
	expect(changes).toEqual([{ tool: ['a'], minDurationMs: 10_000 }]);
});

test('removes it', async () => {
	const { screen, button, changes } = await show({ minDurationMs: 1_000 });
	await expect.element(button).toHaveAttribute('aria-pressed', 'true');
	await expect.element(screen.getByRole('radio', { name: '1 s', exact: true })).toBeChecked();
	await screen.getByText('Any').click();
	expect(changes).toEqual([{}]);
});

test('a duration that is none of the choices checks none of them', async () => {
	const { screen } = await show({ minDurationMs: 1_234 });
	await expect.element(screen.getByText('At least')).toBeVisible();
	for (const radio of screen.getByRole('radio').elements()) {
		expect((radio as HTMLInputElement).checked).toBe(false);
	}
});
