import { expect, test, vi } from 'vitest';
import { createTurns } from './turns.ts';

/** Works that end when told. */
function held() {
	const ends: ((value: string) => void)[] = [];
	const work = () => new Promise<string>((resolve) => void ends.push(resolve));
	return { ends, work };
}

test('few works have a turn at once, in order', async () => {
	const inTurn = createTurns({ atOnce: 2, turnMs: 100_000 });
	const { ends, work } = held();
	const done = ['a', 'b', 'c'].map(() => inTurn(work));
	await vi.waitFor(() => expect(ends).toHaveLength(2));
	ends[1]!('second');
	await vi.waitFor(() => expect(ends).toHaveLength(3));
	ends[0]!('first');
	ends[2]!('third');
	expect(await Promise.all(done)).toEqual(['first', 'second', 'third']);
});

test('slow work gives its turn to the next, and has its result', async () => {
	vi.useFakeTimers();
	const inTurn = createTurns({ atOnce: 1, turnMs: 100 });
	const { ends, work } = held();
	const slow = inTurn(work);
	const quick = inTurn(() => Promise.resolve('quick'));
	let isDone = false;
	void quick.then(() => (isDone = true));
	await vi.advanceTimersByTimeAsync(99);
	expect(isDone).toBe(false);
	await vi.advanceTimersByTimeAsync(1);
	expect(await quick).toBe('quick');
	ends[0]!('slow');
	expect(await slow).toBe('slow');
	expect(vi.getTimerCount()).toBe(0);
	vi.useRealTimers();
});

test('work that fails gives its turn to the next', async () => {
	const inTurn = createTurns({ atOnce: 1, turnMs: 100_000 });
	await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
	await expect(inTurn(() => Promise.resolve('yes'))).resolves.toBe('yes');
});
