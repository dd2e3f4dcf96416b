import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { signIn } from '#lib/testing/sign-in.ts';
import EmptyDay from './EmptyDay.svelte';

beforeEach(signIn);

const day = (name: string) => ({
	...{ day: name, bytes: 1, modified: `${name}T00:00:00Z` },
	counts: { total: 1, ok: 1, error: 0, denied: 0, other: 0, damaged: 0 },
});
const show = (names: string[], today = '2026-11-30') =>
	render(EmptyDay, {
		place: { day: '2026-11-24' },
		filter: { status: ['denied'], since: '2026-11-24T10:00:00.000Z' },
		...{ days: names.map(day), today },
	});

test('an empty day leads to the nearest days with calls, with the filter but its time', async () => {
	const screen = await show(['2026-11-28', '2026-11-27', '2026-11-20']);
	await expect.element(screen.getByText(/The nearest days with calls:/)).toBeVisible();
	const before = screen.getByRole('link', { name: 'Friday 20 November 2026' });
	await expect
		.element(before)
		.toHaveAttribute('href', '/audit/2026-11-20?user=alice&status=denied');
	await expect
		.element(screen.getByRole('link', { name: 'Friday 27 November 2026' }))
		.toHaveAttribute('href', '/audit/2026-11-27?user=alice&status=denied');
	expect(screen.getByRole('link').all()).toHaveLength(2);
});

test('a day that has not come yet leads to the last one', async () => {
	const screen = await show(['2026-11-20'], '2026-11-22');
	await expect.element(screen.getByText(/has not come yet/)).toBeVisible();
	await expect.element(screen.getByText(/The nearest day with calls:/)).toBeVisible();
});

test('a log without any call leads nowhere', async () => {
	const screen = await show([]);
	await expect.element(screen.getByText(/Nothing was recorded on/)).toBeVisible();
	await expect.element(screen.getByText(/nearest/)).not.toBeInTheDocument();
	expect(screen.getByRole('link').all()).toHaveLength(0);
});
