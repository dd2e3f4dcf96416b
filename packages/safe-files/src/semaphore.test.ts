import { expect, test } from 'vitest';
import { createSemaphore } from './semaphore.ts';

test('runs at most the maximum at once, and all in the end', async () => {
	const semaphore = createSemaphore(2);
	let running = 0;
	let most = 0;
	const work = async (index: number) => {
		running += 1;
		most = Math.max(most, running);
		await new Promise((resolve) => setImmediate(resolve));
		running -= 1;
		return index;
	};
	const done = await Promise.all(
		Array.from({ length: 20 }, (_, index) => semaphore(() => work(index))),
	);
	expect(most).toBe(2);
	expect(done).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

test('continues after work that failed', async () => {
	const semaphore = createSemaphore(1);
	await expect(semaphore(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
	await expect(semaphore(() => Promise.resolve('yes'))).resolves.toBe('yes');
});
