import { expect, test } from 'vitest';
import { checksumOf, makeRef, parseRef } from './ref.ts';

const bytes = Buffer.from('{"ts":"2026-11-22T07:41:03"}');

test('names an offset and a checksum of the row', () => {
	expect(parseRef(makeRef(4_294_967_296_123, bytes))).toEqual({
		offset: 4_294_967_296_123,
		checksum: checksumOf(bytes),
	});
});

test('is the same in every version, because links contain it', () => {
	expect(makeRef(4_294_967_296_123, bytes)).toBe('1it2wmvej-1f41dg2');
});

test.each(['', '-', '5', '5-', '5-zzzzzzzz', '-1-5', '5-5-5', 'zzzzzzzzzzz-1', '5 -5', 'A-B'])(
	'"%s" is not a valid ref',
	(text) => {
		expect(parseRef(text)).toBeNull();
	},
);
