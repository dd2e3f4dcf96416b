import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import GoToTime from './GoToTime.svelte';

const clock = { mode: 'utc', milliseconds: false, logZone: 'UTC', localZone: 'UTC' } as const;

test('typing replaces the time that was typed before', async () => {
	const ongo = vi.fn();
	const props = { open: true, day: '2026-11-22', clock, onclose: () => undefined, ongo };
	const screen = await render(GoToTime, props);
	await userEvent.keyboard('0830{Enter}');
	await screen.rerender({ open: false });
	await screen.rerender({ open: true });
	await expect.element(screen.getByLabelText('Time')).toHaveFocus();
	await userEvent.keyboard('1415{Enter}');
	const went = ongo.mock.calls.map(([instant]) => new Date(instant).toISOString());
	expect(went).toEqual(['2026-11-22T08:30:00.000Z', '2026-11-22T14:15:00.000Z']);
});
