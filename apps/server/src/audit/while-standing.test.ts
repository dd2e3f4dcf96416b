import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whileStanding, type Listening } from './while-standing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Listens to what says one thing, and then nothing until its signal ends it. */
async function listen(listening: Partial<Listening>): Promise<void> {
	const all: Listening = {
		signal: undefined,
		stopping: new AbortController().signal,
		enter: () => ({ [Symbol.dispose]: () => undefined }),
		stands: () => true,
		...listening,
	};
	const events = whileStanding(all, async function* (signal) {
		yield 'first';
		await new Promise<void>((resolve) => {
			signal.addEventListener('abort', () => resolve());
		});
	});
	for await (const event of events) expect(event).toBe('first');
}

test('where it can’t be told whether a listener may go on, its stream fails, and nothing else', async () => {
	const stands = () => {
		throw new Error('database is locked');
	};
	const listening = expect(listen({ stands })).rejects.toThrow('database is locked');
	await vi.advanceTimersByTimeAsync(2_000);
	await listening;
});

test('a stream that is not the same any more just ends', async () => {
	const listening = listen({ isSame: () => false });
	await vi.advanceTimersByTimeAsync(2_000);
	await expect(listening).resolves.toBeUndefined();
});
