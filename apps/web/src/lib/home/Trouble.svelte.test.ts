import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { QueryClient } from '@tanstack/svelte-query';
import { fakeServer } from '#lib/testing/fake-server.ts';
import { signIn } from '#lib/testing/sign-in.ts';
import TroubleInPage from './TroubleInPage.fixture.svelte';

const DAY = '2026-11-28';
const call = (ref: string, tool: string, fields: Record<string, string> = {}) => ({
	day: DAY,
	ref,
	entry: {
		ts: `${DAY}T22:40:15Z`,
		tool,
		args: {},
		status: 'error',
		result_snippet: 'x',
		...fields,
	},
});

beforeEach(signIn);

function answer(entries: ReturnType<typeof call>[], unreadable: object[] = []) {
	fakeServer({ 'audit.recent': { entries, unreadable, complete: true } });
}

async function showTrouble(entries: ReturnType<typeof call>[], unreadable: object[] = []) {
	answer(entries, unreadable);
	const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
	const screen = await render(TroubleInPage, { client, today: DAY });
	return { client, screen };
}

test('a line has the reason, and the server of a tool stands apart from its method', async () => {
	const denied = {
		status: 'denied',
		denied_by: 'rule',
		reason: 'statement writes',
		agent: 'codex',
	};
	const { screen } = await showTrouble([call('a', 'mcp__postgres__query', denied)]);
	const line = screen.getByRole('link', { name: /statement writes/ });
	const text = 'denied 22:40:15 mcp__postgres__ query Rule: statement writes codex';
	await expect.element(line).toHaveTextContent(text);
	await expect.element(screen.getByText('query', { exact: true })).toBeVisible();
	await expect.element(screen.getByRole('link', { name: 'View all 1' })).toBeVisible();
});

test('says so when nothing was denied and nothing failed', async () => {
	const { screen } = await showTrouble([]);
	await expect.element(screen.getByText('No denied or failed calls in 24 hours')).toBeVisible();
});

test('a day that can’t be read is named, with and without other calls', async () => {
	const message = '2026-11-28 of "alice" is a link or not a plain file.';
	const unreadable = [{ user: 'alice', day: DAY, code: 'unsafe-file', message }];
	for (const entries of [[], [call('a', 'first')]]) {
		const { screen } = await showTrouble(entries, unreadable);
		await expect.element(screen.getByText(`Not included: ${message}`)).toBeVisible();
		await screen.unmount();
	}
});

test('a call of another date than today has that date, wherever its file is', async () => {
	const { screen } = await showTrouble([
		call('a', 'late', { ts: '2026-11-27T23:40:15Z' }),
		call('b', 'wrong', { ts: '2027-01-02T10:00:00Z' }),
	]);
	await expect
		.element(screen.getByRole('link', { name: /late/ }))
		.toHaveTextContent('error Fri 23:40 late x');
	await expect
		.element(screen.getByRole('link', { name: /wrong/ }))
		.toHaveTextContent('error 2 Jan 2027 wrong x');
});

test('new calls wait while the pointer is in the list', async () => {
	const { client, screen } = await showTrouble([call('a', 'first')]);
	const tools = () =>
		[...document.querySelectorAll('li .font-semibold')].map((tool) => tool.textContent.trim());
	await expect.poll(tools).toEqual(['first']);
	await userEvent.hover(screen.getByText('first'));
	answer([call('b', 'second'), call('a', 'first')]);
	await client.invalidateQueries();
	await expect.element(screen.getByRole('link', { name: 'View all 2' })).toBeVisible();
	expect(tools()).toEqual(['first']);
	await userEvent.unhover(screen.getByText('first'));
	await expect.poll(tools).toEqual(['second', 'first']);
});
