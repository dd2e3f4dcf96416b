import type { Day } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import '../../app.css';
import Figures from './Figures.svelte';
import Trend from './Trend.svelte';

const today = '2026-11-30';
const counts = { total: 61, ok: 57, error: 1, denied: 1, other: 1, damaged: 1 };
const days: Day[] = [today, '2026-11-23'].map((day) => ({
	day,
	bytes: 900,
	modified: `${day}T12:00:00Z`,
	counts,
}));

test('the key of all statuses is whole on a phone', async () => {
	const { container } = await render(Trend, { days, today, user: 'alice' });
	container.style.width = '300px';
	const { right } = container.getBoundingClientRect();
	const parts = [...container.querySelectorAll('figcaption > span')];
	expect(parts.map(({ textContent }) => textContent.trim())).toEqual([
		...['ok', 'denied', 'error', 'damaged', 'unknown', 'Last 14 days'],
	]);
	for (const part of parts) {
		expect(part.getBoundingClientRect().right).toBeLessThanOrEqual(right);
		expect(part.scrollWidth).toBeLessThanOrEqual(part.clientWidth || part.scrollWidth);
	}
});

test('today is compared with all of the same weekday before', async () => {
	const screen = await render(Figures, { days, today, user: 'alice' });
	await expect.element(screen.getByText('61 on all of last Monday')).toBeInTheDocument();
});
