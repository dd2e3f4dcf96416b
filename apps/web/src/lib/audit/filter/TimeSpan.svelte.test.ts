import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import TimeSpan from './TimeSpan.svelte';

const clock = { mode: 'utc', milliseconds: false, logZone: 'UTC', localZone: 'UTC' } as const;

test('typing replaces the time of the filter', async () => {
	const onchange = vi.fn();
	const filter = { since: '2026-11-22T08:30:00.000Z' };
	const screen = await render(TimeSpan, { filter, day: '2026-11-22', clock, onchange });
	await screen.getByRole('button', { name: 'Time span' }).click();
	await expect.element(screen.getByLabelText('From')).toHaveFocus();
	await userEvent.keyboard('7{Enter}');
	expect(onchange).toHaveBeenCalledWith({ since: '2026-11-22T07:00:00.000Z' });
});
