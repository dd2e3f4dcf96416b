import type { LogChange } from '@tool-audit/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CHECK_AFTER_MS, FirstCall, type NewestCall } from './first-call.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const call = (ref: string, isLate = false): NewestCall => ({
	...{ day: '2026-11-29', ref, tool: 'Bash', isLate },
});
const change = (user = 'alice'): LogChange => ({
	...{ type: 'change', user, day: '2026-11-29' },
	...{ bytes: 1, added: 1, late: 0 },
});

/** Waits for calls in a log whose newest call is `log.newest`. */
async function wait(newest: NewestCall | null = null) {
	const log = { newest };
	let tell: (event: LogChange) => void = () => undefined;
	const readNewest = vi.fn(async () => log.newest);
	const endListening = vi.fn();
	const first = new FirstCall({
		user: 'alice',
		changes: {
			listen(onEvent) {
				tell = onEvent;
				return endListening;
			},
		},
		readNewest,
	});
	const stop = first.start();
	await vi.advanceTimersByTimeAsync(0);
	const arrive = async (newest: NewestCall | null, event = change()) => {
		log.newest = newest;
		tell(event);
		await vi.advanceTimersByTimeAsync(0);
	};
	return { first, stop, arrive, readNewest, endListening };
}

test('a call that arrives is the first one, and a later one does not replace it', async () => {
	const { first, arrive, stop } = await wait();
	expect(first.call).toBeNull();
	await arrive(call('r-1'));
	expect(first.call?.ref).toBe('r-1');
	await arrive(call('r-2'));
	expect(first.call?.ref).toBe('r-1');
	stop();
});

test('what is in the log already is not the first call', async () => {
	const { first, arrive, stop } = await wait(call('r-0'));
	await arrive(call('r-0'), { type: 'start' });
	expect(first.call).toBeNull();
	await arrive(call('r-1'));
	expect(first.call?.ref).toBe('r-1');
	stop();
});

test('an imported call is not the first call, and the one after it is', async () => {
	const { first, arrive, stop } = await wait();
	await arrive(call('r-1', true));
	expect(first.call).toBeNull();
	await arrive(call('r-2'));
	expect(first.call?.ref).toBe('r-2');
	stop();
});

test('another log is not looked at', async () => {
	const { arrive, readNewest, stop } = await wait();
	const before = readNewest.mock.calls.length;
	await arrive(call('r-1'), change('bob'));
	expect(readNewest).toHaveBeenCalledTimes(before);
	stop();
});

test('a read that fails is tried again with the next change', async () => {
	const { first, arrive, readNewest, stop } = await wait();
	readNewest.mockRejectedValueOnce(new TypeError('Failed to fetch'));
	await arrive(call('r-1'));
	expect(first.call).toBeNull();
	await arrive(call('r-2'));
	expect(first.call?.ref).toBe('r-2');
	stop();
});

test('a change during a read causes one more read', async () => {
	const { first, arrive, readNewest, stop } = await wait();
	const { promise, resolve } = Promise.withResolvers<NewestCall | null>();
	readNewest.mockReturnValueOnce(promise);
	await arrive(null);
	await arrive(call('r-1'));
	expect(first.call).toBeNull();
	resolve(null);
	await vi.advanceTimersByTimeAsync(0);
	expect(first.call?.ref).toBe('r-1');
	stop();
});

test('after a minute it is overdue, until the call arrives', async () => {
	const { first, arrive, stop } = await wait();
	await vi.advanceTimersByTimeAsync(CHECK_AFTER_MS - 1_000);
	expect(first.isOverdue).toBe(false);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(first.isOverdue).toBe(true);
	await arrive(call('r-1'));
	expect(first.isOverdue).toBe(false);
	stop();
});

test('the minute begins anew when something is connected', async () => {
	const { first, stop } = await wait();
	await vi.advanceTimersByTimeAsync(CHECK_AFTER_MS);
	expect(first.isOverdue).toBe(true);
	first.expect();
	expect(first.isOverdue).toBe(false);
	await vi.advanceTimersByTimeAsync(CHECK_AFTER_MS);
	expect(first.isOverdue).toBe(true);
	stop();
});

test('leaves nothing behind', async () => {
	const { stop, endListening } = await wait();
	stop();
	expect(endListening).toHaveBeenCalledOnce();
	expect(vi.getTimerCount()).toBe(0);
});
