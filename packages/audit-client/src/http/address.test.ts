import { expect, test } from 'vitest';
import { addressOf } from './address.ts';

test.each([
	['http://127.0.0.1:8321', 'http://127.0.0.1:8321/trpc'],
	['http://127.0.0.1:8321/', 'http://127.0.0.1:8321/trpc'],
	['https://example.com/audit', 'https://example.com/audit/trpc'],
	['https://example.com/audit/?x=1#y', 'https://example.com/audit/trpc'],
	['http://127.0.0.1:8321/trpc', 'http://127.0.0.1:8321/trpc'],
	['http://127.0.0.1:8321/api/', 'http://127.0.0.1:8321/trpc'],
])('%s leads to %s', (address, endpoint) => {
	expect(addressOf(address).trpc).toBe(endpoint);
});

test.each(['', 'localhost:8321', 'ftp://example.com', '127.0.0.1'])(
	'rejects %j with a sentence',
	(address) => {
		expect(() => addressOf(address)).toThrow(/^url must be the address of a Tool Audit server/);
	},
);
