import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { AccountsError } from '../src/index.ts';
import { ADDRESS, PASSWORD, testAccounts, toHeader, withPeople } from './fixture.ts';

describe('sessions', () => {
	test('a wrong password and an unknown name fail with the same error', async () => {
		const { signIn } = await withPeople();
		const wrong = await signIn('ada', 'wrong password').catch((error: Error) => error);
		const unknown = await signIn('nobody', 'wrong password').catch((error: Error) => error);
		const malformed = await signIn('no body!', 'wrong password').catch((error: Error) => error);
		expect(wrong).toMatchObject({ code: 'sign-in-failed' });
		expect(unknown).toEqual(wrong);
		expect(malformed).toEqual(wrong);
	});

	// docs/decisions/2026-11-30-what-sign-in-takes.md
	test.each([
		['nobody', true],
		['no body!', false],
		['n', false],
	])(
		'the name %j, which no account has, costs a hash if it can exist: %j',
		async (username, costs) => {
			let hashes = 0;
			const hashCost = {
				memoryKib: 8,
				get passes() {
					hashes += 1;
					return 1;
				},
			};
			const accounts = await testAccounts({ hashCost });
			const person = { username, password: 'wrong password', address: ADDRESS };
			await accounts.sessions.signIn(person).catch(() => undefined);
			expect(hashes > 0).toBe(costs);
		},
	);

	test('ignores the case of a username', async () => {
		const { signIn } = await withPeople();
		await expect(signIn('Ada')).resolves.toContain('session_token');
	});

	test('the cookie is HttpOnly and SameSite', async () => {
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

	test('with https the cookie is sent over https only', async () => {
		const accounts = await testAccounts({ url: new URL('https://audit.example.com') });
		await accounts.people.create({ username: 'ada', role: 'admin', password: PASSWORD });
		const person = { username: 'ada', password: PASSWORD, address: ADDRESS };
		const { cookies } = await accounts.sessions.signIn(person);
		expect(cookies[0]).toMatch(/^__Secure-.*; Secure/);
	});

	test('finds no account for a manipulated cookie', async () => {
		const { accounts, signIn } = await withPeople();
		const cookie = await signIn('ada');
		const [name, value] = cookie.split('=', 2) as [string, string];
		const token = decodeURIComponent(value);
		const otherFirst = (token.startsWith('x') ? 'y' : 'x') + token.slice(1);
		for (const bad of [otherFirst, token.split('.')[0]!, `${token}x`, '', '%', '\u0000']) {
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
		await expect(change).rejects.toMatchObject({ code: 'wrong-password' });
		await expect(signIn('ada')).resolves.toBeTruthy();
	});

	test('extends a session that is used, and ends one that is not', async () => {
		const DAY_MS = 24 * 60 * 60 * 1000;
		const begin = Date.now();
		vi.useFakeTimers({ toFake: ['Date'], now: begin });
		onTestFinished(() => void vi.useRealTimers());
		const { accounts, signIn } = await withPeople();
		const [used, unused] = [await signIn('ada'), await signIn('ada')];
		expect((await accounts.sessions.find(used))?.cookies).toEqual([]);
		vi.setSystemTime(begin + 20 * DAY_MS);
		expect((await accounts.sessions.find(used))?.cookies).toHaveLength(1);
		vi.setSystemTime(begin + 40 * DAY_MS);
		expect(await accounts.sessions.find(used)).not.toBeNull();
		expect(await accounts.sessions.find(unused)).toBeNull();
	});

	test('signing out ends the session it is said in, and its cookie', async () => {
		const { accounts, signIn } = await withPeople();
		const [here, elsewhere] = [await signIn('ada'), await signIn('ada')];
		const cookies = await accounts.sessions.signOut(here);
		expect(cookies).toContainEqual(expect.stringMatching(/session_token=;.* Max-Age=0/));
		expect(await accounts.sessions.find(here)).toBeNull();
		expect(await accounts.sessions.find(elsewhere)).not.toBeNull();
	});

	test('accounts that can’t be read are not taken for a wrong password', async () => {
		const { accounts, signIn } = await withPeople();
		accounts.close();
		await expect(signIn('ada')).rejects.not.toBeInstanceOf(AccountsError);
	});

	test('a session that has ended is not taken for a wrong password', async () => {
		const { accounts, signIn } = await withPeople();
		const cookie = await signIn('ada');
		await accounts.sessions.signOut(cookie);
		const change = { currentPassword: PASSWORD, newPassword: 'another long password' };
		await expect(
			accounts.sessions.changePassword({ cookie, address: ADDRESS, ...change }),
		).rejects.toMatchObject({ code: 'session-ended' });
		await expect(signIn('ada')).resolves.toBeTruthy();
	});

	test('signing out everywhere ends every session', async () => {
		const { accounts, admin, signIn } = await withPeople();
		const [one, two] = [await signIn('ada'), await signIn('ada')];
		await accounts.sessions.signOutEverywhere(admin.id, one);
		expect(await accounts.sessions.find(one)).toBeNull();
		expect(await accounts.sessions.find(two)).toBeNull();
	});

	test('ends a person’s sessions when an admin sets the password', async () => {
		const { accounts, user, signIn } = await withPeople();
		const cookie = await signIn('ben');
		await accounts.people.setPassword(user.id, 'given by an admin');
		expect(await accounts.sessions.find(cookie)).toBeNull();
		await expect(signIn('ben', 'given by an admin')).resolves.toBeTruthy();
	});
});
