import type { Filter } from '@tool-audit/core';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { Clock } from '../times.ts';
import NoCalls from './NoCalls.svelte';

const clock: Clock = { mode: 'utc', milliseconds: false, logZone: 'UTC', localZone: 'UTC' };

async function show(filter: Filter) {
	const onchange = vi.fn();
	const title = 'No calls in the last 7 days';
	return { screen: await render(NoCalls, { filter, clock, title, onchange }), onchange };
}

test('a range that has not begun is said to lie in the future, and can be cleared alone', async () => {
	const filter: Filter = { since: '2999-11-22T20:00:00.000Z', until: '2999-11-22T22:00:00.000Z' };
	const { screen, onchange } = await show({ ...filter, text: 'a' });
	await expect.element(screen.getByText('The time range lies in the future')).toBeVisible();
	await expect.element(screen.getByText(/22 Nov 2999 20:00 to 22:00/)).toBeVisible();
	await screen.getByRole('button', { name: 'Clear the time range' }).click();
	expect(onchange).toHaveBeenCalledWith({ text: 'a' });
});

test('otherwise the filter is what leaves nothing, or there is nothing', async () => {
	const { screen, onchange } = await show({ text: 'a', since: '2020-11-22T20:00:00.000Z' });
	await expect.element(screen.getByText('No calls match the filter')).toBeVisible();
	await screen.getByRole('button', { name: 'Clear filters' }).click();
	expect(onchange).toHaveBeenCalledWith({});
	const ofDamaged = screen.getByText('Damaged lines are on the pages of their days.');
	await expect.element(ofDamaged).not.toBeInTheDocument();
	await screen.rerender({ filter: { status: ['damaged'] } });
	await expect.element(ofDamaged).toBeVisible();
	await screen.rerender({ filter: {} });
	await expect.element(screen.getByText('No calls in the last 7 days')).toBeVisible();
});
