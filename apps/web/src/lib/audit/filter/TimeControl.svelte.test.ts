import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { TimePreset, TimeSpan } from './time-presets.ts';
import TimeControl from './TimeControl.svelte';

const clock = { mode: 'utc', milliseconds: false, logZone: 'UTC', localZone: 'UTC' } as const;

async function show(given: { span?: TimeSpan; day?: string; preset?: TimePreset } = {}) {
	const events = { onspan: vi.fn(), onpreset: vi.fn(), onbeyond: vi.fn() };
	const whole = given.day ? 'All day' : 'Last 7 days';
	const screen = await render(TimeControl, { span: {}, clock, whole, ...given, ...events });
	await screen.getByRole('button', { name: /^Time:/ }).click();
	return { screen, ...events };
}

const day = '2026-11-22';
const at = (time: string) => `${day}T${time}:00.000Z`;

test('a span is typed with the keyboard alone', async () => {
	const { screen, onspan } = await show({ day });
	await screen.getByLabelText('From').click();
	await userEvent.keyboard('20:00{Tab}2230{Enter}');
	expect(onspan).toHaveBeenCalledWith({ since: at('20:00'), until: at('22:30') });
});

test('a span over midnight leads beyond the day', async () => {
	const { screen, onspan, onbeyond } = await show({ day });
	await screen.getByLabelText('From').click();
	await userEvent.keyboard('20:00{Tab}6{Enter}');
	const until = '2026-11-23T06:00:00.000Z';
	expect(onbeyond).toHaveBeenCalledWith({ since: at('20:00'), until });
	expect(onspan).not.toHaveBeenCalled();
});

test('days are picked by the arrow keys', async () => {
	const { screen, onspan } = await show({ span: { since: at('00:00') } });
	(
		screen.getByRole('button', { name: 'Sunday 22 November 2026' }).element() as HTMLElement
	).focus();
	await userEvent.keyboard('{ArrowLeft}{Enter}{ArrowRight}{ArrowRight}{Enter}');
	await screen.getByRole('button', { name: 'Apply' }).click();
	expect(onspan).toHaveBeenCalledWith({
		since: '2026-11-21T00:00:00.000Z',
		until: '2026-11-24T00:00:00.000Z',
	});
});

test('a list over days takes the presets itself, and a day leads to them', async () => {
	const list = await show();
	await list.screen.getByRole('button', { name: /^Last night/ }).click();
	expect(list.onpreset).toHaveBeenCalledWith('night');
	await list.screen.unmount();
	const past = await show({ day });
	await past.screen.getByRole('button', { name: /^Last night/ }).click();
	expect(past.onbeyond).toHaveBeenCalledWith('night');
});

test('shows the span that is chosen, and leads back to the whole time', async () => {
	const { screen, onspan } = await show({ day, span: { since: at('20:00') } });
	await expect.element(screen.getByRole('button', { name: 'Time: from 20:00' })).toBeVisible();
	await screen.getByRole('button', { name: 'All day' }).click();
	expect(onspan).toHaveBeenCalledWith({});
});

test('a text that is no time, and an end before the start, are not applied', async () => {
	const { screen, onspan } = await show();
	await screen.getByLabelText('From').click();
	await userEvent.keyboard('some day');
	await expect.element(screen.getByText(/^Not a time/)).toBeVisible();
	await userEvent.clear(screen.getByLabelText('From'));
	await userEvent.keyboard('yesterday 20:00{Tab}yesterday 10:00');
	await expect.element(screen.getByText('The end is before the start.')).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'Apply' })).toBeDisabled();
	expect(onspan).not.toHaveBeenCalled();
});
