import { expect, test } from 'vitest';
import { otherUser } from './addresses.ts';

const account = { user: 'robin' };

test('an address that names nobody is of one’s own log', () => {
	expect(otherUser(new URLSearchParams(), account)).toBeUndefined();
});

test('a link that names its owner is of the owner’s own log to the owner', () => {
	expect(otherUser(new URLSearchParams('user=robin'), account)).toBeUndefined();
});

test('a link that names somebody else is of their log', () => {
	expect(otherUser(new URLSearchParams('user=casey'), account)).toBe('casey');
});
