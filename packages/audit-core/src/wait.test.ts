import { expect, test } from 'vitest';
import { wait } from './wait.ts';

test('a wait that is aborted before it begins needs no timer', async () => {
	let isOver = false;
	void wait(60_000, { isRef: false, signal: AbortSignal.abort() }).then(() => (isOver = true));
	// A timer would not have fired yet, and one that is not referenced may never.
	await Promise.resolve();
	await Promise.resolve();
	expect(isOver).toBe(true);
});
