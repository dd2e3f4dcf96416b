import type { ResolvedPathname } from '$app/types';
import type { Day } from '@tool-audit/core';
import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import CalendarGrid from './CalendarGrid.svelte';

const day = (date: string, total: number): Day => ({
	day: date,
	bytes: 1,
	modified: `${date}T00:00:00.000Z`,
	counts: { total, ok: total, denied: 0, error: 0, damaged: 0, other: 0 },
});
const days = [
	day('2026-11-22', 48),
	day('2026-11-20', 3),
	day('2026-10-05', 9),
	day('2025-12-24', 1),
];

async function showCalendar() {
	const addressOf = (date: string) => `/audit/${date}?status=denied` as ResolvedPathname;
	const screen = await render(CalendarGrid, { day: '2026-11-22', days, addressOf });
	document.querySelector<HTMLElement>('[data-focus-first]')!.focus();
	return screen;
}
const focused = () => (document.activeElement as HTMLElement).dataset.day;

beforeEach(() => void document.body.replaceChildren());

test('the arrows, Home, End and the page keys move the focus, also over days without calls', async () => {
	await showCalendar();
	expect(focused()).toBe('2026-11-22');
	await userEvent.keyboard('{ArrowLeft}');
	expect(focused()).toBe('2026-11-21');
	expect(document.activeElement?.getAttribute('aria-disabled')).toBe('true');
	await userEvent.keyboard('{ArrowLeft}{Home}');
	expect(focused()).toBe('2026-11-16');
	await userEvent.keyboard('{PageUp}');
	expect(focused()).toBe('2026-10-16');
	await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
	expect(focused()).toBe('2026-09-25');
	await userEvent.keyboard('{Shift>}{PageUp}{/Shift}');
	expect(focused()).toBe('2025-12-01');
});

test('a day is a link that keeps what the page filters to', async () => {
	const screen = await showCalendar();
	const link = screen.getByRole('link', { name: 'Friday 20 November 2026: 3 calls' });
	await expect.element(link).toHaveAttribute('href', '/audit/2026-11-20?status=denied');
	await expect
		.element(screen.getByRole('link', { name: 'Sunday 22 November 2026: 48 calls' }))
		.toHaveAttribute('aria-current', 'date');
});

test('a month of another year is two steps away', async () => {
	const screen = await showCalendar();
	await screen.getByRole('button', { name: /^Choose a month/ }).click();
	await expect.element(screen.getByRole('button', { name: 'November 2026' })).toHaveFocus();
	await userEvent.keyboard('{ArrowLeft}');
	await expect.element(screen.getByRole('button', { name: 'October 2026' })).toHaveFocus();
	await screen.getByRole('button', { name: 'Year before' }).click();
	await screen.getByRole('button', { name: 'December 2025' }).click();
	await expect.poll(focused).toBe('2025-12-24');
});
