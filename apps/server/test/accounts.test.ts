import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { callerStands, findCaller } from '../src/auth/caller.ts';
import { PASSWORD, testAccounts } from './fixtures/accounts.ts';
import { tempFolder } from './fixtures/folders.ts';

const ADDRESS = '192.0.2.1';

async function withPeople() {
	const accounts = await testAccounts();
	const { account: admin } = await accounts.people.create({
		username: 'ada',
		role: 'admin',
		password: PASSWORD,
	});
	const { account: user } = await accounts.people.create({
		username: 'ben',
		role: 'user',
		password: PASSWORD,
	});
	const signIn = async (username: string, password = PASSWORD) =>
		toHeader((await accounts.sessions.signIn({ username, password, address: ADDRESS })).cookies);
	return { accounts, admin, user, signIn };
}

const toHeader = (cookies: string[]) => cookies.map((one) => one.split(';')[0]).join('; ');

describe('people', () => {
	test('a person has a folder of their own name unless told otherwise', async () => {
		const { admin } = await withPeople();
		expect(admin).toMatchObject({ username: 'ada', user: 'ada', role: 'admin', disabled: false });
	});

	test('a password that was made is given back and works', async () => {
		const { accounts, signIn } = await withPeople();
		const { password } = await accounts.people.create({ username: 'eve', role: 'user' });
		expect(password).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/);
		await expect(signIn('eve', password)).resolves.toContain('session_token');
	});

	test('a password that was given is not given back', async () => {
		const { accounts } = await withPeople();
		const created = await accounts.people.create({
			username: 'eve',
			role: 'user',
			password: PASSWORD,
		});
		expect(created).not.toHaveProperty('password');
	});

	test('no two people share a username, in whatever letter case', async () => {
		const { accounts } = await withPeople();
		const again = accounts.people.create({ username: 'ADA', role: 'user', user: 'other' });
		await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('no two people share a folder', async () => {
		const { accounts } = await withPeople();
		const again = accounts.people.create({ username: 'ada2', role: 'user', user: 'ada' });
		await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('the last admin can be neither demoted nor disabled', async () => {
		const { accounts, admin } = await withPeople();
		expect(() => accounts.people.setRole(admin.id, 'user')).toThrow(/last admin/);
		expect(() => accounts.people.setDisabled(admin.id, true)).toThrow(/last admin/);
		expect(accounts.people.byId(admin.id)).toMatchObject({ role: 'admin', disabled: false });
	});

	test('a disabled admin does not count as one who is left', async () => {
		const { accounts, admin, user } = await withPeople();
		accounts.people.setRole(user.id, 'admin');
		accounts.people.setDisabled(user.id, true);
		expect(() => accounts.people.setRole(admin.id, 'user')).toThrow(/last admin/);
	});

	test('with a second admin the first may go', async () => {
		const { accounts, admin, user } = await withPeople();
		accounts.people.setRole(user.id, 'admin');
		expect(accounts.people.setRole(admin.id, 'user').role).toBe('user');
	});

	test('somebody who is not there is said to be not there', async () => {
		const { accounts } = await withPeople();
		expect(() => accounts.people.setRole('nobody', 'admin')).toThrow(/no such person/);
	});
});

describe('sessions', () => {
	test('a wrong password and an unknown name are refused in the same words', async () => {
		const { signIn } = await withPeople();
		const wrong = await signIn('ada', 'wrong password').catch((error: Error) => error);
		const unknown = await signIn('nobody', 'wrong password').catch((error: Error) => error);
		const malformed = await signIn('no body!', 'wrong password').catch((error: Error) => error);
		expect(wrong).toMatchObject({ code: 'UNAUTHORIZED' });
		expect(unknown).toEqual(wrong);
		expect(malformed).toEqual(wrong);
	});

	test('an unknown name costs a hash, as a wrong password does', async () => {
		let hashes = 0;
		const hashCost = {
			memoryKib: 8,
			get passes() {
				hashes += 1;
				return 1;
			},
		};
		const accounts = await testAccounts({ hashCost });
		const person = { username: 'nobody', password: 'wrong password', address: ADDRESS };
		await accounts.sessions.signIn(person).catch(() => undefined);
		expect(hashes).toBeGreaterThan(0);
	});

	test('a username is the same in capitals', async () => {
		const { signIn } = await withPeople();
		await expect(signIn('Ada')).resolves.toContain('session_token');
	});

	test('the cookie is for the server alone', async () => {
		const { accounts } = await withPeople();
		const { cookies } = await accounts.sessions.signIn({
			username: 'ada',
			password: PASSWORD,
			address: ADDRESS,
		});
		expect(cookies).toHaveLength(1);
		expect(cookies[0]).toMatch(/; HttpOnly/);
		expect(cookies[0]).toMatch(/; SameSite=Lax/);
		expect(cookies[0]).not.toMatch(/; Secure/);
	});

	test('behind https the cookie never travels without it', async () => {
		const accounts = await testAccounts({ url: new URL('https://audit.example.com') });
		await accounts.people.create({ username: 'ada', role: 'admin', password: PASSWORD });
		const person = { username: 'ada', password: PASSWORD, address: ADDRESS };
		const { cookies } = await accounts.sessions.signIn(person);
		expect(cookies[0]).toMatch(/^__Secure-.*; Secure/);
	});

	test('a cookie that was tampered with is nobody', async () => {
		const { accounts, signIn } = await withPeople();
		const cookie = await signIn('ada');
		const [name, value] = cookie.split('=', 2) as [string, string];
		const token = decodeURIComponent(value);
		for (const bad of [
			`x${token.slice(1)}`,
			token.split('.')[0]!,
			`${token}x`,
			'',
			'%',
			'\u0000',
		]) {
			const header = `${name}=${encodeURIComponent(bad)}`;
			expect(await accounts.sessions.find(header)).toBeNull();
		}
		expect(await accounts.sessions.find(cookie)).not.toBeNull();
	});

	test('a new password ends the other sessions and keeps this one', async () => {
		const { accounts, signIn } = await withPeople();
		const [here, elsewhere] = [await signIn('ada'), await signIn('ada')];
		const cookies = await accounts.sessions.changePassword({
			cookie: here,
			address: ADDRESS,
			currentPassword: PASSWORD,
			newPassword: 'another long password',
		});
		expect(await accounts.sessions.find(elsewhere)).toBeNull();
		expect(await accounts.sessions.find(toHeader(cookies))).not.toBeNull();
		await expect(signIn('ada', 'another long password')).resolves.toBeTruthy();
	});

	test('a wrong current password changes nothing', async () => {
		const { accounts, signIn } = await withPeople();
		const change = accounts.sessions.changePassword({
			cookie: await signIn('ada'),
			address: ADDRESS,
			currentPassword: 'not this one at all',
			newPassword: 'another long password',
		});
		await expect(change).rejects.toMatchObject({ code: 'FORBIDDEN' });
		await expect(signIn('ada')).resolves.toBeTruthy();
	});

	test('signing out everywhere ends every session', async () => {
		const { accounts, admin, signIn } = await withPeople();
		const [one, two] = [await signIn('ada'), await signIn('ada')];
		await accounts.sessions.signOutEverywhere(admin.id, one);
		expect(await accounts.sessions.find(one)).toBeNull();
		expect(await accounts.sessions.find(two)).toBeNull();
	});

	test('an admin setting a password ends that person’s sessions', async () => {
		const { accounts, user, signIn } = await withPeople();
		const cookie = await signIn('ben');
		await accounts.people.setPassword(user.id, 'given by an admin');
		expect(await accounts.sessions.find(cookie)).toBeNull();
		await expect(signIn('ben', 'given by an admin')).resolves.toBeTruthy();
	});
});

describe('keys', () => {
	test('a key acts for its account within its scopes', async () => {
		const { accounts, user } = await withPeople();
		const { key, secret } = await accounts.keys.create(user.id, {
			name: 'laptop',
			scopes: ['audit:write'],
		});
		expect(await accounts.keys.verify(secret)).toEqual({
			account: user,
			scopes: ['audit:write'],
			keyId: key.id,
		});
		expect(secret.startsWith(key.start)).toBe(true);
	});

	test('a secret is kept nowhere', async () => {
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

	test('a key is good for more than a few calls a day', async () => {
		const { accounts, user } = await withPeople();
		const { secret } = await accounts.keys.create(user.id, {
			name: 'busy',
			scopes: ['audit:read'],
		});
		for (let call = 0; call < 50; call += 1) {
			expect(await accounts.keys.verify(secret)).not.toBeNull();
		}
	});

	test('a revoked key is refused at once', async () => {
		const { accounts, user } = await withPeople();
		const { key, secret } = await accounts.keys.create(user.id, {
			name: 'old',
			scopes: ['audit:read'],
		});
		accounts.keys.revoke(user.id, key.id);
		expect(await accounts.keys.verify(secret)).toBeNull();
		expect(accounts.keys.stands(key.id)).toBe(false);
	});

	test('nobody revokes a key of somebody else', async () => {
		const { accounts, user, admin } = await withPeople();
		const { key } = await accounts.keys.create(user.id, { name: 'ben’s', scopes: ['audit:read'] });
		expect(() => accounts.keys.revoke(admin.id, key.id)).toThrow(/no such key/);
	});

	test('a key expires on its day', async () => {
		const { accounts, user } = await withPeople();
		const { key } = await accounts.keys.create(user.id, {
			name: 'short',
			scopes: ['audit:read'],
			expiresInDays: 2,
		});
		const days = (Date.parse(key.expiresAt!) - Date.parse(key.createdAt)) / 86_400_000;
		expect(days).toBeCloseTo(2, 3);
	});

	test('a wrong key is not made good by a cookie beside it', async () => {
		const { accounts, signIn } = await withPeople();
		const cookie = await signIn('ada');
		const { caller } = await findCaller(accounts, { authorization: 'Bearer ta_wrong', cookie });
		expect(caller.kind).toBe('nobody');
	});
});

test('disabling ends sessions and keys at once, and enabling brings back neither', async () => {
	const { accounts, user, signIn } = await withPeople();
	const cookie = await signIn('ben');
	const { secret } = await accounts.keys.create(user.id, { name: 'k', scopes: ['audit:read'] });
	const { caller } = await findCaller(accounts, { authorization: undefined, cookie });
	expect(callerStands(accounts, caller)).toBe(true);

	accounts.people.setDisabled(user.id, true);
	expect(callerStands(accounts, caller)).toBe(false);
	expect(await accounts.sessions.find(cookie)).toBeNull();
	expect(await accounts.keys.verify(secret)).toBeNull();
	await expect(signIn('ben')).rejects.toMatchObject({ code: 'FORBIDDEN' });

	accounts.people.setDisabled(user.id, false);
	expect(await accounts.sessions.find(cookie)).toBeNull();
	expect(await accounts.keys.verify(secret)).toBeNull();
	await expect(signIn('ben')).resolves.toBeTruthy();
});

test('accounts and secrets are for the server’s own user alone', async () => {
	const dataFolder = join(await tempFolder(), 'data');
	await testAccounts({ dataFolder });
	const modeOf = async (name: string) => (await stat(join(dataFolder, name))).mode & 0o777;
	expect(await modeOf('.')).toBe(0o700);
	expect(await modeOf('accounts.sqlite')).toBe(0o600);
	expect(await modeOf('session-secret')).toBe(0o600);
});

test('opened again, people and sessions are still there', async () => {
	const dataFolder = await tempFolder();
	const first = await testAccounts({ dataFolder });
	await first.people.create({ username: 'ada', role: 'admin', password: PASSWORD });
	const person = { username: 'ada', password: PASSWORD, address: ADDRESS };
	const { cookies } = await first.sessions.signIn(person);
	const second = await testAccounts({ dataFolder });
	expect(second.people.list()).toHaveLength(1);
	expect(await second.sessions.find(toHeader(cookies))).not.toBeNull();
});

test('several processes that open them for the first time at once agree', async () => {
	const dataFolder = await tempFolder();
	const script = `
		import { openAccounts } from ${JSON.stringify(join(import.meta.dirname, '../src/auth/accounts.ts'))};
		const accounts = await openAccounts({ dataFolder: process.argv[1], hashCost: { memoryKib: 8, passes: 1 } });
		await accounts.people.create({ username: process.argv[2], role: 'user' });
		accounts.close();`;
	const names = ['one', 'two', 'three', 'four'];
	const codes = await Promise.all(
		names.map(async (name) => {
			const args = ['--input-type=module-typescript', '-e', script, dataFolder, name];
			const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
			return ((await once(child, 'exit')) as [number])[0];
		}),
	);
	expect(codes).toEqual([0, 0, 0, 0]);
	const accounts = await testAccounts({ dataFolder });
	const found = accounts.people.list().map((account) => account.username);
	expect(found.sort()).toEqual(names.sort());
});
