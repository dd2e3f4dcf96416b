import { expect, test } from 'vitest';
import { otherUser } from './addresses.ts';

const account = { user: 'robin' };

test('an address without an owner belongs to the reader’s own log', () => {
	expect(otherUser(new URLSearchParams(), account)).toBeUndefined();
});

test('a link that names its owner belongs to the own log when the owner opens it', () => {
	expect(otherUser(new URLSearchParams('user=robin'), account)).toBeUndefined();
});

test('a link that names another user belongs to that user’s log', () => {
	expect(otherUser(new URLSearchParams('user=casey'), account)).toBe('casey');
});
