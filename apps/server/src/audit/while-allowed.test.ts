import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whileAllowed, type Listening } from './while-allowed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Listens to a stream with one event, which then waits for its signal. */
async function listen(listening: Partial<Listening>): Promise<void> {
	const all: Listening = {
		signal: undefined,
		stopping: new AbortController().signal,
		enter: () => ({ [Symbol.dispose]: () => undefined }),
		isAllowed: () => true,
		...listening,
	};
	const events = whileAllowed(all, async function* (signal) {
		yield 'first';
		await new Promise<void>((resolve) => {
			signal.addEventListener('abort', () => resolve());
		});
	});
	for await (const event of events) expect(event).toBe('first');
}

test('a failing permission check ends its stream with the error', async () => {
	const isAllowed = () => {
		throw new Error('database is locked');
	};
	const listening = expect(listen({ isAllowed })).rejects.toThrow('database is locked');
	await vi.advanceTimersByTimeAsync(2_000);
	await listening;
});

test('a stream over other logs than before ends without an error', async () => {
	const listening = listen({ isSame: () => false });
	await vi.advanceTimersByTimeAsync(2_000);
	await expect(listening).resolves.toBeUndefined();
});
