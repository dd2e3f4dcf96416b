import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

const CHEAP = { memoryKib: 8, passes: 1 };

/** A test vector of the reference implementation (phc-winner-argon2, src/test.c): m=256 KiB, t=2, p=1, salt "somesalt". */
const OF_PASSWORD =
	'$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';

test('verifies the right password and no other', async () => {
	const stored = await hashPassword('correct horse', CHEAP);
	expect(await verifyPassword(stored, 'correct horse')).toBe(true);
	expect(await verifyPassword(stored, 'correct horsf')).toBe(false);
});

test('hashes the same password differently each time', async () => {
	expect(await hashPassword('same', CHEAP)).not.toBe(await hashPassword('same', CHEAP));
});

test('stores the cost in the hash, so that it can change later', async () => {
	expect(await hashPassword('x', CHEAP)).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/);
	expect(await hashPassword('x')).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
});

test('accepts a letter in composed and decomposed form', async () => {
	const stored = await hashPassword('caf\u00e9', CHEAP);
	expect(await verifyPassword(stored, 'cafe\u0301')).toBe(true);
});

test.each([
	'',
	'plain',
	'$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA',
	'$argon2id$v=19$m=8,t=1,p=1$$',
	'$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAA',
	` ${OF_PASSWORD}`,
	`${OF_PASSWORD} `,
])('accepts no password with the stored hash %j', async (stored) => {
	expect(await verifyPassword(stored, 'password')).toBe(false);
});

test('agrees with the reference implementation', async () => {
	expect(await verifyPassword(OF_PASSWORD, 'password')).toBe(true);
});
