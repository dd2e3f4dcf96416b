import type { LogChange } from '@tool-audit/core';
import { tick } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { pageChanges } from '../live/page-changes.ts';
import NewCallsBar from './NewCallsBar.svelte';

afterEach(() => void vi.restoreAllMocks());

async function show(
	user?: string,
	more: { filtered?: boolean; until?: string; own?: boolean } = {},
) {
	const listeners: ((event: LogChange) => void)[] = [];
	vi.spyOn(pageChanges, 'listen').mockImplementation((listener) => {
		listeners.push(listener);
		return () => undefined;
	});
	const onshow = vi.fn(() => Promise.resolve());
	let isAtTop = false;
	const countNew = vi.fn(() => Promise.resolve(0));
	const own = { isFollowing: () => isAtTop, countNew };
	const props = {
		...{ user, readAt: Date.now() - 60_000, onshow, filtered: false, until: undefined },
		...more,
		own: more.own ? own : undefined,
	};
	const screen = await render(NewCallsBar, props);
	const hear = (added: number, by: string) => {
		for (const listener of listeners) {
			listener({ type: 'change', user: by, day: '2026-11-28', bytes: 0, added, late: 0 });
		}
	};
	return { screen, hear, onshow, props, countNew, goToTop: () => (isAtTop = true) };
}

test('counts the calls that came since the list was read, and nothing of another log', async () => {
	const { screen, hear, onshow } = await show('alice');
	hear(5, 'bob');
	expect(screen.container.textContent.trim()).toBe('');
	hear(1, 'alice');
	hear(2, 'alice');
	await expect
		.element(screen.getByRole('status'))
		.toHaveTextContent('3 calls added since this list was read');
	await screen.getByRole('button', { name: 'Show newest' }).click();
	expect(onshow).toHaveBeenCalledOnce();
});

test('says nothing while the list is read for the first time', async () => {
	const { screen, hear, props } = await show();
	await screen.rerender({ ...props, readAt: 0 });
	hear(1, 'bob');
	await tick();
	await expect.element(screen.getByRole('status')).not.toBeInTheDocument();
});

test('is gone when the list was read again', async () => {
	const { screen, hear, props } = await show();
	hear(1, 'bob');
	await expect
		.element(screen.getByRole('status'))
		.toHaveTextContent('1 call added since this list was read');
	await screen.rerender({ ...props, readAt: Date.now() });
	await expect.element(screen.getByRole('status')).not.toBeInTheDocument();
});

test('a list whose newest calls are in view is read again at once', async () => {
	const { screen, hear, onshow, countNew, goToTop } = await show('alice', { own: true });
	hear(1, 'alice');
	await expect.poll(() => countNew.mock.calls.length).toBe(1);
	expect(onshow).not.toHaveBeenCalled();
	goToTop();
	hear(1, 'alice');
	await expect.poll(() => onshow.mock.calls.length).toBe(1);
	expect(screen.container.textContent.trim()).toBe('');
});

test('calls that the filter leaves out are no news', async () => {
	const { screen, hear, countNew } = await show('alice', { filtered: true, own: true });
	hear(5, 'alice');
	await expect.poll(() => countNew.mock.calls.length).toBe(1);
	await expect.element(screen.getByRole('status')).not.toBeInTheDocument();
	countNew.mockResolvedValue(2);
	hear(5, 'alice');
	await expect
		.element(screen.getByRole('status'))
		.toHaveTextContent('2 calls added since this list was read');
});

test('a filtered list does not say how many, and one that has ended says nothing', async () => {
	const filtered = await show('alice', { filtered: true });
	filtered.hear(3, 'alice');
	const status = filtered.screen.getByRole('status');
	await expect.element(status).toHaveTextContent('Calls were added since this list was read');
	await filtered.screen.unmount();
	const ended = await show('alice', { until: new Date(Date.now() - 1_000).toISOString() });
	ended.hear(3, 'alice');
	await tick();
	await expect.element(ended.screen.getByRole('status')).not.toBeInTheDocument();
});
