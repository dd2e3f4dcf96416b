import { expect, test } from 'vitest';
import { fillRandom } from './random.ts';

test('fills all of a buffer, each time with other bytes', () => {
	const [one, other] = [fillRandom(Buffer.alloc(4_000)), fillRandom(Buffer.alloc(4_000))];
	expect(one.equals(other)).toBe(false);
	// Each byte value is there: the chance that one is missing is 256 × (255/256)^4000, one in twenty thousand.
	expect(new Set([...one, ...other]).size).toBe(256);
});
