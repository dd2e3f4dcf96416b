import type { Filter } from '@tool-audit/core';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import FilterChips from './FilterChips.svelte';

async function show(filter: Filter) {
	const changes: Filter[] = [];
	const counts = { total: 1, ok: 1, error: 0, denied: 0, other: 0, damaged: 0 };
	const choices = {
		filter,
		onchange: (next: Filter) => void changes.push(next),
		tools: () => ({ tools: ['files.read', 'files.write'].map((tool) => ({ tool, counts })) }),
		ontools: () => undefined,
		partial: false,
		user: undefined,
	};
	return { screen: await render(FilterChips, { choices }), changes };
}

test('a chip is a sentence whose parts change the filter', async () => {
	const filter: Filter = { excludeTool: ['files.read'], minDurationMs: 1_000 };
	const { screen, changes } = await show(filter);
	await expect.element(screen.getByRole('group', { name: 'Tool is not files.read' })).toBeVisible();
	await screen.getByRole('button', { name: 'Change “is not” to its opposite' }).click();
	await screen.getByRole('button', { name: 'Remove Duration is at least 1.0 s' }).click();
	await screen.getByRole('button', { name: 'Change Tool is not files.read' }).click();
	await screen.getByRole('checkbox', { name: /files\.write/ }).click();
	expect(changes).toEqual([
		{ tool: ['files.read'], minDurationMs: 1_000 },
		{ excludeTool: ['files.read'] },
		{ excludeTool: ['files.read'], minDurationMs: 1_000, tool: ['files.write'] },
	]);
});

test('a tool is excluded by a word, and its server is dimmed as in the rows', async () => {
	const { screen, changes } = await show({ tool: ['files.read'] });
	await screen.getByRole('button', { name: 'Change Tool is files.read' }).click();
	const row = screen.getByRole('listitem').filter({ hasText: 'files.write' });
	await expect.element(row.getByText('files.', { exact: true })).toBeVisible();
	const exclude = row.getByRole('button', { name: 'Exclude files.write' });
	await expect.element(exclude).toHaveTextContent('Not');
	await exclude.click();
	expect(changes).toEqual([{ tool: ['files.read'], excludeTool: ['files.write'] }]);
});

test('what another control shows has no chip', async () => {
	const { screen } = await show({
		status: ['denied'],
		text: 'a',
		since: '2026-11-22T07:00:00.000Z',
	});
	await expect.element(screen.getByRole('group')).not.toBeInTheDocument();
});
