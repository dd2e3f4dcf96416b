import type { Filter } from '@tool-audit/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../../app.css';
import type { Clock } from '../times.ts';
import FilterBar from './FilterBar.svelte';

const clock: Clock = { mode: 'utc', milliseconds: false, logZone: 'UTC', localZone: 'UTC' };
const THREE_CHIPS: Filter = {
	excludeTool: ['mcp__github_enterprise__create_pull_request'],
	agent: ['claude-code-with-a-long-name'],
	deniedBy: ['a rule of the whole company'],
};

async function show(
	width: number,
	filter: Filter = THREE_CHIPS,
	onchange: (filter: Filter) => void = () => undefined,
) {
	const screen = await render(FilterBar, {
		...{ filter, onchange },
		counts: { total: 12, ok: 10, error: 1, denied: 1, other: 0, damaged: 0 },
		tools: () => undefined,
		ontools: () => undefined,
		time: { clock, whole: 'All day', onpreset: () => undefined },
	});
	const bar = screen.getByRole('search').element() as HTMLElement;
	bar.parentElement!.style.cssText = `container-type: inline-size; width: ${width}px`;
	const boxOf = (name: RegExp) =>
		screen.getByRole('button', { name }).element().getBoundingClientRect();
	return { screen, bar, boxOf };
}

test('the search gives way before a chip is cut, and what adds and clears stays in sight', async () => {
	const { screen, bar, boxOf } = await show(1100);
	const field = screen.getByRole('searchbox').element().parentElement!;
	await expect.poll(() => field.getBoundingClientRect().width).toBe(180);
	const strip = bar.querySelector<HTMLElement>('.strip')!;
	await expect.element(strip).toHaveAttribute('data-more-after');
	await expect.element(strip).not.toHaveAttribute('data-more-before');
	const { right } = strip.getBoundingClientRect();
	for (const name of [/^Add a filter/, /^Clear filters/, /^Time/]) {
		expect(boxOf(name).left).toBeGreaterThanOrEqual(right);
		expect(boxOf(name).right).toBeLessThanOrEqual(bar.getBoundingClientRect().right);
	}
	await screen.rerender({ filter: { agent: ['claude-code'] } });
	await expect.poll(() => field.getBoundingClientRect().width).toBe(264);
	await expect.element(strip).not.toHaveAttribute('data-more-after');
});

test('the focus brings a chip into sight', async () => {
	const { screen, bar, boxOf } = await show(1100);
	const strip = bar.querySelector<HTMLElement>('.strip')!;
	await expect.element(strip).toHaveAttribute('data-more-after');
	const remove = /^Remove Denied/;
	expect(boxOf(remove).right).toBeGreaterThan(strip.getBoundingClientRect().right);
	(screen.getByRole('button', { name: remove }).element() as HTMLElement).focus();
	expect(boxOf(remove).right).toBeLessThanOrEqual(strip.getBoundingClientRect().right);
	await expect.element(strip).toHaveAttribute('data-more-before');
});

test('on a phone the row scrolls beside the search, open or not, with the time last', async () => {
	const { screen, bar, boxOf } = await show(390);
	const rest = bar.querySelector<HTMLElement>('.rest')!;
	await expect.element(rest).toHaveAttribute('data-more-after');
	await screen.getByRole('searchbox').click();
	const { right } = bar.getBoundingClientRect();
	// It opens in a moment, and the row beside it has the rest.
	const field = screen.getByRole('searchbox').element().parentElement!;
	await expect.poll(() => field.getBoundingClientRect().width).toBe(180);
	expect(rest.getBoundingClientRect().right).toBeLessThanOrEqual(right);
	rest.scrollTo({ left: rest.scrollWidth });
	expect(boxOf(/^Time/).right).toBeLessThanOrEqual(right);
	await expect.element(rest).not.toHaveAttribute('data-more-after');
});

test('on a phone a chosen time, and what clears it, are beside the search', async () => {
	const { screen, bar, boxOf } = await show(390, { status: ['denied'] });
	const rest = bar.querySelector<HTMLElement>('.rest')!;
	await expect.element(rest).toHaveAttribute('data-more-after');
	rest.scrollTo({ left: rest.scrollWidth });
	await screen.rerender({ filter: { status: ['denied'], since: '2026-11-22T20:00:00.000Z' } });
	await expect.poll(() => rest.scrollLeft).toBe(0);
	expect(boxOf(/^Time/).left).toBeGreaterThanOrEqual(rest.getBoundingClientRect().left);
	expect(boxOf(/^Clear filters/).left).toBeGreaterThan(boxOf(/^Time/).right);
	expect(boxOf(/^denied/).left).toBeGreaterThan(boxOf(/^Clear filters/).right);
});

test('where nothing is counted, the buttons have no numbers', async () => {
	const { screen } = await show(1100, {});
	await expect.element(screen.getByRole('button', { name: 'denied 1' })).toBeVisible();
	await screen.rerender({ counts: null });
	await expect.element(screen.getByRole('button', { name: 'denied', exact: true })).toBeVisible();
});

describe('letters that the field still waits with', () => {
	async function type(filter: Filter) {
		const onchange = vi.fn();
		const shown = await show(1100, filter, onchange);
		await shown.screen.getByRole('searchbox').click();
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		await userEvent.keyboard('ab');
		return { ...shown, onchange };
	}
	afterEach(() => vi.useRealTimers());

	test('are added to a filter that was set meanwhile', async () => {
		const { screen, onchange } = await type({});
		await screen.rerender({ filter: { tool: ['Bash'] } });
		vi.runAllTimers();
		expect(onchange.mock.calls.map(([filter]) => filter as Filter)).toEqual([
			{ tool: ['Bash'], text: 'ab' },
		]);
	});

	test('are cleared with the filter', async () => {
		const { screen, onchange } = await type({ tool: ['Bash'] });
		// Waiting for a locator would move the clock.
		(screen.getByRole('button', { name: 'Clear filters' }).element() as HTMLElement).click();
		vi.runAllTimers();
		expect(onchange.mock.calls.map(([filter]) => filter as Filter)).toEqual([{}]);
		await expect.element(screen.getByRole('searchbox')).toHaveValue('');
	});
});

test('counts of another filter fade when those of this one take long', async () => {
	const { screen } = await show(1100, {});
	const count = screen
		.getByRole('button', { name: /^denied/ })
		.element()
		.querySelector('span.tabular-nums')!;
	expect(getComputedStyle(count).opacity).toBe('1');
	await screen.rerender({ stale: true });
	await expect.poll(() => getComputedStyle(count).opacity).toBe('0.4');
	await screen.rerender({ stale: false });
	await expect.poll(() => getComputedStyle(count).opacity).toBe('1');
});
