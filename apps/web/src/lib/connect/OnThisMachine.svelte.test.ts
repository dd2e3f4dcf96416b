import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { fakeServer } from '../testing/fake-server.ts';
import { signIn } from '../testing/sign-in.ts';
import WithQueries from '../testing/WithQueries.svelte';
import OnThisMachine from './OnThisMachine.svelte';
import type { AgentFacts, ImportState } from './types.ts';

signIn();

const AGENT: AgentFacts = {
	...{ agent: 'claude-code', title: 'Claude Code', found: true, version: '2.1.332' },
	...{ isConnected: false, places: [], problems: [], stopped: null, lastCall: null },
	history: {
		...{ files: 31, isComplete: true },
		...{ oldest: '2026-10-30T08:00:00Z', newest: '2026-11-29T08:00:00Z' },
	},
	failures: { count: 0, last: null },
};

function show(agent: Partial<AgentFacts> = {}, importing: ImportState | null = null) {
	fakeServer({
		'capture.agents': { local: true, agents: [{ ...AGENT, ...agent }] },
		'capture.importState': { import: importing },
		'capture.cancelImport': null,
	});
	return render(WithQueries, { component: OnThisMachine });
}

test('an agent is its title, version and history, to be connected and imported', async () => {
	const screen = await show();
	const card = screen.getByRole('article', { name: 'Claude Code' });
	await expect.element(card.getByRole('heading')).toHaveTextContent('Claude Code 2.1.332');
	await expect.element(card.getByText('31 sessions, 30 Oct to 29 Nov')).toBeVisible();
	await expect.element(card.getByText('Not connected')).toBeVisible();
	await expect.element(card.getByRole('button', { name: 'Import…' })).toBeEnabled();
	await expect.element(card.getByRole('button', { name: 'Connect…' })).toBeVisible();
	expect(card.getByRole('button', { name: 'Disconnect…' }).elements()).toEqual([]);
});

test('a connected agent links to its last call, and can be disconnected', async () => {
	const lastCall = { ts: '2026-11-29T08:00:00Z', day: '2026-11-29', ref: 'r-1' };
	const screen = await show({ isConnected: true, lastCall });
	const link = screen.getByRole('link', { name: /^Last call 29 Nov/ });
	await expect.element(link).toHaveAttribute('href', '/audit/2026-11-29?user=alice&row=r-1');
	await expect.element(screen.getByRole('button', { name: 'Disconnect…' })).toBeVisible();
	expect(screen.getByRole('button', { name: 'Connect…' }).elements()).toEqual([]);
});

test('problems and failures are sentences, and the agent can be connected again', async () => {
	const problem = 'No calls are recorded: the script does not exist. Connect again to restore it.';
	const failures = { count: 3, last: { at: '2026-11-29T08:00:00Z', reason: 'The disk is full.' } };
	const screen = await show({ isConnected: true, problems: [problem], failures });
	await expect.element(screen.getByText(problem)).toBeVisible();
	const failed = screen.getByText(
		/^3 events could not be recorded, the last one on .*: The disk is/,
	);
	await expect.element(failed).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'Connect again…' })).toBeVisible();
});

test('an import that runs shows how far it is, and no other one can be started', async () => {
	const progress = { bytes: 610, bytesTotal: 1_000, calls: 412 };
	const screen = await show({}, { state: 'running', agent: 'claude-code', progress });
	const bar = screen.getByRole('progressbar', { name: 'Import' });
	await expect.element(bar).toHaveAttribute('aria-valuenow', '61');
	await expect.element(screen.getByText('Importing, 412 calls so far')).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'Import…' })).toBeDisabled();
	await expect.element(screen.getByRole('button', { name: 'Cancel' })).toBeEnabled();
});

test('an import that is done says how many calls it brought, and links to the newest day', async () => {
	const days = ['2026-11-27', '2026-11-28'].map((day) => ({
		...{ day, calls: 2, ok: 2, error: 0, denied: 0 },
	}));
	const report = {
		...{ files: 1, bytes: 100, calls: 4, days, already: 0, open: 0, unknownLines: 0 },
		unreadable: [],
	};
	const screen = await show({}, { state: 'done', agent: 'claude-code', report });
	await expect.element(screen.getByText(/^4 calls imported/)).toBeVisible();
	const link = screen.getByRole('link', { name: 'Open the newest day' });
	await expect.element(link).toHaveAttribute('href', '/audit/2026-11-28?user=alice');
});

test('an import that failed says why', async () => {
	const screen = await show(
		{},
		{ state: 'failed', agent: 'claude-code', reason: 'The disk is full.' },
	);
	await expect
		.element(screen.getByRole('alert'))
		.toHaveTextContent('The import stopped: The disk is full.');
});

test('an agent that is not there is named', async () => {
	const screen = await show({ found: false });
	await expect
		.element(screen.getByText('Claude Code was not found on this machine.'))
		.toBeVisible();
	expect(screen.getByRole('article').elements()).toEqual([]);
});

test('elsewhere it says how to connect an agent on the server’s machine', async () => {
	fakeServer({ 'capture.agents': { local: false, agents: [] } });
	const screen = await render(WithQueries, { component: OnThisMachine });
	await expect.element(screen.getByText('tool-audit capture install claude-code')).toBeVisible();
	expect(screen.getByRole('button', { name: 'Look again' }).elements()).toEqual([]);
});

test('a server that can’t be reached can be asked again', async () => {
	fakeServer({ 'capture.agents': null });
	const screen = await render(WithQueries, { component: OnThisMachine });
	await expect.element(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
	vi.unstubAllGlobals();
});
