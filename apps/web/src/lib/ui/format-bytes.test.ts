import { expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';

it.each([
	[0, '0 B'],
	[999, '999 B'],
	[1_000, '1.0 kB'],
	[2_097_152, '2.1 MB'],
	[99_949, '99.9 kB'],
	[99_950, '100 kB'],
	[999_499, '999 kB'],
	[999_500, '1.0 MB'],
	[5e15, '5000 TB'],
])('writes %d as %s', (bytes, expected) => {
	expect(formatBytes(bytes)).toBe(expected);
});
