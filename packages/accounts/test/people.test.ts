import { describe, expect, test } from 'vitest';
import { PASSWORD, withPeople } from './fixture.ts';

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
		await expect(again).rejects.toMatchObject({ code: 'taken' });
	});

	test('no two people share a folder', async () => {
		const { accounts } = await withPeople();
		const again = accounts.people.create({ username: 'ada2', role: 'user', user: 'ada' });
		await expect(again).rejects.toMatchObject({ code: 'taken' });
	});

	test('the last admin can be neither demoted nor disabled', async () => {
		const { accounts, admin } = await withPeople();
		const lastAdmin = expect.objectContaining({ code: 'last-admin' }) as Error;
		expect(() => accounts.people.setRole(admin.id, 'user')).toThrow(lastAdmin);
		expect(() => accounts.people.setDisabled(admin.id, true)).toThrow(lastAdmin);
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

	test('a person who is not there is said to be not there', async () => {
		const { people } = (await withPeople()).accounts;
		const unknown = {
			code: 'unknown',
			message: expect.stringContaining('no such person') as string,
		};
		expect(() => people.setRole('nobody', 'admin')).toThrow(expect.objectContaining(unknown));
		expect(() => people.setDisabled('nobody', true)).toThrow(expect.objectContaining(unknown));
		await expect(people.setPassword('nobody', PASSWORD)).rejects.toMatchObject(unknown);
	});

	test('enabling an account that is enabled ends none of its sessions and keys', async () => {
		const { accounts, user, signIn } = await withPeople();
		const cookie = await signIn('ben');
		const { secret } = await accounts.keys.create(user.id, { name: 'k', scopes: ['audit:read'] });
		accounts.people.setDisabled(user.id, false);
		expect(await accounts.sessions.find(cookie)).not.toBeNull();
		expect(accounts.keys.verify(secret)).not.toBeNull();
	});

	test('a new password that was made is given back and works', async () => {
		const { accounts, user, signIn } = await withPeople();
		const { password } = await accounts.people.setPassword(user.id);
		await expect(signIn('ben', password)).resolves.toContain('session_token');
	});
});
