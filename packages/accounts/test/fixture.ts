import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Accounts, openAccounts, type OpenAccountsOptions } from '../src/index.ts';

export const PASSWORD = 'a long enough password';

/** Real argon2id at the lowest cost. */
const HASH_COST = { memoryKib: 8, passes: 1 };

/** A folder that is removed after the test. */
export async function tempFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'tool-audit-accounts-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

export async function testAccounts(options: Partial<OpenAccountsOptions> = {}): Promise<Accounts> {
	const dataFolder = options.dataFolder ?? (await tempFolder());
	const accounts = await openAccounts({ hashCost: HASH_COST, ...options, dataFolder });
	onTestFinished(() => accounts.close());
	return accounts;
}

export const ADDRESS = '192.0.2.1';

/** The `Cookie` header a browser sends after these `Set-Cookie` values. */
export const toHeader = (cookies: string[]): string =>
	cookies.map((cookie) => cookie.split(';')[0]).join('; ');

/** The accounts ada, an admin, and ben, a user. */
export async function withPeople() {
	const accounts = await testAccounts();
	const make = (username: string, role: 'admin' | 'user') =>
		accounts.people.create({ username, role, password: PASSWORD });
	const { account: admin } = await make('ada', 'admin');
	const { account: user } = await make('ben', 'user');
	const signIn = async (username: string, password = PASSWORD) =>
		toHeader((await accounts.sessions.signIn({ username, password, address: ADDRESS })).cookies);
	return { accounts, admin, user, signIn };
}
