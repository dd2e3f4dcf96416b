import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ADDRESS, PASSWORD, tempFolder, testAccounts, toHeader, withPeople } from './fixture.ts';

test('disabling ends sessions and keys at once, and enabling brings back neither', async () => {
	const { accounts, user, signIn } = await withPeople();
	const cookie = await signIn('ben');
	const { secret } = await accounts.keys.create(user.id, { name: 'k', scopes: ['audit:read'] });
	const { sessionId } = (await accounts.sessions.find(cookie))!;
	expect(accounts.sessions.stands(sessionId)).toBe(true);

	accounts.people.setDisabled(user.id, true);
	expect(accounts.sessions.stands(sessionId)).toBe(false);
	expect(await accounts.sessions.find(cookie)).toBeNull();
	expect(accounts.keys.verify(secret)).toBeNull();
	await expect(signIn('ben')).rejects.toMatchObject({ code: 'disabled' });

	accounts.people.setDisabled(user.id, false);
	expect(await accounts.sessions.find(cookie)).toBeNull();
	expect(accounts.keys.verify(secret)).toBeNull();
	await expect(signIn('ben')).resolves.toBeTruthy();
});

test('only the server’s system user can read accounts and secrets', async () => {
	const dataFolder = join(await tempFolder(), 'data');
	await testAccounts({ dataFolder });
	const modeOf = async (name: string) => (await stat(join(dataFolder, name))).mode & 0o777;
	expect(await modeOf('.')).toBe(0o700);
	expect(await modeOf('accounts.sqlite')).toBe(0o600);
	expect(await modeOf('session-secret')).toBe(0o600);
});

test('keeps accounts and sessions when it is opened again', async () => {
	const dataFolder = await tempFolder();
	const first = await testAccounts({ dataFolder });
	await first.people.create({ username: 'ada', role: 'admin', password: PASSWORD });
	const person = { username: 'ada', password: PASSWORD, address: ADDRESS };
	const { cookies } = await first.sessions.signIn(person);
	const second = await testAccounts({ dataFolder });
	expect(second.people.list()).toHaveLength(1);
	expect(await second.sessions.find(toHeader(cookies))).not.toBeNull();
});

test('several processes can create the database at the same time', async () => {
	const dataFolder = await tempFolder();
	const script = `
		import { openAccounts } from ${JSON.stringify(join(import.meta.dirname, '../src/index.ts'))};
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
