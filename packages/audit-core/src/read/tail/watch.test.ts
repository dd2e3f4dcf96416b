import { expect, test } from 'vitest';
import { pauseFor } from './watch.ts';

test.each([
	[1, 50],
	[100, 50],
	[500, 250],
	[10_000, 1_000],
])('%i listeners are told at most every %i ms', (listeners, pauseMs) => {
	expect(pauseFor(listeners)).toBe(pauseMs);
});
