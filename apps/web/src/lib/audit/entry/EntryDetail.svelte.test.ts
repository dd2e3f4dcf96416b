import type { EntryRow } from '@tool-audit/core';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import EntryDetail from './EntryDetail.svelte';
import type { FilterStep } from '../filter/filter-edit.ts';

const clock = { mode: 'recorded', milliseconds: false, logZone: 'UTC', localZone: 'UTC' } as const;

const steps: FilterStep[] = [];
beforeEach(() => void steps.splice(0));

function showEntry(change: Partial<EntryRow['entry']>, row: Partial<EntryRow> = {}) {
	const entry = {
		ts: '2026-11-22T07:23:55',
		user: 'alice',
		tool: 'filesystem.move_file',
		args: { source: '/home/alice/notes/draft-0.md' },
		status: 'denied' as const,
		result_chars: 52,
		result_snippet: 'policy: move_file needs approval, and none was given',
		...change,
	};
	return render(EntryDetail, {
		row: { position: 9, ref: 'r', entry, ...row },
		clock,
		fileOf: (path: string) => path.split('/alice/')[1],
		onstep: (step: FilterStep) => steps.push(step),
		oncontext: undefined,
	});
}

test('shows the arguments and the reason of a denied call', async () => {
	const screen = await showEntry({});
	await expect.element(screen.getByText('denied')).toBeVisible();
	await expect.element(screen.getByText('/home/alice/notes/draft-0.md')).toBeVisible();
	await expect.element(screen.getByText(/needs approval/)).toBeVisible();
	await expect.element(screen.getByText('52 characters, the whole result')).toBeVisible();
});

test('shows how much of a long result was recorded', async () => {
	const screen = await showEntry({ result_chars: 4120, result_snippet: 'x'.repeat(300) });
	await expect.element(screen.getByText(/showing 300 of 4,120 characters/)).toBeVisible();
});

test('keeps the line breaks of a result', async () => {
	const screen = await showEntry({ result_snippet: 'one\ntwo' });
	expect(screen.container.querySelector('pre')!.innerText).toContain('one\ntwo');
});

test('shows the fields that the page does not know', async () => {
	const screen = await showEntry({ shift: 'quiet-hours', agent: { name: 'odd' } });
	await expect.element(screen.getByText('shift')).toBeVisible();
	await expect.element(screen.getByText('quiet-hours')).toBeVisible();
	await expect.element(screen.getByText('agent', { exact: true })).toBeVisible();
});

test('shows who denied a call beside its status, and the reason before the result', async () => {
	const screen = await showEntry({ denied_by: 'hook', reason: 'not in the plan' });
	const text = screen.container.textContent.replace(/\s+/g, ' ');
	expect(text).toMatch(/^ ?denied by hook filesystem\.move_file/);
	expect(text.match(/not in the plan/g)).toHaveLength(1);
	expect(text.indexOf('not in the plan')).toBeLessThan(text.indexOf('policy: move_file'));
});

test('says once what is both the reason and the result of a denied call', async () => {
	const screen = await showEntry({ reason: 'No, not now.', result_snippet: 'No, not now.' });
	expect(screen.container.textContent.match(/No, not now\./g)).toHaveLength(1);
	const other = await showEntry({ reason: 'interrupted', result_snippet: 'half of it' });
	await expect.element(other.getByText('half of it')).toBeVisible();
});

test('shows the reason of a call that went well, and by whom, among the other fields', async () => {
	const screen = await showEntry({ status: 'ok', denied_by: 'user', reason: 'allowed later' });
	const terms = screen.getByRole('term').elements();
	expect(terms.map((term) => term.textContent)).toEqual(['Reason', 'Denied by']);
	expect(screen.container.textContent).not.toMatch(/^\s*ok\s*by user/);
});

test('shows the fields of a captured call under plain labels', async () => {
	const screen = await showEntry({
		...{ agent: 'claude-code', agent_id: 'a1', duration_ms: 3_440, mcp_server: 'fs' },
		...{ cwd: '/src/shop', model: '<b>m</b>', call_id: 'toolu_1' },
	});
	const rows = screen.getByRole('term').elements();
	expect(
		rows.map((term) => `${term.textContent}: ${term.nextElementSibling!.textContent.trim()}`),
	).toEqual([
		'Duration: 3.4 s',
		'Agent: claude-code',
		'Subagent: a1',
		'Model: <b>m</b>',
		'Folder: /src/shop',
		'MCP server: fs',
		'Call ID: toolu_1',
	]);
	expect(screen.getByText('More fields').elements()).toHaveLength(0);
});

test('says when a call was recorded later than it happened', async () => {
	const screen = await showEntry({ recorded_at: '2026-11-29T08:00:12.500+01:00' });
	await expect.element(screen.getByText('Recorded later: 2026-11-29 08:00:12')).toBeVisible();
	await expect.element(screen.getByText('2026-11-29 07:00:12.500 UTC')).toBeVisible();
});

test('reports what is wrong with an entry', async () => {
	const screen = await showEntry({}, { problems: ['ts is missing'] });
	await expect.element(screen.getByText('ts is missing')).toBeVisible();
});

test('shows a list of thousands a hundred at a time', async () => {
	const screen = await showEntry({ args: { list: Array.from({ length: 5_000 }, (_, n) => n) } });
	expect(screen.container.querySelectorAll('li').length).toBeLessThan(120);
	await expect.element(screen.getByText('Show more of 5,000')).toBeVisible();
});

test('shows a command as a command and an edit as what it changes', async () => {
	const args = { command: 'ls -la', cwd: '/home', oldText: 'one\ntwo', newText: 'one\nthree' };
	const screen = await showEntry({ args });
	await expect.element(screen.getByRole('heading', { name: 'Command' })).toBeVisible();
	const edit = screen.getByRole('group', { name: 'Edit' });
	expect(edit.element().textContent).toMatch(/removed: \s*two.*added: \s*three/s);
});

test('links a path of the reader’s own files to the file', async () => {
	const screen = await showEntry({ args: { path: '/home/alice/notes/a.md' } });
	const link = screen.getByRole('link', { name: 'notes/a.md' });
	await expect.element(link).toHaveAttribute('href', '/files/notes/a.md');
});

test('offers every value that the table filters by without a mouse', async () => {
	const captured = { agent: 'a', source: 'b', denied_by: 'rule', duration_ms: 1_500 };
	const screen = await showEntry({ session: 's1', ...captured });
	const words = [
		...['Filter to this tool', 'Exclude this tool', 'Filter to this session'],
		...['Filter to this agent', 'Filter to this source', 'Filter to denied by rule'],
		'Filter to calls this long or longer',
	];
	for (const name of [...words, 'Filter to denied', 'Exclude denied']) {
		await screen.getByRole('button', { name, exact: true }).click();
	}
	await screen.getByRole('button', { name: 'Filter by a value of the args' }).click();
	await screen.getByRole('menuitem', { name: /^Exclude .*draft-0\.md/ }).click();
	expect(steps).toEqual([
		{ part: 'tool', value: 'filesystem.move_file', exclude: false },
		{ part: 'tool', value: 'filesystem.move_file', exclude: true },
		{ part: 'session', value: 's1', exclude: false },
		{ part: 'agent', value: 'a', exclude: false },
		{ part: 'source', value: 'b', exclude: false },
		{ part: 'deniedBy', value: 'rule', exclude: false },
		{ part: 'duration', value: 1_500, exclude: false },
		{ part: 'status', value: 'denied', exclude: false },
		{ part: 'status', value: 'denied', exclude: true },
		{ part: 'text', value: '/home/alice/notes/draft-0.md', exclude: true },
	]);
});
