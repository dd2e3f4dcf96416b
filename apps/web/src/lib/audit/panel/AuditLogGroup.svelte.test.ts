import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Day } from '@tool-audit/core';
import '../../../app.css';
import { fakeServer } from '#lib/testing/fake-server.ts';
import { panel, PANEL_WIDTH_MIN_PX } from '#lib/shell/panel.svelte.ts';
import { openGroups } from '#lib/shell/open-groups.svelte.ts';
import { signIn } from '#lib/testing/sign-in.ts';
import WithQueries from '#lib/testing/WithQueries.svelte';
import FilesPanel from '#lib/files/panel/FilesPanel.svelte';

const TODAY = '2026-11-28';
const day = (date: string, total: number, denied = 0): Day => ({
	day: date,
	bytes: 1,
	modified: `${date}T00:00:00.000Z`,
	counts: { total, ok: total - denied, denied, error: 0, damaged: 0, other: 0 },
});
const days = [
	...[day(TODAY, 1_412, 14), day('2026-11-27', 9), day('2026-09-02', 3, 1), day('2025-12-24', 1)],
];

beforeEach(() => {
	localStorage.clear();
	openGroups.choose('Audit Log', undefined);
	signIn();
});

async function showPanel(more: object = {}) {
	fakeServer({
		'files.list': { groups: [], truncated: false },
		'audit.listDays': { days, today: TODAY, timeZone: 'UTC', ...more },
	});
	const screen = await render(WithQueries, { component: FilesPanel });
	return { screen, log: screen.getByRole('treeitem', { name: /^Audit Log/ }) };
}

test('closed, its header says how many calls there are today', async () => {
	const { log } = await showPanel();
	await expect.element(log).toHaveTextContent('Audit Log 1,412 today');
	await expect.element(log).toHaveAttribute('aria-expanded', 'false');
});

test('open, days are grouped by month, and named with their date first', async () => {
	const { screen, log } = await showPanel();
	await log.getByRole('button').click();
	const today = screen.getByRole('treeitem', { name: /^2026-11-28/ });
	await expect
		.element(today)
		.toHaveAccessibleName('2026-11-28, Saturday, live: 1,412 calls, 14 denied');
	const months = ['November 2026: 1,421 calls, 14 denied', 'September 2026: 3 calls, 1 denied'];
	for (const name of [...months, 'December 2025: 1 call']) {
		await expect.element(screen.getByRole('treeitem', { name, exact: true })).toBeVisible();
	}
	// The year is written only where it is another one.
	const shown = [...document.querySelectorAll('[aria-level="2"] .truncate')];
	expect(shown.map((name) => name.textContent)).toEqual(['November', 'September', 'Dec 2025']);
	// So few days are all open.
	expect(document.querySelectorAll('[aria-level="3"]')).toHaveLength(4);
});

test('in the narrowest panel every name has room beside its counts', async () => {
	await page.viewport(1000, 800);
	panel.width = PANEL_WIDTH_MIN_PX;
	const { screen, log } = await showPanel();
	screen.container.style.width = `${panel.width}px`;
	await log.getByRole('button').click();
	await expect.element(screen.getByRole('treeitem', { name: /^2026-11-28/ })).toBeVisible();
	const names = [...document.querySelectorAll<HTMLElement>('[aria-label="Audit Log"] .truncate')];
	const cut = names.filter((name) => name.scrollWidth > name.clientWidth);
	expect(cut.map((name) => name.textContent)).toEqual([]);
	panel.resetWidth();
});

test('a day is a link to its owner’s log', async () => {
	const { screen, log } = await showPanel();
	await log.getByRole('button').click();
	await expect
		.element(screen.getByRole('treeitem', { name: /^2026-11-27/ }).getByRole('link'))
		.toHaveAttribute('href', '/audit/2026-11-27?user=alice');
});

test('files that are not days are named below the days, with what to do', async () => {
	const files = ['2026-11-20.jsonl.gz', '20261121.jsonl'].map((name) => ({
		name,
		message: `${name}: what to do.`,
	}));
	const { screen, log } = await showPanel({ notDays: { count: 22, files } });
	const line = screen.getByText('22 files are not days: 2026-11-20.jsonl.gz, …');
	await expect.element(line).not.toBeInTheDocument();
	await log.getByRole('button').click();
	await line.click();
	await expect.element(screen.getByText('20261121.jsonl: what to do.')).toBeVisible();
	await expect.element(screen.getByText('20 more')).toBeVisible();
});

test('one file that is not a day is a sentence', async () => {
	const files = [{ name: '20261121.jsonl', message: 'Rename it.' }];
	const { screen, log } = await showPanel({ notDays: { count: 1, files } });
	await log.getByRole('button').click();
	await expect.element(screen.getByText('Rename it.')).toBeVisible();
});
