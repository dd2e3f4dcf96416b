import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byTable, crc32 } from './crc32.ts';

test('is the same by the table', () => {
	const own = byTable();
	fc.assert(
		fc.property(fc.uint8Array(), fc.uint8Array(), (bytes, more) => {
			expect(own(bytes)).toBe(crc32(bytes));
			expect(own(more, own(bytes))).toBe(crc32(more, crc32(bytes)));
		}),
	);
});

test('has the value of the standard', () => {
	expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});
