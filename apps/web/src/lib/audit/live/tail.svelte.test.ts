import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Tail, type Listener } from './tail.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const start = { type: 'start', cursor: 'nowhere', day: null } as const;

/** A tail that was started, with the listeners it has opened and those that were closed. */
function startTail() {
	const opened: Listener[] = [];
	const closed: Listener[] = [];
	const cursors: (string | undefined)[] = [];
	const onEvent = vi.fn();
	const tail = new Tail((listener, after) => {
		opened.push(listener);
		cursors.push(after);
		return () => closed.push(listener);
	}, onEvent);
	tail.start();
	return { tail, opened, closed, cursors, onEvent };
}

test('is open with the first event, lost without a connection, and open again with the next event', () => {
	const { tail, opened } = startTail();
	expect(tail.state).toBe('connecting');
	opened[0]!.onEvent(start);
	expect(tail.state).toBe('open');
	opened[0]!.onLost();
	expect(tail.state).toBe('lost');
	opened[0]!.onEvent(start);
	expect(tail.state).toBe('open');
});

test('opens another one where the browser gave up, less and less often', () => {
	const { opened } = startTail();
	opened[0]!.onEnd();
	vi.advanceTimersByTime(1_000);
	expect(opened).toHaveLength(2);
	opened[1]!.onEnd();
	vi.advanceTimersByTime(1_000);
	expect(opened).toHaveLength(2);
	vi.advanceTimersByTime(1_000);
	expect(opened).toHaveLength(3);
});

test.each<[string, (listener: Listener, tail: Tail) => void]>([
	['an event', (listener) => listener.onEvent(start)],
	[
		'a rest',
		(_, tail) => {
			tail.rest();
			tail.start();
		},
	],
])('is as quick as at first with its next try after %s', (_name, happens) => {
	const { tail, opened } = startTail();
	for (const delay of [1_000, 2_000, 4_000]) {
		opened.at(-1)!.onEnd();
		vi.advanceTimersByTime(delay);
	}
	happens(opened.at(-1)!, tail);
	const before = opened.length;
	opened.at(-1)!.onEnd();
	vi.advanceTimersByTime(1_000);
	expect(opened).toHaveLength(before + 1);
});

test('closes for good', () => {
	const { tail, opened, closed, onEvent } = startTail();
	tail.stop();
	opened[0]!.onEvent(start);
	opened[0]!.onEnd();
	vi.runAllTimers();
	expect(closed).toEqual(opened);
	expect(opened).toHaveLength(1);
	expect(onEvent).not.toHaveBeenCalled();
	expect(tail.state).toBe('off');
});

test('leaves no retry behind when it is stopped in between', () => {
	const { tail, opened } = startTail();
	opened[0]!.onEnd();
	tail.stop();
	expect(vi.getTimerCount()).toBe(0);
});

test('rests without a connection, and goes on behind the last event as if it never did', () => {
	const { tail, opened, closed, cursors } = startTail();
	opened[0]!.onEvent(start);
	opened[0]!.onEvent({ type: 'rows', cursor: 'five rows', day: '2026-11-23', rows: [] });
	tail.rest();
	expect(closed).toEqual(opened);
	expect(tail.state).toBe('open');
	tail.start();
	expect(tail.state).toBe('open');
	expect(cursors).toEqual([undefined, 'five rows']);
});

test('tries no more while it rests, and at once when it goes on', () => {
	const { tail, opened } = startTail();
	opened[0]!.onEnd();
	tail.rest();
	vi.runAllTimers();
	expect(opened).toHaveLength(1);
	tail.start();
	expect(opened).toHaveLength(2);
	expect(tail.state).toBe('lost');
});

test('hears nothing of a connection that it gave up', () => {
	const { tail, opened, onEvent } = startTail();
	tail.rest();
	opened[0]!.onEvent(start);
	opened[0]!.onLost();
	opened[0]!.onEnd();
	expect(onEvent).not.toHaveBeenCalled();
	expect(tail.state).toBe('connecting');
	expect(vi.getTimerCount()).toBe(0);
});

test('does not come again with a cursor that may have been refused', () => {
	const { tail, opened, cursors } = startTail();
	opened[0]!.onEvent(start);
	tail.rest();
	tail.start();
	opened[1]!.onEnd();
	vi.runAllTimers();
	expect(cursors).toEqual([undefined, 'nowhere', undefined]);
});
