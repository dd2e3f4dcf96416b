import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../../app.css';
import type { ListedRow, RowSource } from './listed-row.ts';
import LogTable from './LogTable.svelte';
import { rowHeight } from './row-height.ts';
import { VirtualScroll } from './virtual-scroll.svelte.ts';

const entry = {
	ts: '2026-11-22T07:03:29',
	user: 'alice',
	tool: 'filesystem.move_file',
	args: {},
	status: 'denied' as const,
	result_chars: 7,
	result_snippet: 'refused',
};

function rowAt(index: number): ListedRow {
	const day = '2026-11-22';
	return { kind: 'entry', day, ref: String(index), entry: { ...entry, args: { n: index } } };
}

async function showTable(count: number, row: (index: number) => ListedRow = rowAt) {
	await page.viewport(1000, 600);
	const container = document.createElement('div');
	container.style.cssText = 'display: flex; flex-direction: column; height: 600px';
	document.body.replaceChildren(container);
	const source: RowSource = { count, row, show: () => undefined };
	const scroll = new VirtualScroll({ count: () => count, rowHeight });
	const clock = {
		mode: 'recorded',
		milliseconds: false,
		logZone: 'UTC',
		localZone: 'UTC',
	} as const;
	const opened: number[] = [];
	const props = { source, scroll, clock, label: 'Log', current: undefined as number | undefined };
	const onmove = (index: number) => {
		scroll.scrollTo(index);
		void screen.rerender({ current: index });
	};
	const onopen = (index: number) => opened.push(index);
	const screen = await render(LogTable, {
		target: container,
		props: { ...props, opened: false, onopen, onmove, onstep: () => undefined },
	});
	await expect.poll(() => scroll.pageRows).toBeGreaterThan(5);
	return { screen, scroll, opened, container };
}

test('a million rows: only what is seen is in the page, and each says which one it is', async () => {
	const { screen, container } = await showTable(1_000_000);
	const grid = screen.getByRole('grid');
	await expect.element(grid).toHaveAttribute('aria-rowcount', '1000001');
	(grid.element() as HTMLElement).focus();
	await userEvent.keyboard('{End}');
	const last = screen.getByRole('row', { name: /n 999999/ });
	await expect.element(last).toHaveAttribute('aria-rowindex', '1000001');
	await expect.element(last).toHaveAttribute('aria-selected', 'true');
	expect(container.querySelectorAll('[role=row]').length).toBeLessThan(60);
	const box = last.element().getBoundingClientRect();
	expect(Math.round(box.bottom)).toBeLessThanOrEqual(600);
});

test('the scrollbar is true: its middle is the middle of the day', async () => {
	const { screen, scroll } = await showTable(1_000_000);
	const grid = screen.getByRole('grid').element();
	grid.scrollTop = (grid.scrollHeight - grid.clientHeight) / 2;
	await expect.poll(() => Math.abs(scroll.firstSeen - 500_000)).toBeLessThan(20);
});

test('a turn of the wheel moves a million rows as far as ten', async () => {
	const { screen, scroll } = await showTable(1_000_000);
	scroll.scrollTo(500_000, 'start');
	const grid = screen.getByRole('grid').element();
	grid.scrollTop += 320;
	await expect.poll(() => scroll.firstSeen).toBe(500_010);
});

test('a click opens the row', async () => {
	const { screen, opened } = await showTable(3);
	await screen.getByRole('row').nth(2).click();
	expect(opened).toEqual([1]);
});

test('status is said in a word', async () => {
	const { screen } = await showTable(1);
	await expect.element(screen.getByRole('gridcell', { name: 'denied' })).toBeVisible();
});

test('what an entry says is text, whatever it looks like', async () => {
	const hostile = '<img src=x onerror="window.hacked = true"><a href="javascript:1">x</a>';
	const { screen, container } = await showTable(1, () => ({
		...rowAt(0),
		kind: 'entry',
		entry: { ...entry, tool: hostile, args: { [hostile]: hostile }, result_snippet: hostile },
	}));
	await expect.element(screen.getByRole('row').nth(1)).toBeVisible();
	expect(container.querySelectorAll('img, a, script')).toHaveLength(0);
});
