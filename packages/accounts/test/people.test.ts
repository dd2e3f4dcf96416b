import { describe, expect, test } from 'vitest';
import { PASSWORD, withPeople } from './fixture.ts';

describe('people', () => {
	test('an account’s folder is the username by default', async () => {
		const { admin } = await withPeople();
		expect(admin).toMatchObject({ username: 'ada', user: 'ada', role: 'admin', disabled: false });
	});

	test('returns a generated password, which works', async () => {
		const { accounts, signIn } = await withPeople();
		const { password } = await accounts.people.create({ username: 'eve', role: 'user' });
		expect(password).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/);
		await expect(signIn('eve', password)).resolves.toContain('session_token');
	});

	test('does not return a password that was given', async () => {
		const { accounts } = await withPeople();
		const created = await accounts.people.create({
			username: 'eve',
			role: 'user',
			password: PASSWORD,
		});
		expect(created).not.toHaveProperty('password');
	});

	test('rejects a username that is taken, ignoring case', async () => {
		const { accounts } = await withPeople();
		const again = accounts.people.create({ username: 'ADA', role: 'user', user: 'other' });
		await expect(again).rejects.toMatchObject({ code: 'taken' });
	});

	test('rejects a folder that is taken', async () => {
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

	test('a disabled admin does not count as another admin', async () => {
		const { accounts, admin, user } = await withPeople();
		accounts.people.setRole(user.id, 'admin');
		accounts.people.setDisabled(user.id, true);
		expect(() => accounts.people.setRole(admin.id, 'user')).toThrow(/last admin/);
	});

	test('an admin can be demoted when there is a second one', async () => {
		const { accounts, admin, user } = await withPeople();
		accounts.people.setRole(user.id, 'admin');
		expect(accounts.people.setRole(admin.id, 'user').role).toBe('user');
	});

	test('fails with unknown for an account that does not exist', async () => {
		const { people } = (await withPeople()).accounts;
		const unknown = {
			code: 'unknown',
			message: expect.stringContaining('no such person') as string,
		};
		expect(() => people.setRole('nobody', 'admin')).toThrow(expect.objectContaining(unknown));
		expect(() => people.setDisabled('nobody', true)).toThrow(expect.objectContaining(unknown));
		await expect(people.setPassword('nobody', PASSWORD)).rejects.toMatchObject(unknown);
	});

	test('enabling an enabled account keeps its sessions and keys', async () => {
		const { accounts, user, signIn } = await withPeople();
		const cookie = await signIn('ben');
		const { secret } = await accounts.keys.create(user.id, { name: 'k', scopes: ['audit:read'] });
		accounts.people.setDisabled(user.id, false);
		expect(await accounts.sessions.find(cookie)).not.toBeNull();
		expect(accounts.keys.verify(secret)).not.toBeNull();
	});

	test('returns a new generated password, which works', async () => {
		const { accounts, user, signIn } = await withPeople();
		const { password } = await accounts.people.setPassword(user.id);
		await expect(signIn('ben', password)).resolves.toContain('session_token');
	});
});
