import { QueryClient } from '@tanstack/svelte-query';
import type { EntryDetail } from '@tool-audit/core';
import type { Component, ComponentProps } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { FilterStep } from '../filter/filter-edit.ts';
import { fakeServer } from '#lib/testing/fake-server.ts';
import { signIn } from '#lib/testing/sign-in.ts';
import WithQueries from '#lib/testing/WithQueries.svelte';
import RowDetail from './RowDetail.svelte';

signIn();

const CALL = {
	row: {
		...{ kind: 'entry', position: 370, ref: 'r-1' },
		entry: {
			...{ ts: '2026-11-22T07:23:55', user: 'alice', tool: 'Bash', status: 'denied' },
			...{
				args: { command: 'git push' },
				result_chars: 2,
				result_snippet: 'no',
				denied_by: 'rule',
			},
		},
	},
	...{ raw: '{"tool":"Bash"}', bytes: 612, previous: null, next: null },
} as const satisfies EntryDetail;
const TORN: EntryDetail = {
	...CALL,
	row: { kind: 'damaged', position: 6, ref: 'r-2', reason: 'torn', bytes: 5, raw: '{"ts"' },
	...{ raw: '{"ts"', bytes: 5 },
};

const steps: FilterStep[] = [];
const oncontext = vi.fn();
const onmove = vi.fn();
beforeEach(() => {
	steps.length = 0;
	vi.clearAllMocks();
});

function show(props: Partial<ComponentProps<typeof RowDetail>> = {}, client?: QueryClient) {
	const all: ComponentProps<typeof RowDetail> = {
		...{ place: { day: '2026-11-22' }, ref: 'r-1', owner: undefined },
		clock: { mode: 'recorded', milliseconds: false, logZone: 'UTC', localZone: 'UTC' },
		onstep: (step: FilterStep) => steps.push(step),
		...{ oncontext, onmove, onclose: () => {} },
		...props,
	};
	const component: Component = (internals) => RowDetail(internals, all);
	return render(WithQueries, { component, ...(client && { client }) });
}

/** A server that refuses every request with this code. */
function refusingServer(code: string): void {
	const error = { message: 'No.', code: -32004, data: { code, httpStatus: 404 } };
	vi.stubGlobal('fetch', async () => new Response(`${JSON.stringify({ 0: [[{ error }]] })}\n`));
}

test('the head moves to the calls around this one', async () => {
	fakeServer({ 'audit.entry': CALL });
	const screen = await show();
	await expect.element(screen.getByRole('heading', { name: 'Bash' })).toBeVisible();
	await screen.getByRole('button', { name: 'Previous call (K)' }).click();
	await screen.getByRole('button', { name: 'Next call (J)' }).click();
	expect(onmove.mock.calls).toEqual([[-1], [1]]);
});

test('one menu copies the call, and filters by everything it has', async () => {
	fakeServer({ 'audit.entry': CALL });
	const screen = await show();
	const more = screen.getByRole('button', { name: 'More', exact: true });
	await more.click();
	const items = screen.getByRole('menuitem').elements();
	expect(items.map((item) => item.querySelector('span')!.textContent.trim())).toEqual([
		...['Copy as Markdown', 'Copy as JSON', 'Copy as curl command', 'Copy arguments'],
		...['Copy result', 'Show in context'],
		...['Filter to this tool', 'Exclude this tool', 'Filter to denied by rule'],
		...['Filter to denied', 'Exclude denied'],
	]);
	await screen.getByRole('menuitem', { name: 'Filter to denied by rule' }).click();
	await more.click();
	await screen.getByRole('menuitem', { name: /^Show in context/ }).click();
	expect(steps).toEqual([{ part: 'deniedBy', value: 'rule', exclude: false }]);
	expect(oncontext).toHaveBeenCalledOnce();
});

test('the raw line is folded, with its length and its row', async () => {
	fakeServer({ 'audit.entry': CALL });
	const screen = await show();
	const raw = screen.getByRole('button', { name: 'Raw line 612 bytes, row 371' });
	await expect.element(raw).toHaveAttribute('aria-expanded', 'false');
	await raw.click();
	await expect.element(screen.getByText('{"tool":"Bash"}')).toBeVisible();
	await raw.click();
	await expect.element(screen.getByText('{"tool":"Bash"}')).not.toBeInTheDocument();
});

test('a damaged line says what is wrong, and shows its raw text at once', async () => {
	fakeServer({ 'audit.entry': TORN });
	const screen = await show({ ref: 'r-2' });
	await expect.element(screen.getByRole('heading', { name: 'Torn line' })).toBeVisible();
	const raw = screen.getByRole('button', { name: 'Raw line 5 bytes, row 7' });
	await expect.element(raw).toHaveAttribute('aria-expanded', 'true');
	await expect.element(screen.getByText('{"ts"', { exact: true })).toBeVisible();
	await raw.click();
	await expect.element(raw).toHaveAttribute('aria-expanded', 'false');
});

test.each(['NOT_FOUND', 'BAD_REQUEST'])('a call that is not there (%s) says why', async (code) => {
	refusingServer(code);
	const screen = await show();
	await expect.element(screen.getByText('Call not found')).toBeVisible();
	await expect.element(screen.getByText(/The link may point to another day/)).toBeVisible();
});

test('a call whose file was replaced while it is open says so', async () => {
	fakeServer({ 'audit.entry': CALL });
	const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
	const screen = await show({}, queries);
	await expect.element(screen.getByRole('heading', { name: 'Bash' })).toBeVisible();
	await expect.element(screen.getByText(/^No longer in the log/)).not.toBeInTheDocument();
	refusingServer('NOT_FOUND');
	await queries.invalidateQueries();
	await expect.element(screen.getByText(/^No longer in the log/)).toBeVisible();
	await expect.element(screen.getByRole('heading', { name: 'Bash' })).toBeVisible();
	await expect.element(screen.getByRole('button', { name: 'Next call (J)' })).toBeDisabled();
});

test('a call that could not be read can be read again', async () => {
	fakeServer({ 'audit.entry': null });
	const screen = await show();
	await expect.element(screen.getByText('The call could not be read')).toBeVisible();
	fakeServer({ 'audit.entry': CALL });
	await screen.getByRole('button', { name: 'Try again' }).click();
	await expect.element(screen.getByRole('heading', { name: 'Bash' })).toBeVisible();
});
