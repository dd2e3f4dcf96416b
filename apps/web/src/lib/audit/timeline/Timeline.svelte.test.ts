import type { ComponentProps } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import Timeline from './Timeline.svelte';

const clock = { mode: 'utc', milliseconds: false, logZone: 'UTC', localZone: 'UTC' } as const;
const from = Date.parse('2026-11-22T00:00:00Z');
const HOUR_MS = 3_600_000;
const extent = { from, to: from + 24 * HOUR_MS };
const counts = { total: 3, ok: 2, error: 0, denied: 1, other: 0, damaged: 0 };
const buckets = [{ start: new Date(from + 6 * HOUR_MS).toISOString(), counts }];

const bucketsAt = (hours: number, counted: Partial<typeof counts>) => ({
	bucketSeconds: 60,
	buckets: [
		{
			start: new Date(from + hours * HOUR_MS).toISOString(),
			counts: { ...counts, ok: 0, denied: 0, ...counted },
		},
	],
});

async function show(given: Partial<ComponentProps<typeof Timeline>> = {}) {
	document.body.style.width = '1000px';
	const events = { onspan: vi.fn(), onwhole: vi.fn(), ongo: vi.fn() };
	const all = { bucketSeconds: 60, buckets };
	const props = { shown: all, all, extent, clock, about: 'the day', ...events, ...given };
	const screen = await render(Timeline, props);
	const area = screen.getByRole('img').element() as HTMLElement;
	await expect
		.poll(() => area.querySelector('svg')!.getBoundingClientRect().width)
		.toBeGreaterThan(0);
	const { left, width, top } = area.getBoundingClientRect();
	const point = (type: string, hours: number) =>
		area.dispatchEvent(
			new PointerEvent(type, {
				...{ bubbles: true, button: 0, pointerId: 1 },
				...{ clientX: left + (hours / 24) * width, clientY: top + 10 },
			}),
		);
	area.setPointerCapture = () => undefined;
	return { screen, area, point, ...events };
}

test('says in words what it shows', async () => {
	const { area } = await show();
	expect(area.getAttribute('aria-label')).toMatch(/^Calls over the day: 3 calls from 06:00/);
});

test('shows the time and the counts at the pointer, and where there are none', async () => {
	const { screen, point } = await show();
	point('pointermove', 6.05);
	await expect.element(screen.getByText('06:00 – 06:15')).toBeVisible();
	await expect.element(screen.getByText('1 denied')).toBeVisible();
	point('pointermove', 12);
	await expect.element(screen.getByText('No calls')).toBeVisible();
});

const ticks = (area: HTMLElement) =>
	[...area.closest('figure')!.querySelectorAll('[data-tick]')].map((tick) => tick.textContent);

test('the axis of calls beside the day says their date', async () => {
	const at = Date.parse('1970-01-01T00:00:00Z');
	const { area } = await show({
		extent: { from: at - HOUR_MS, to: at + HOUR_MS },
		day: '2026-11-22',
	});
	expect(ticks(area).slice(0, 2)).toEqual(['31 Dec 1969 23:00', '23:10']);
	expect(ticks(area)).toContain('1 Jan 1970');
});

test('the axis of more than a year has the years', async () => {
	const from = Date.parse('0001-01-01T00:00:00Z');
	const { area } = await show({ extent: { from, to: Date.parse('9999-12-31T23:59:59Z') } });
	for (const words of ticks(area)) expect(words).toMatch(/^\d+ [A-Z][a-z]+ \d+$/);
});

test('a drag selects whole bars, and shows the times while dragging', async () => {
	const { screen, point, onspan } = await show();
	point('pointerdown', 5.9);
	point('pointermove', 8.1);
	await expect.element(screen.getByText('05:45 – 08:15')).toBeVisible();
	point('pointerup', 8.1);
	const [quarterToSix, quarterPastEight] = [5.75, 8.25].map((hours) => from + hours * HOUR_MS);
	expect(onspan).toHaveBeenCalledWith({ from: quarterToSix, to: quarterPastEight });
});

test('Escape gives a selection up, and does nothing else', async () => {
	const { screen, point, onspan } = await show();
	const heard = vi.fn();
	addEventListener('keydown', heard);
	point('pointerdown', 5);
	point('pointermove', 9);
	document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
	point('pointerup', 9);
	expect(onspan).not.toHaveBeenCalled();
	expect(heard).not.toHaveBeenCalled();
	removeEventListener('keydown', heard);
	await expect.element(screen.getByText('09:00')).toBeVisible();
});

test('a click goes to the time, and the way back is a button', async () => {
	const { screen, point, ongo, onwhole } = await show();
	point('pointerdown', 6.05);
	point('pointerup', 6.05);
	expect(ongo).toHaveBeenCalledOnce();
	await screen.getByRole('button', { name: 'Zoom out' }).click();
	expect(onwhole).toHaveBeenCalledOnce();
});

test('at the pointer says how many calls the filter leaves out', async () => {
	const { screen, point } = await show({
		shown: bucketsAt(6, { total: 2, error: 2 }),
		all: bucketsAt(6, { total: 38, ok: 36, error: 2 }),
	});
	point('pointermove', 6.05);
	await expect.element(screen.getByText('2 of 38 calls')).toBeVisible();
	await expect.element(screen.getByText('2 errors')).toBeVisible();
	await screen.rerender({ shown: { bucketSeconds: 60, buckets: [] } });
	await expect.element(screen.getByText('0 of 38 calls')).toBeVisible();
	const scale = 'up to 38 calls per 15 min without the filter';
	await expect.element(screen.getByText(scale)).toBeVisible();
});

test('the axis stands while the calls are counted, and only its line while the zone is unknown', async () => {
	const { screen, area } = await show({ shown: undefined, all: undefined });
	await expect.element(screen.getByText('24:00')).toBeVisible();
	expect(area.getAttribute('aria-label')).toBe('Counting the calls over the day');
	const { height } = area.closest('figure')!.getBoundingClientRect();
	await screen.rerender({ extent: undefined });
	await expect.element(screen.getByText('24:00')).not.toBeInTheDocument();
	expect(area.closest('figure')!.getBoundingClientRect().height).toBe(height);
});

test('on a phone nothing is above the bars', async () => {
	const { screen, area } = await show({ onwhole: undefined });
	const caption = screen.getByText('up to 3 calls per 15 min');
	await expect.element(caption).toBeVisible();
	const figure = area.closest('figure')!;
	figure.parentElement!.style.cssText = 'container-type: inline-size; width: 390px';
	await expect.element(screen.getByText('up to 3 calls per 1 h')).not.toBeVisible();
	expect(area.clientHeight).toBe(34);
	expect(area.getBoundingClientRect().top).toBe(figure.getBoundingClientRect().top);
	// The zone is below them, where no column says it.
	await expect.element(screen.getByText('UTC', { exact: true })).toBeVisible();
});
