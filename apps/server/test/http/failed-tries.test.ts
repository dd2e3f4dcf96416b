import { describe, expect, test } from 'vitest';
import { PASSWORD } from '../fixtures/accounts.ts';
import { startServer } from '../fixtures/server.ts';

describe('failed attempts', () => {
	const sign = (username: string) => ({ username, password: 'wrong password' });

	test('after ten the account waits for every client, and the answer says for how long', async () => {
		const server = await startServer();
		await server.person('ada', 'admin');
		for (let count = 0; count < 10; count += 1) {
			expect((await server.client().call('session.signIn', sign('ada'))).code).toBe('UNAUTHORIZED');
		}
		const refused = await server.client().call('session.signIn', {
			username: 'Ada',
			password: PASSWORD,
		});
		expect(refused.code).toBe('TOO_MANY_REQUESTS');
		expect(refused.error.retryAfterSeconds).toBeGreaterThan(800);
		expect(refused.message).toContain('15 minutes');
	});

	test('a name without an account waits too', async () => {
		const server = await startServer();
		const codes = [];
		for (let count = 0; count < 11; count += 1) {
			codes.push((await server.client().call('session.signIn', sign('nobody'))).code);
		}
		expect(codes.at(-2)).toBe('UNAUTHORIZED');
		expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
	});

	test('counts simultaneous attempts', async () => {
		const server = await startServer();
		const answers = await Promise.all(
			Array.from({ length: 30 }, () => server.client().call('session.signIn', sign('ada'))),
		);
		expect(answers.filter(({ code }) => code === 'UNAUTHORIZED')).toHaveLength(10);
	});

	test('an address that tries many names waits', async () => {
		const server = await startServer();
		const codes = [];
		for (let count = 0; count < 51; count += 1) {
			codes.push((await server.client().call('session.signIn', sign(`name${count}`))).code);
		}
		expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
	});

	test('a success resets the account', async () => {
		const server = await startServer();
		await server.person('ada', 'admin');
		const right = { username: 'ada', password: PASSWORD };
		for (let round = 0; round < 3; round += 1) {
			for (let count = 0; count < 8; count += 1) {
				await server.client().call('session.signIn', sign('ada'));
			}
			expect((await server.client().call('session.signIn', right)).code).toBe('OK');
		}
	});

	test('an address with many successful sign-ins does not wait', async () => {
		const server = await startServer();
		await server.person('ada', 'admin');
		const right = { username: 'ada', password: PASSWORD };
		for (let count = 0; count < 60; count += 1) {
			expect((await server.client().call('session.signIn', right)).code).toBe('OK');
		}
	});

	test('limits guesses of the current password in an open page', async () => {
		const server = await startServer();
		const ada = await server.person('ada', 'admin');
		const change = { currentPassword: 'wrong', newPassword: 'another long password' };
		const codes = [];
		for (let count = 0; count < 11; count += 1) {
			codes.push((await ada.call('session.changePassword', change)).code);
		}
		expect(codes.slice(0, 10)).toEqual(Array(10).fill('FORBIDDEN'));
		expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
	});

	test('without a proxy ignores the address that a client claims', async () => {
		const server = await startServer();
		const codes = [];
		for (let count = 0; count < 51; count += 1) {
			const headers = { 'x-forwarded-for': `192.0.2.${count}`, 'x-client-address': '192.0.2.1' };
			codes.push((await server.client().call('session.signIn', sign(`n${count}`), headers)).code);
		}
		expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
	});

	test('behind a proxy uses the address that the proxy saw, not the one that the client claims', async () => {
		const server = await startServer({ settings: { url: new URL('http://audit.example.com') } });
		const tryFrom = async (forwarded: string, name: string) => {
			const headers = { 'x-forwarded-for': forwarded };
			return (await server.client().call('session.signIn', sign(name), headers)).code;
		};
		for (let count = 0; count < 50; count += 1) {
			await tryFrom(`10.9.8.${count}, 198.51.100.7`, `name${count}`);
		}
		expect(await tryFrom('10.1.1.1, 198.51.100.7', 'another')).toBe('TOO_MANY_REQUESTS');
		expect(await tryFrom('198.51.100.8', 'another')).toBe('UNAUTHORIZED');
	});
});
