import { tick } from 'svelte';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/../app.css';
import type { FilterStep } from '../filter/filter-edit.ts';
import type { ResolvedPathname } from '$app/types';
import type { Clock } from '../times.ts';
import type { ListedRow, RowSource } from '../listed-row.ts';
import LogTable from './LogTable.svelte';
import { Settings } from './table-settings.svelte.ts';
import { rowHeight } from './table-settings.ts';
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

async function showTable(
	rowCount: number | (() => number),
	row: (index: number) => ListedRow | undefined = rowAt,
	more: { found?: string; uniform?: boolean; clock?: Clock } = {},
	before: (scroll: VirtualScroll) => number | undefined = () => undefined,
) {
	await page.viewport(1000, 600);
	const container = document.createElement('div');
	container.style.cssText = 'display: flex; flex-direction: column; height: 600px';
	document.body.replaceChildren(container);
	const count = typeof rowCount === 'number' ? () => rowCount : rowCount;
	const source: RowSource = {
		get count() {
			return count();
		},
		row,
		show: () => undefined,
	};
	localStorage.clear();
	const settings = new Settings('somebody');
	let chosen: number | undefined;
	const scroll = new VirtualScroll({
		count,
		rowHeight: (width) => rowHeight(width, settings.current),
		current: () => chosen,
	});
	chosen = before(scroll);
	const clock = {
		mode: 'recorded',
		milliseconds: false,
		logZone: 'UTC',
		localZone: 'UTC',
	} as const;
	const opened: number[] = [];
	const props = {
		source,
		scroll,
		settings,
		clock,
		label: 'Log',
		current: chosen,
	};
	const onmove = (index: number) => {
		chosen = index;
		scroll.scrollTo(index);
		void screen.rerender({ current: index });
	};
	const onpoint = () => undefined;
	const onopen = (index: number) => opened.push(index);
	const hrefOf = (row: ListedRow) => `/row/${row.ref}` as ResolvedPathname;
	const steps: FilterStep[] = [];
	const onstep = (step: FilterStep) => steps.push(step);
	const folds: [number, boolean][] = [];
	const onfold = (...fold: [number, boolean]) => folds.push(fold);
	const screen = await render(LogTable, {
		target: container,
		props: { ...props, ...more, hrefOf, onpoint, onopen, onmove, onstep, onfold },
	});
	await expect.poll(() => scroll.pageRows).toBe(20);
	return { screen, scroll, settings, opened, steps, folds, container, onmove };
}

test('of a million rows only the visible ones are in the page, and each has its row index', async () => {
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

test('the middle of the scrollbar is the middle of the day', async () => {
	const { screen, scroll } = await showTable(1_000_000);
	const grid = screen.getByRole('grid').element();
	grid.scrollTop = (grid.scrollHeight - grid.clientHeight) / 2;
	await expect.poll(() => Math.abs(scroll.firstSeen - 500_000)).toBeLessThan(20);
});

test('a turn of the wheel moves a million rows as far as ten', async () => {
	const { screen, scroll } = await showTable(1_000_000);
	scroll.scrollTo(500_000, 'start');
	const grid = screen.getByRole('grid').element();
	grid.scrollTop += 280;
	await expect.poll(() => scroll.firstSeen).toBe(500_010);
});

test('a scroll sets nothing up again', async () => {
	const { screen, scroll } = await showTable(1_000);
	const grid = screen.getByRole('grid').element();
	const listen = vi.spyOn(grid, 'addEventListener');
	const observe = vi.spyOn(ResizeObserver.prototype, 'observe');
	grid.scrollTop += 600;
	await expect.poll(() => scroll.firstSeen).toBeGreaterThan(10);
	await tick();
	expect(listen).not.toHaveBeenCalled();
	expect(observe).not.toHaveBeenCalled();
	vi.restoreAllMocks();
});

test('the scrollbar is at its end when the list was moved there before the element had its height', async () => {
	let count = $state(30);
	const { screen, scroll } = await showTable(() => count);
	const grid = screen.getByRole('grid').element();
	count = 1_000;
	scroll.scrollToEnd();
	expect(grid.scrollTop).toBeLessThan(1_000);
	await expect.poll(() => grid.scrollTop).toBeGreaterThan(20_000);
	expect(grid.scrollTop).toBe(grid.scrollHeight - grid.clientHeight);
	await expect.element(screen.getByRole('row', { name: /n 999/ })).toBeVisible();
});

test('of a list that opens at its end, the rows in view are created first', () => {
	const scroll = new VirtualScroll({ count: () => 100, rowHeight: () => 20 });
	const element = document.createElement('div');
	element.style.height = '400px';
	document.body.append(element);
	const detach = scroll.attach(element);
	scroll.scrollToEnd();
	expect([scroll.firstSeen, scroll.first]).toEqual([80, 63]);
	expect(scroll.from).toBe(80);
	detach();
	element.remove();
});

test('a list that was moved to its end before it had an element is there when it has one', () => {
	const scroll = new VirtualScroll({ count: () => 100, rowHeight: () => 20 });
	scroll.scrollToEnd();
	const element = document.createElement('div');
	element.style.cssText = 'height: 400px; overflow: auto';
	element.innerHTML = '<div style="height: 2000px"></div>';
	document.body.append(element);
	const detach = scroll.attach(element);
	scroll.fitScrollbar();
	expect([element.scrollTop, scroll.firstSeen, scroll.endSeen]).toEqual([1_600, 80, 100]);
	detach();
	element.remove();
});

test.each([
	['the first row in view', undefined],
	['a row in view', 507],
])('a table that is opened at a place is there, with %s as the current one', async (_, current) => {
	const { scroll } = await showTable(1_000, rowAt, {}, (scroll) => {
		scroll.scrollTo(500, 'start');
		return current;
	});
	await expect.poll(() => scroll.pageRows).toBe(20);
	await new Promise(requestAnimationFrame);
	await tick();
	expect(scroll.firstSeen).toBe(500);
});

test('a table that is opened at its end is there', async () => {
	const { scroll, screen } = await showTable(1_000, rowAt, {}, (scroll) => {
		scroll.scrollToEnd();
		return undefined;
	});
	const last = screen.getByRole('row', { name: /n 999/ });
	await expect.element(last).toBeVisible();
	await expect.poll(() => Math.round(last.element().getBoundingClientRect().bottom)).toBe(600);
	expect(scroll.atEnd).toBe(true);
});

/** The rows in the page, by element, in row order. */
function rowsIn(container: HTMLElement): { element: Element; index: number }[] {
	return [...container.querySelectorAll('[role=row][id]')].map((element) => ({
		element,
		index: Number(element.getAttribute('aria-rowindex')),
	}));
}

test.each([
	['a turn of the wheel', 320],
	['a drag of the scrollbar', 4_000_000],
])('%s creates and removes no rows, and they stay in order', async (_what, px) => {
	const { screen, scroll, container } = await showTable(1_000_000);
	scroll.scrollTo(500_000, 'start');
	await expect.poll(() => rowsIn(container)[8]?.index).toBe(500_002);
	await expect.poll(() => rowsIn(container).length).toBe(scroll.slots);
	const before = new Set(rowsIn(container).map(({ element }) => element));
	screen.getByRole('grid').element().scrollTop += px;
	await expect.poll(() => rowsIn(container)[8]?.index).not.toBe(500_002);
	const after = rowsIn(container);
	expect(after.filter(({ element }) => !before.has(element))).toHaveLength(0);
	expect(after).toHaveLength(before.size);
	expect(after.map(({ index }) => index)).toEqual(after.map((_, at) => after[0]!.index + at));
});

test('when other rows replace the shown ones, those in view are rendered first and the others after them', async () => {
	const { scroll, container } = await showTable(1_000);
	await expect.poll(() => rowsIn(container).length).toBe(scroll.slots);
	const busy = () => container.querySelectorAll('[aria-busy=true]').length;
	scroll.scrollTo(500, 'start');
	scroll.startOver();
	await tick();
	expect(rowsIn(container)[0]!.index).toBe(2);
	expect(busy()).toBe(scroll.slots - scroll.endSeen);
	await expect.poll(busy).toBe(0);
});

test('a table that gets lower leaves each row in place', async () => {
	const { scroll, container } = await showTable(1_000);
	await expect.poll(() => rowsIn(container).length).toBe(scroll.slots);
	const before = rowsIn(container);
	const rows = scroll.pageRows;
	container.style.height = `${container.clientHeight - 60}px`;
	await expect.poll(() => scroll.pageRows).toBeLessThan(rows);
	await tick();
	expect(rowsIn(container)).toEqual(before);
});

test('a table so narrow that rows become cards, and back, leaves the chosen row where it is', async () => {
	const { screen, scroll, container, onmove } = await showTable(1_000);
	scroll.scrollTo(500, 'start');
	onmove(507);
	await expect.element(screen.getByRole('row', { name: /n 507/ })).toBeVisible();
	const y = () => {
		const row = container.querySelector(`[aria-rowindex="${507 + 2}"]`);
		return row && Math.round(row.getBoundingClientRect().top);
	};
	const before = y();
	container.style.width = '440px';
	await expect.poll(() => scroll.rowHeight).toBeGreaterThan(40);
	await expect.poll(y).toBe(before);
	container.style.width = '';
	await expect.poll(() => scroll.rowHeight).toBeLessThan(40);
	await expect.poll(y).toBe(before);
});

test('a loading row is marked, and shows nothing of the previous one', async () => {
	const known = (index: number) => (index < 1_000 ? rowAt(index) : undefined);
	const { screen, scroll, container } = await showTable(1_000_000, known);
	await expect.element(screen.getByRole('gridcell', { name: 'n 3', exact: true })).toBeVisible();
	scroll.scrollTo(500_000, 'start');
	await expect.poll(() => rowsIn(container)[0]!.index).toBeGreaterThan(1_000);
	await expect.element(screen.getByRole('gridcell', { name: 'Loading' }).first()).toBeVisible();
	expect(screen.getByRole('gridcell', { name: /n / }).elements()).toHaveLength(0);
	scroll.scrollTo(0, 'start');
	await expect.element(screen.getByRole('gridcell', { name: 'n 3', exact: true })).toBeVisible();
});

test('a click opens the row', async () => {
	const { screen, opened } = await showTable(3);
	await screen.getByRole('row').nth(2).click();
	expect(opened).toEqual([1]);
});

test('shows the status as a word', async () => {
	const { screen } = await showTable(1);
	await expect.element(screen.getByRole('gridcell', { name: 'denied' })).toBeVisible();
});

test('shows the text of an entry as text, whatever it contains', async () => {
	const hostile = '<img src=x onerror="window.hacked = true"><a href="javascript:1">x</a>';
	const { screen, container } = await showTable(1, () => ({
		...rowAt(0),
		kind: 'entry',
		entry: { ...entry, tool: hostile, args: { [hostile]: hostile }, result_snippet: hostile },
	}));
	await expect.element(screen.getByRole('row').nth(1)).toBeVisible();
	expect(container.querySelectorAll('img, script, a[href^=javascript]')).toHaveLength(0);
});

test('columns are chosen, ordered and resized, and remembered', async () => {
	const { screen, settings } = await showTable(3);
	settings.change({ columns: ['tool', 'time', 'chars'] });
	const heads = () =>
		screen
			.getByRole('columnheader')
			.elements()
			.map((head) => head.querySelector('[data-label]')!.textContent);
	await expect.poll(heads).toEqual(['Tool', 'Time', 'Characters']);
	const handle = screen.getByRole('separator', { name: 'Width of Tool' });
	const before = screen.getByRole('columnheader').first().element().clientWidth;
	(handle.element() as HTMLElement).focus();
	await userEvent.keyboard('{ArrowRight}{ArrowRight}');
	expect(screen.getByRole('columnheader').first().element().clientWidth).toBe(before + 32);
	expect(new Settings('somebody').current).toEqual(settings.current);
	expect(new Settings('somebody else').current.widths).toEqual({});
});

test('on a phone a row is a card with everything a row has', async () => {
	const { screen } = await showTable(3);
	await page.viewport(390, 600);
	// What happened is on the second line, in place of what was asked for.
	const card = screen.getByRole('row').nth(2);
	await expect
		.poll(() => card.element().textContent)
		.toMatch(/07:03:29.*filesystem\.move_file.*denied.*refused/s);
	await expect.poll(() => card.element().clientHeight).toBeGreaterThan(44);
});

/** Row 0 stands for three calls; rows 1 and 2 are the unfolded calls of another group. */
function groupsAt(index: number): ListedRow {
	if (index === 0) return { ...rowAt(0), repeats: { count: 3, lastPosition: 2 } };
	return { ...rowAt(index), unfolded: { index: index - 1, count: 2 } };
}

test('pressing the count of a folded row unfolds its calls, and does not open it', async () => {
	const { screen, folds, opened } = await showTable(3, groupsAt);
	const folded = screen.getByRole('button', { name: 'Show the 3 calls' });
	await expect.element(folded).toHaveAttribute('aria-expanded', 'false');
	await folded.click();
	const shown = screen.getByRole('button', { name: 'Fold them again' });
	await expect.element(shown).toHaveAttribute('aria-expanded', 'true');
	await shown.click();
	expect(folds).toEqual([
		[0, false],
		[1, true],
	]);
	expect(opened).toEqual([]);
});

test('the arrow keys unfold the calls of the current row, and fold them from any of them', async () => {
	const { screen, folds } = await showTable(3, groupsAt);
	(screen.getByRole('grid').element() as HTMLElement).focus();
	await userEvent.keyboard('{Home}{ArrowLeft}{ArrowRight}{End}{ArrowRight}{ArrowLeft}');
	expect(folds).toEqual([
		[0, false],
		[2, true],
	]);
});

test('unfolded calls are as high as any row, and show their number in the group', async () => {
	const { screen } = await showTable(3, groupsAt);
	const heights = screen
		.getByRole('row')
		.elements()
		.slice(1)
		.map((row) => row.clientHeight);
	expect(new Set(heights).size).toBe(1);
	await expect.element(screen.getByRole('row', { name: /move_file, 2 of 2/ })).toBeVisible();
});

test('pointing at a value offers to filter to it or exclude it, and nothing moves', async () => {
	const { screen, steps, opened, container } = await showTable(3);
	const places = () =>
		[...container.querySelectorAll('[role=gridcell]')].map((cell) =>
			JSON.stringify(cell.getBoundingClientRect()),
		);
	const before = places();
	await screen.getByRole('gridcell', { name: 'denied' }).first().getByText('denied').hover();
	await screen.getByTitle('Exclude denied').click();
	await screen.getByText('move_file').nth(1).hover();
	await screen.getByTitle('Filter to this tool').click();
	await screen.getByText('2', { exact: true }).hover();
	await screen.getByTitle('Filter to this text').click();
	expect(steps).toEqual([
		{ part: 'status', value: 'denied', exclude: true },
		{ part: 'tool', value: 'filesystem.move_file', exclude: false },
		{ part: 'text', value: '2', exclude: false },
	]);
	expect(places()).toEqual(before);
	expect(opened).toEqual([]);
});

const captured = {
	...entry,
	...{ agent: 'claude-code', source: 'hook', denied_by: 'rule', duration_ms: 1_500, model: 'm1' },
	...{ cwd: '/src', recorded_at: '2026-11-29T08:00:12.500Z' },
};
const capturedAt = (): ListedRow => ({
	...{ kind: 'entry', day: '2026-11-22', ref: '0', entry: captured },
});

test('the fields of a captured call are columns, and those that a filter knows offer it', async () => {
	const { screen, settings, steps } = await showTable(1, capturedAt);
	settings.change({
		columns: ['agent', 'source', 'deniedBy', 'duration', 'model', 'cwd', 'recorded'],
	});
	const cells = () =>
		screen
			.getByRole('gridcell')
			.elements()
			.map((cell) => cell.textContent.trim());
	await expect
		.poll(cells)
		.toEqual(['claude-code', 'hook', 'rule', '1.5 s', 'm1', '/src', '2026-11-29 08:00:12']);
	for (const [text, title] of [
		['claude-code', 'Filter to this agent'],
		['hook', 'Filter to this source'],
		['rule', 'Filter to denied by rule'],
		['1.5 s', 'Filter to calls this long or longer'],
	]) {
		await screen.getByRole('gridcell', { name: text!, exact: true }).hover();
		await screen.getByTitle(title!).click();
	}
	expect(steps.map(({ part, value }) => [part, value])).toEqual([
		['agent', 'claude-code'],
		['source', 'hook'],
		['deniedBy', 'rule'],
		['duration', 1_500],
	]);
});

test('a call that was recorded later has a quiet mark', async () => {
	const { screen, container } = await showTable(1, capturedAt);
	await expect.element(screen.getByTitle('Recorded later')).toBeVisible();
	expect(container.querySelectorAll('.mark')).toHaveLength(0);
});

test('the offer disappears with the value that was pointed at', async () => {
	const { screen, container } = await showTable(1);
	const offered = () => container.querySelector('[data-cell-actions]');
	await screen.getByText('move_file').hover();
	await expect.poll(offered).not.toBeNull();
	await userEvent.hover(screen.getByRole('columnheader').first());
	await expect.poll(offered).toBeNull();
	await screen.getByText('move_file').hover();
	await expect.poll(offered).not.toBeNull();
	await screen.rerender({ source: { count: 1, row: () => rowAt(7), show: () => undefined } });
	await expect.poll(offered).toBeNull();
});

/** Clicks on links that a browser would follow. */
function followed(container: HTMLElement) {
	const clicks: [string, boolean][] = [];
	container.addEventListener('click', (event) => {
		const link = (event.target as Element).closest('a');
		if (!link || event.defaultPrevented) return;
		event.preventDefault();
		clicks.push([link.getAttribute('href')!, event.ctrlKey]);
	});
	return clicks;
}

test('a row is a link: with Ctrl or the middle button it opens in another tab', async () => {
	const { screen, opened, container } = await showTable(3);
	const clicks = followed(container);
	await screen
		.getByText('refused')
		.nth(1)
		.click({ modifiers: ['Control'] });
	await screen.getByText('refused').nth(2).click({ button: 'middle' });
	expect(clicks).toEqual([
		['/row/1', true],
		['/row/2', true],
	]);
	await screen.getByText('07:03:29').first().click();
	expect(clicks).toHaveLength(2);
	expect(opened).toEqual([0]);
});

test('a double click on the edge of a column fits it to its widest text', async () => {
	const { screen, settings } = await showTable(3);
	settings.change({ columns: ['tool', 'args', 'result'], widths: { tool: 90 } });
	await screen.getByRole('separator', { name: 'Width of Tool' }).dblClick();
	const server = screen.getByText('filesystem.').first();
	await expect.element(server).toBeVisible();
	const { scrollWidth, clientWidth } = server.element().parentElement!;
	expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
	expect(settings.current.widths.tool).toBeLessThan(200);
});

test('a column is dragged to another place in the head', async () => {
	const { screen, settings } = await showTable(3);
	const head = (name: string) => screen.getByRole('columnheader', { name });
	await userEvent.dragAndDrop(head('Result'), head('Time'), {
		targetPosition: { x: 2, y: 10 },
	});
	await expect
		.poll(() => settings.current.columns)
		.toEqual(['result', 'time', 'tool', 'status', 'args', 'duration']);
});

test('the edge of a column is as high as the head, and wide enough for a hand', async () => {
	const { screen } = await showTable(1);
	const box = screen.getByRole('separator').first().element().getBoundingClientRect();
	expect(box.height).toBe(28);
	expect(box.width).toBeGreaterThanOrEqual(9);
});

test('a hit far into the args and the result is seen in its row', async () => {
	const far = `${'x'.repeat(600)} needle ${'y'.repeat(600)}`;
	const { screen, container } = await showTable(
		1,
		() => ({
			...rowAt(0),
			kind: 'entry',
			entry: { ...entry, args: { path: '/a', content: far }, result_snippet: far },
		}),
		{ found: 'NEEDLE' },
	);
	await expect.element(screen.getByRole('row').nth(1)).toBeVisible();
	for (const id of ['args', 'result']) {
		const cell = container.querySelector(`[role=gridcell].${id}`)!;
		const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
		const range = document.createRange();
		while (texts.nextNode()) {
			const at = (texts.currentNode as Text).data.indexOf('needle');
			if (at === -1) continue;
			range.setStart(texts.currentNode, at);
			range.setEnd(texts.currentNode, at + 'needle'.length);
		}
		expect(range.toString()).toBe('needle');
		const hit = range.getBoundingClientRect();
		expect(hit.right).toBeLessThanOrEqual(cell.getBoundingClientRect().right);
	}
});

test('a text from right to left is cut at its end', async () => {
	const text = 'كتبت ملخصًا قصيرًا عن اجتماع يوم الأحد في المكتب مع الفريق '.repeat(3);
	const { container } = await showTable(1, () => ({
		...{ kind: 'entry', day: '2026-11-22', ref: '0' },
		entry: { ...entry, args: { content: text }, result_snippet: text, status: 'ok' },
	}));
	const row = container.querySelector('[role=row][id]')!;
	for (const cell of row.querySelectorAll('.args, .result')) {
		const written = [...cell.querySelectorAll('bdi')].at(-1)!;
		expect(getComputedStyle(written).direction).toBe('rtl');
		expect(written.scrollWidth).toBeGreaterThan(written.clientWidth);
		const right = cell.getBoundingClientRect().right;
		expect(written.getBoundingClientRect().right).toBeLessThanOrEqual(right);
	}
});

test('a path is cut at its beginning', async () => {
	const file_path = '/home/dana/projects/shop/packages/checkout/src/cart/total.ts';
	const { screen } = await showTable(1, () => ({
		...{ kind: 'entry', day: '2026-11-22', ref: '0', entry: { ...entry, args: { file_path } } },
	}));
	await expect.element(screen.getByText(/^….*\/cart\/total\.ts$/)).toBeVisible();
});

test('only errors are filled, and nothing where every row has the same status', async () => {
	const failed = (): ListedRow => ({
		...{ kind: 'entry', day: '2026-11-22', ref: '0', entry: { ...entry, status: 'error' } },
	});
	const fillOf = (container: HTMLElement) =>
		getComputedStyle(container.querySelector('[role=row][id]')!).backgroundColor;
	const none = 'rgba(0, 0, 0, 0)';
	const { container: denied } = await showTable(1);
	expect(fillOf(denied)).toBe(none);
	const { container: mixed } = await showTable(1, failed);
	expect(fillOf(mixed)).not.toBe(none);
	const { container: uniform } = await showTable(1, failed, { uniform: true });
	expect(fillOf(uniform)).toBe(none);
});

test('a time of another date or offset says so', async () => {
	const tss = [
		...['2026-11-21T23:59:58Z', '2026-11-22T16:03:29+09:00', '2026-11-22T07:03:29'],
		...['2099-01-01T00:00:00Z', '2026-11-22T16:03:29-12:00'],
		'9999-12-31T23:59:59Z',
	];
	const { screen, container } = await showTable(6, (index) => ({
		...rowAt(index),
		kind: 'entry',
		entry: { ...entry, ts: tss[index]! },
	}));
	const times = screen.getByRole('gridcell', { name: /^\d\d:/ });
	await expect.element(times.nth(0)).toHaveTextContent('23:59:58 21 Nov');
	await expect.element(times.nth(1)).toHaveTextContent('16:03:29 +9 h');
	expect(times.nth(2).element().textContent.trim()).toBe('07:03:29');
	await expect.element(times.nth(3)).toHaveTextContent('00:00 1 Jan 2099');
	await expect.element(times.nth(5)).toHaveTextContent('23:59 31 Dec 9999');
	// The whole of it is seen.
	for (const cell of container.querySelectorAll('.cell.time')) {
		expect(cell.scrollWidth).toBe(cell.clientWidth);
	}
});

const LONG =
	'mcp__company_internal_knowledge_base_server__search_documents_by_semantic_similarity_v';

test.each([1_000, 390])(
	'tools that differ only in their last letter are told apart in %d px',
	async (width) => {
		const { screen, container } = await showTable(2, (index) => ({
			...rowAt(index),
			kind: 'entry',
			entry: { ...entry, tool: `${LONG}${index}` },
		}));
		await page.viewport(width, 600);
		await expect.element(screen.getByText('rity_v0', { exact: false }).first()).toBeVisible();
		for (const [index, cell] of [...container.querySelectorAll('.cell.tool')].entries()) {
			const tail = [...cell.querySelectorAll('bdi')].at(-1)!;
			expect(tail.textContent).toBe(`arity_v${index}`);
			const { left, right } = tail.getBoundingClientRect();
			const edges = cell.getBoundingClientRect();
			expect(left).toBeGreaterThan(edges.left);
			expect(right).toBeLessThanOrEqual(edges.right + 0.5);
			// What is copied is the name in one line.
			const method = cell.querySelector('.method')!;
			getSelection()!.selectAllChildren(method);
			expect(getSelection()!.toString()).toBe(method.textContent);
		}
	},
);

test('a tool’s name that has room is not cut', async () => {
	const tool = 'a_name_of_eighteen';
	const { container } = await showTable(1, () => ({
		...rowAt(0),
		kind: 'entry',
		entry: { ...entry, tool },
	}));
	await expect.poll(() => container.querySelector('.cell.tool')?.textContent.trim()).toBe(tool);
	const head = container.querySelector('.method > span')!;
	expect(head.scrollWidth).toBeLessThanOrEqual(head.clientWidth);
});

test('letters are shown as they are, without ligatures', async () => {
	const { screen, container } = await showTable(1, () => ({
		...rowAt(0),
		kind: 'entry',
		entry: {
			...entry,
			args: { command: 'if (a != b && c === d) x -> y => z <= w |> || --short ***' },
		},
	}));
	await expect
		.element(screen.getByText('a != b && c === d', { exact: false }).first())
		.toBeVisible();
	const cells = [...container.querySelectorAll('.cell, .cell *')];
	expect(cells.length).toBeGreaterThan(6);
	expect(new Set(cells.map((cell) => getComputedStyle(cell).fontVariantLigatures))).toEqual(
		new Set(['none']),
	);
});

test('an argument without a name has the name "", and one without a value this value', async () => {
	const { screen } = await showTable(1, () => ({
		...rowAt(0),
		kind: 'entry',
		entry: { ...entry, args: { '': 'empty name', k: '' } },
	}));
	await expect.element(screen.getByText('empty name').first()).toBeVisible();
	for (const index of [0, 1]) {
		await expect.element(screen.getByText('""', { exact: true }).nth(index)).toBeVisible();
	}
});

test('times are on the clock of the log, whose zone is at the head of their column', async () => {
	const clock = { mode: 'log', milliseconds: false, logZone: 'Europe/Berlin', localZone: 'UTC' };
	const row = () => ({ ...rowAt(0), entry: { ...entry, ts: '2026-11-22T07:03:29Z' } }) as ListedRow;
	const { screen } = await showTable(1, row, { clock: clock as Clock });
	const cell = screen.getByRole('gridcell', { name: /^\d\d:/ });
	await expect.element(cell).toHaveTextContent('08:03:29');
	await expect
		.element(cell)
		.toHaveAttribute(
			'title',
			expect.stringMatching(
				/^2026-11-22T07:03:29Z as recorded\n2026-11-22 08:03:29 Europe\/Berlin/,
			),
		);
	const head = screen.getByRole('columnheader', { name: 'Time' });
	await expect.element(head).toHaveTextContent('Time Europe/Berlin');
});

test('in a narrow table the columns keep their least widths and scroll sideways', async () => {
	const { screen } = await showTable(1);
	await page.viewport(600, 600);
	const grid = screen.getByRole('grid').element();
	await expect.poll(() => grid.scrollWidth > grid.clientWidth).toBe(true);
	const args = screen.getByRole('columnheader', { name: 'Args' }).element();
	expect(args.clientWidth).toBe(160);
});
