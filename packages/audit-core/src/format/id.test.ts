import { expect, test } from 'vitest';
import { createId } from './id.ts';

/** The example of RFC 9562, appendix A.6. */
const MS = 0x017f22e279b0;

test('begins with its millisecond, as RFC 9562 says', () => {
	expect(MS).toBe(Date.parse('2022-02-22T19:22:22Z'));
	expect(createId(MS)).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(createId(5)).toMatch(/^00000000-0005-7/);
});

test('is unique, also within a millisecond', () => {
	const ids = Array.from({ length: 1_000 }, () => createId(MS));
	expect(new Set(ids).size).toBe(ids.length);
	expect(new Set(ids.map((id) => id.length))).toEqual(new Set([36]));
	expect(new Set(ids.map((id) => id[19])).size).toBe(4);
});
