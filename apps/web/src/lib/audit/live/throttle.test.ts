import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createThrottle } from './throttle.ts';

const PAUSE_MS = 250;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('runs at once when it is idle', () => {
	const run = vi.fn(async () => {});
	createThrottle(run, PAUSE_MS).ask();
	expect(run).toHaveBeenCalledTimes(1);
});

test('runs again once for any number of requests', async () => {
	const run = vi.fn(async () => {});
	const throttle = createThrottle(run, PAUSE_MS);
	for (let asked = 0; asked < 100; asked++) throttle.ask();
	await vi.runAllTimersAsync();
	expect(run).toHaveBeenCalledTimes(2);
});

test('handles a request that comes during a run', async () => {
	let finish = () => {};
	const run = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
	const throttle = createThrottle(run, PAUSE_MS);
	throttle.ask();
	throttle.ask();
	finish();
	await vi.runAllTimersAsync();
	expect(run).toHaveBeenCalledTimes(2);
});

test('does nothing after it is stopped', async () => {
	const run = vi.fn(async () => {});
	const throttle = createThrottle(run, PAUSE_MS);
	throttle.ask();
	throttle.ask();
	throttle.stop();
	throttle.ask();
	await vi.runAllTimersAsync();
	expect(run).toHaveBeenCalledTimes(1);
	expect(vi.getTimerCount()).toBe(0);
});
