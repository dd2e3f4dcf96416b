import type { LogChange } from '@tool-audit/core';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setShown } from '#lib/testing/page-shown.ts';
import { Changes, type Listener } from './changes.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

const start = { type: 'start' } as const;
const change: LogChange = {
	...{ type: 'change', user: 'alice', day: '2026-11-23' },
	...{ bytes: 1, added: 1, late: 0 },
};

/** A listener, with the connections that were opened and those that were closed. */
function listen() {
	const opened: Listener[] = [];
	const closed: Listener[] = [];
	const changes = new Changes((listener) => {
		opened.push(listener);
		return () => closed.push(listener);
	});
	const onEvent = vi.fn();
	const stop = changes.listen(onEvent);
	return { changes, opened, closed, onEvent, stop };
}

test('is open after the first event, lost without a connection, and open again after the next event', () => {
	const { changes, opened, stop } = listen();
	expect(changes.state).toBe('connecting');
	opened[0]!.onEvent(start);
	expect(changes.state).toBe('open');
	opened[0]!.onLost();
	expect(changes.state).toBe('lost');
	opened[0]!.onEvent(start);
	expect(changes.state).toBe('open');
	stop();
});

test('passes events to all listeners over one connection, and `start` to a later one', () => {
	const { changes, opened, onEvent, stop } = listen();
	opened[0]!.onEvent(start);
	const later = vi.fn();
	const stopLater = changes.listen(later);
	expect(later.mock.calls).toEqual([[start]]);
	opened[0]!.onEvent(change);
	expect(later).toHaveBeenLastCalledWith(change);
	expect(onEvent).toHaveBeenLastCalledWith(change);
	expect(opened).toHaveLength(1);
	stop();
	opened[0]!.onEvent(change);
	expect(later).toHaveBeenCalledTimes(3);
	expect(onEvent).toHaveBeenCalledTimes(2);
	stopLater();
});

test('an effect that listens does not run again for what is read or changed while it begins to listen', () => {
	const { changes, opened, stop } = listen();
	opened[0]!.onEvent(start);
	let read = $state(0);
	let runs = 0;
	const onEvent = vi.fn(() => void read);
	const stopEffect = $effect.root(() => {
		$effect(() => {
			runs++;
			return changes.listen(onEvent);
		});
	});
	flushSync();
	read = 1;
	flushSync();
	opened[0]!.onLost();
	flushSync();
	expect(runs).toBe(1);
	expect(onEvent).toHaveBeenCalledOnce();
	stopEffect();
	stop();
});

test('opens a new connection if the browser gave up, at growing intervals', () => {
	const { opened, stop } = listen();
	opened[0]!.onEnd();
	vi.advanceTimersByTime(1_000);
	expect(opened).toHaveLength(2);
	opened[1]!.onEnd();
	vi.advanceTimersByTime(1_000);
	expect(opened).toHaveLength(2);
	vi.advanceTimersByTime(1_000);
	expect(opened).toHaveLength(3);
	stop();
});

test.each<[string, (listener: Listener) => void]>([
	['an event', (listener) => listener.onEvent(start)],
	[
		'a rest',
		() => {
			setShown(false);
			setShown(true);
		},
	],
])('retries as quickly as at first after %s', (_name, happens) => {
	const { opened, stop } = listen();
	for (const delay of [1_000, 2_000, 4_000]) {
		opened.at(-1)!.onEnd();
		vi.advanceTimersByTime(delay);
	}
	happens(opened.at(-1)!);
	const before = opened.length;
	opened.at(-1)!.onEnd();
	vi.advanceTimersByTime(1_000);
	expect(opened).toHaveLength(before + 1);
	stop();
});

test('closes with the last listener, and passes on nothing more', () => {
	const { changes, opened, closed, onEvent, stop } = listen();
	const stopOther = changes.listen(vi.fn());
	stop();
	expect(closed).toEqual([]);
	stopOther();
	opened[0]!.onEvent(start);
	opened[0]!.onEnd();
	vi.runAllTimers();
	expect(closed).toEqual(opened);
	expect(opened).toHaveLength(1);
	expect(onEvent).not.toHaveBeenCalled();
	expect(changes.state).toBe('off');
});

test('leaves no retry behind when it is stopped in between', () => {
	const { opened, stop } = listen();
	opened[0]!.onEnd();
	stop();
	expect(vi.getTimerCount()).toBe(0);
});

test('has no connection while the page is hidden, and keeps its state until it is shown', () => {
	const { changes, opened, closed, stop } = listen();
	opened[0]!.onEvent(start);
	setShown(false);
	expect(closed).toEqual(opened);
	expect(changes.state).toBe('open');
	setShown(true);
	expect(changes.state).toBe('open');
	expect(opened).toHaveLength(2);
	stop();
});

test('does not retry while the page is hidden, and connects at once when it is shown', () => {
	const { changes, opened, stop } = listen();
	opened[0]!.onEnd();
	setShown(false);
	vi.runAllTimers();
	expect(opened).toHaveLength(1);
	setShown(true);
	expect(opened).toHaveLength(2);
	expect(changes.state).toBe('lost');
	stop();
});
