import { expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Clock } from '../times.ts';
import type { TimePreset, TimeSpan } from './time-presets.ts';
import TimeControl from './TimeControl.svelte';

const clock: Clock = { mode: 'utc', milliseconds: false, logZone: 'UTC', localZone: 'UTC' };

interface Given {
	span?: TimeSpan;
	day?: string;
	preset?: TimePreset;
	clock?: Clock;
	days?: ReadonlySet<string>;
}

async function show(given: Given = {}) {
	const events = { onspan: vi.fn(), onpreset: vi.fn(), onbeyond: vi.fn() };
	const whole = given.day ? 'All day' : 'Last 7 days';
	const screen = await render(TimeControl, { span: {}, clock, whole, ...given, ...events });
	await screen.getByRole('button', { name: /^Time:/ }).click();
	await expect.element(screen.getByLabelText('From')).toBeVisible();
	return { screen, ...events };
}
type Shown = Awaited<ReturnType<typeof show>>;

async function type({ screen }: Shown, from: string, until: string) {
	await screen.getByLabelText('From').fill(from);
	await screen.getByLabelText('Until').fill(until);
}
function nowIs(now: string) {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) });
	onTestFinished(() => void vi.useRealTimers());
}
/** What is said below the fields, before it is applied. */
const said = ({ screen }: Shown) => screen.getByRole('status');

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

test.each([
	['20:00', 'bananas', 'Until'],
	['bananas', '20:00', 'From'],
	['yesterday 20:00', 'yesterday 10:00', 'Until'],
])('from %j until %j, Enter applies nothing and leads to the wrong field', async (...texts) => {
	const [from, until, wrong] = texts;
	const shown = await show({ day, span: { since: at('10:00') } });
	await type(shown, from, until);
	const { screen, onspan, onbeyond } = shown;
	await expect.element(screen.getByRole('button', { name: 'Apply' })).toBeDisabled();
	for (const label of ['From', 'Until']) {
		await screen.getByLabelText(label).click();
		await userEvent.keyboard('{Enter}');
		await expect.element(screen.getByLabelText(wrong)).toHaveFocus();
	}
	expect(onspan).not.toHaveBeenCalled();
	expect(onbeyond).not.toHaveBeenCalled();
});

test('a span over midnight is typed on a list over days, too', async () => {
	nowIs(at('01:00'));
	const shown = await show();
	await type(shown, '22:00', '1:30');
	await expect.element(said(shown)).toHaveTextContent('21 Nov 22:00 to 22 Nov 01:30 Times in UTC');
	await userEvent.keyboard('{Enter}');
	const since = '2026-11-21T22:00:00.000Z';
	expect(shown.onspan).toHaveBeenCalledWith({ since, until: at('01:30') });
});

test('says before it is applied that a span leaves the day, or lies in the future', async () => {
	nowIs(`${day}T12:00:20Z`);
	const shown = await show({ day });
	await type(shown, '10pm', '11pm');
	await expect.element(said(shown)).toHaveTextContent('22:00 to 23:00 Lies in the future');
	await type(shown, '-2h', 'now');
	await expect.element(said(shown)).toHaveTextContent('10:00 to 12:01 Times in UTC');
	await type(shown, '20:00', '6');
	await expect
		.element(said(shown))
		.toHaveTextContent('20:00 to 23 Nov 06:00 Goes beyond this day: opens in Recent');
});

test('the presets that leave the day stand under the name of where they lead', async () => {
	const { screen } = await show({ day });
	const beyond = screen.getByRole('list', { name: 'Beyond this day, in Recent' });
	await expect.element(beyond.getByRole('button', { name: 'Last 7 days' })).toBeVisible();
	await expect.element(beyond.getByRole('button', { name: 'All day' })).not.toBeInTheDocument();
});

test.each([[undefined], ['7d' as const]])(
	'the whole of a list is checked in its place among the presets, asked for as %s',
	async (preset) => {
		const span = preset ? { since: at('00:00') } : {};
		const { screen } = await show({ span, ...(preset && { preset }) });
		const spans = screen.getByRole('list', { name: 'Spans' }).getByRole('button');
		expect(spans.elements().map((one) => one.textContent.trim())).toEqual([
			...['Last hour', 'Last 24 hours', 'Last night 20:00 – 08:00', 'Last 7 days'],
			'Last 30 days',
		]);
		await expect.element(spans.nth(3)).toHaveAttribute('aria-pressed', 'true');
	},
);

test('today is that of the log, and days with calls are marked', async () => {
	nowIs('2026-11-22T23:00:00Z');
	const inKiritimati = { ...clock, mode: 'recorded', logZone: 'Pacific/Kiritimati' } as const;
	const { screen } = await show({ clock: inKiritimati, days: new Set(['2026-11-20']) });
	const dayNamed = (name: string) => screen.getByRole('button', { name });
	const today = dayNamed('Monday 23 November 2026');
	await expect.element(today).toHaveAttribute('aria-current', 'date');
	await expect.element(today).not.toHaveAttribute('title');
	const busy = dayNamed('Friday 20 November 2026');
	await expect.element(busy).toHaveAccessibleDescription('Has calls');
});
