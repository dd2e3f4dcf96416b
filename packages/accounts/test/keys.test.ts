import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { tempFolder, testAccounts, withPeople } from './fixture.ts';

describe('keys', () => {
	test('verifies a key as its account with its scopes', async () => {
		const { accounts, user } = await withPeople();
		const { key, secret } = await accounts.keys.create(user.id, {
			name: 'laptop',
			scopes: ['audit:write'],
		});
		expect(accounts.keys.verify(secret)).toEqual({
			account: user,
			scopes: ['audit:write'],
			keyId: key.id,
		});
		expect(secret.startsWith(key.start)).toBe(true);
	});

	test('stores no secret', async () => {
		const dataFolder = await tempFolder();
		const accounts = await testAccounts({ dataFolder });
		const { account } = await accounts.people.create({ username: 'ada', role: 'admin' });
		const { secret } = await accounts.keys.create(account.id, {
			name: 'laptop',
			scopes: ['audit:read'],
		});
		accounts.close();
		const bytes = await readFile(join(dataFolder, 'accounts.sqlite'), 'latin1');
		expect(bytes).toContain('laptop');
		expect(bytes).not.toContain(secret.slice(-20));
	});

	test('a key works for many requests a day', async () => {
		const { accounts, user } = await withPeople();
		const { secret } = await accounts.keys.create(user.id, {
			name: 'busy',
			scopes: ['audit:read'],
		});
		for (let call = 0; call < 50; call += 1) {
			expect(accounts.keys.verify(secret)).not.toBeNull();
		}
	});

	test('records when a key was last used, to the minute', async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T10:00:00Z') });
		onTestFinished(() => void vi.useRealTimers());
		const { accounts, user } = await withPeople();
		const { secret } = await accounts.keys.create(user.id, { name: 'n', scopes: ['audit:read'] });
		const lastUsed = () => accounts.keys.list(user.id)[0]!.lastUsedAt;
		expect(lastUsed()).toBeNull();
		accounts.keys.verify(secret);
		expect(lastUsed()).toBe('2026-11-22T10:00:00.000Z');
		vi.setSystemTime(Date.parse('2026-11-22T10:00:30Z'));
		accounts.keys.verify(secret);
		expect(lastUsed()).toBe('2026-11-22T10:00:00.000Z');
		vi.setSystemTime(Date.parse('2026-11-22T10:02:00Z'));
		accounts.keys.verify(secret);
		expect(lastUsed()).toBe('2026-11-22T10:02:00.000Z');
	});

	test('rejects a revoked key at once', async () => {
		const { accounts, user } = await withPeople();
		const { key, secret } = await accounts.keys.create(user.id, {
			name: 'old',
			scopes: ['audit:read'],
		});
		accounts.keys.revoke(user.id, key.id);
		expect(accounts.keys.verify(secret)).toBeNull();
		expect(accounts.keys.stands(key.id)).toBe(false);
	});

	test('an account can’t revoke another account’s key', async () => {
		const { accounts, user, admin } = await withPeople();
		const { key } = await accounts.keys.create(user.id, { name: 'ben’s', scopes: ['audit:read'] });
		expect(() => accounts.keys.revoke(admin.id, key.id)).toThrow(/no such key/);
	});

	test('a key expires at its time', async () => {
		const begin = Date.parse('2026-11-22T10:00:00Z');
		vi.useFakeTimers({ toFake: ['Date'], now: begin });
		onTestFinished(() => void vi.useRealTimers());
		const { accounts, user } = await withPeople();
		const { key, secret } = await accounts.keys.create(user.id, {
			name: 'short',
			scopes: ['audit:read'],
			expiresInDays: 2,
		});
		expect(key.expiresAt).toBe('2026-11-24T10:00:00.000Z');
		vi.setSystemTime(Date.parse(key.expiresAt!) - 1);
		expect(accounts.keys.verify(secret)).not.toBeNull();
		expect(accounts.keys.stands(key.id)).toBe(true);
		vi.setSystemTime(Date.parse(key.expiresAt!));
		expect(accounts.keys.verify(secret)).toBeNull();
		expect(accounts.keys.stands(key.id)).toBe(false);
	});

	test('a key lasts for 3,650 days at most', async () => {
		const { accounts, user } = await withPeople();
		const create = (expiresInDays: number) =>
			accounts.keys.create(user.id, { name: 'long', scopes: ['audit:read'], expiresInDays });
		await expect(create(3_650)).resolves.toBeTruthy();
		await expect(create(3_651)).rejects.toThrow();
	});

	test('lists only the account’s keys, oldest first', async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T10:00:00Z') });
		onTestFinished(() => void vi.useRealTimers());
		const { accounts, user, admin } = await withPeople();
		const laptop = { name: 'laptop', scopes: ['audit:read' as const] };
		const phone = { name: 'phone', scopes: ['audit:read' as const, 'audit:write' as const] };
		const first = await accounts.keys.create(user.id, laptop);
		vi.setSystemTime(Date.parse('2026-11-22T10:00:01Z'));
		const second = await accounts.keys.create(user.id, phone);
		await accounts.keys.create(admin.id, laptop);
		expect(accounts.keys.list(user.id)).toEqual([first.key, second.key]);
		expect(first.key).toMatchObject({ ...laptop, expiresAt: null });
		expect(second.key).toMatchObject({ ...phone, expiresAt: null });
	});

	test('an account has at most a hundred keys', async () => {
		const { accounts, user, admin } = await withPeople();
		const create = (id: string) =>
			accounts.keys.create(id, { name: 'one of many', scopes: ['audit:read'] });
		for (let n = 0; n < 100; n += 1) await create(user.id);
		await expect(create(user.id)).rejects.toMatchObject({ code: 'too-many-keys' });
		await expect(create(admin.id)).resolves.toBeTruthy();
		accounts.keys.revoke(user.id, accounts.keys.list(user.id)[0]!.id);
		await expect(create(user.id)).resolves.toBeTruthy();
	});
});
