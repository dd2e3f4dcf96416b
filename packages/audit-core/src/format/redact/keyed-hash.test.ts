import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createKeyedHash } from './keyed-hash.ts';

test.each([0, 32, 64, 100])('is HMAC-SHA256 with a key of %i bytes', (length) => {
	const key = Buffer.alloc(length, 7);
	const expected = createHmac('sha256', key).update('Gewächshaus').digest('hex');
	expect(createKeyedHash(key)('Gewächshaus')).toBe(expected);
});
