import { beforeEach, expect, test } from 'vitest';
import { readStoredPx, writeStored } from './stored.ts';

beforeEach(() => localStorage.clear());

test.each([
	[-1e9, 96],
	[120, 120],
	[1e9, 420],
	['120', undefined],
	[null, undefined],
])('the stored size %j is %j', (stored, px) => {
	writeStored('size', stored);
	expect(readStoredPx('size', 96, 420)).toBe(px);
});
