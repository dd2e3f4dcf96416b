import { openAccounts, type Account, type Key, type Role } from '@tool-audit/accounts';
import { expect, test } from 'vitest';
import { entry, openCliHarness, type CliHarness } from './cli-harness.ts';

const PASSWORD = 'correct horse battery';
const ADD = ['users', 'add', 'alice', '--password-stdin'];

/** Real hashes at the lowest cost: their cost is not tested here. */
const HASH_COST = { memoryKib: 8, passes: 1 };

async function openWith(people: Record<string, Role>): Promise<CliHarness> {
	const place = await openCliHarness();
	const dataFolder = place.env.TOOL_AUDIT_DATA;
	const accounts = await openAccounts({ dataFolder, hashCost: HASH_COST });
	for (const [username, role] of Object.entries(people)) {
		await accounts.people.create({ username, role, password: PASSWORD });
	}
	accounts.close();
	return place;
}

async function json<T>(place: CliHarness, ...args: string[]): Promise<T> {
	return JSON.parse((await place.run([...args, '--json'])).stdout) as T;
}

/** The account and scopes a server would find for the key. */
async function ownerOf(place: CliHarness, secret: string): Promise<string | null> {
	const accounts = await openAccounts({ dataFolder: place.env.TOOL_AUDIT_DATA });
	const found = accounts.keys.verify(secret);
	accounts.close();
	return found && `${found.account.username} ${found.scopes.join(' ')}`;
}

/** Whether a server would accept this sign-in. */
async function mayEnter(place: CliHarness, username: string, password: string): Promise<boolean> {
	const accounts = await openAccounts({ dataFolder: place.env.TOOL_AUDIT_DATA });
	try {
		await accounts.sessions.signIn({ username, password, address: '127.0.0.1' });
		return true;
	} catch {
		return false;
	} finally {
		accounts.close();
	}
}

test('users add: creates an account that can sign in', async () => {
	await using place = await openCliHarness();
	expect(await place.run([...ADD, '--admin'], { input: `${PASSWORD}\n` })).toEqual({
		code: 0,
		stdout: '',
		stderr: 'Created the account alice.\n',
	});
	expect(await mayEnter(place, 'alice', PASSWORD)).toBe(true);
	expect(await json<Account[]>(place, 'users', 'list')).toMatchObject([
		{ username: 'alice', role: 'admin', user: 'alice', disabled: false },
	]);
});

test('users add: can own a log of another name', async () => {
	await using place = await openCliHarness();
	await place.run([...ADD, '--user', 'alice.old'], { input: PASSWORD });
	expect(await json(place, 'users', 'list')).toMatchObject([{ role: 'user', user: 'alice.old' }]);
});

test('users add: asks for the password twice at a terminal', async () => {
	await using place = await openCliHarness();
	const answers = [`${PASSWORD}\r`, `${PASSWORD}\r`];
	const ran = await place.runWithAnswers(['users', 'add', 'alice'], answers);
	expect(ran.stderr).toBe('Password: \nRepeat password: \nCreated the account alice.\n');
	expect(await mayEnter(place, 'alice', PASSWORD)).toBe(true);
});

test.each([
	['two different answers', [`${PASSWORD}\r`, 'something else\r'], /The passwords don't match/, 2],
	['Ctrl+C', ['corr\u0003'], /No password was given/, 1],
	['Ctrl+D', ['\u0004'], /No password was given/, 1],
])('users add: creates nothing after %s', async (_what, answers, sentence, code) => {
	await using place = await openCliHarness();
	const ran = await place.runWithAnswers(['users', 'add', 'alice'], answers);
	expect(ran.stderr).toMatch(sentence);
	expect(ran.code).toBe(code);
	expect(await json(place, 'users', 'list')).toEqual([]);
});

test.each([
	['a password without a terminal', ['users', 'add', 'alice'], '', /Use --password-stdin/],
	['a short password', ADD, 'short', /at least 10 characters/],
	['two lines', ADD, `${PASSWORD}\nmore`, /more than one line/],
	['a name with a slash', ['users', 'add', 'a/b', '--password-stdin'], PASSWORD, /letters a–z/],
	['a folder outside home', [...ADD, '--user', '../x'], PASSWORD, /name of one folder/],
])('users add: rejects %s', async (_what, args, input, sentence) => {
	await using place = await openCliHarness();
	const ran = await place.run(args, { input });
	expect(ran.stderr).toMatch(/^tool-audit: [^\n]*\n$/);
	expect(ran.stderr).toMatch(sentence);
	expect(ran.code).toBe(2);
	expect(await json(place, 'users', 'list')).toEqual([]);
});

test('users add: rejects a name that is taken', async () => {
	await using place = await openWith({ alice: 'user' });
	const { code, stderr } = await place.run(ADD, { input: PASSWORD });
	expect(stderr).toBe('tool-audit: The username alice is taken. Choose another.\n');
	expect(code).toBe(1);
});

test('users list: names the logs without an account', async () => {
	await using place = await openWith({ alice: 'user' });
	await place.writeDay('bob', '2026-11-22', entry());
	expect((await place.run(['users', 'list'])).stderr).toBe('bob has a log but no account.\n');
});

test('users set-password: only the new password signs in', async () => {
	await using place = await openWith({ alice: 'user' });
	const args = ['users', 'set-password', 'alice', '--password-stdin'];
	await place.run(args, { input: 'another long password' });
	expect(await mayEnter(place, 'alice', 'another long password')).toBe(true);
	expect(await mayEnter(place, 'alice', PASSWORD)).toBe(false);
});

test('users disable and enable: block sign-in and allow it again', async () => {
	await using place = await openWith({ alice: 'admin', bob: 'user' });
	expect(await json(place, 'users', 'disable', 'bob')).toMatchObject({ disabled: true });
	expect(await mayEnter(place, 'bob', PASSWORD)).toBe(false);
	expect(await json(place, 'users', 'enable', 'bob')).toMatchObject({ disabled: false });
	expect(await mayEnter(place, 'bob', PASSWORD)).toBe(true);
});

test('users disable: keeps the last admin', async () => {
	await using place = await openWith({ alice: 'admin' });
	const { code, stderr } = await place.run(['users', 'disable', 'alice']);
	expect(stderr).toMatch(/last admin/);
	expect(code).toBe(1);
});

test('keys create: prints the key alone', async () => {
	await using place = await openWith({ alice: 'user' });
	const args = ['keys', 'create', '--user', 'alice', '--scope', 'audit:read'];
	const { code, stdout, stderr } = await place.run(args);
	expect(stdout).toMatch(/^ta_\w+\n$/);
	expect(await ownerOf(place, stdout.trim())).toBe('alice audit:read');
	expect(stderr).toBe(
		"Created a key for alice with audit:read. Copy it now. It won't be shown again.\n",
	);
	expect(code).toBe(0);
});

test('keys create: creates a key with both scopes that expires', async () => {
	await using place = await openWith({ alice: 'user' });
	const scopes = ['--scope', 'audit:read', '--scope', 'audit:write'];
	const { key } = await json<{ key: Key }>(
		place,
		...['keys', 'create', ...scopes, '--name', 'nightly', '--expires-in-days', '90'],
	);
	expect(key).toMatchObject({ name: 'nightly', scopes: ['audit:read', 'audit:write'] });
	expect(key.expiresAt).not.toBeNull();
});

test('keys list: shows no secret', async () => {
	await using place = await openWith({ alice: 'user' });
	const { stdout: secret } = await place.run(['keys', 'create', '--scope', 'audit:read']);
	const { stdout } = await place.run(['keys', 'list']);
	expect(stdout).toContain('alice\tcommand line\taudit:read');
	expect(stdout).not.toContain(secret.trim());
});

test('keys revoke: the key stops working', async () => {
	await using place = await openWith({ alice: 'user' });
	const { stdout: secret } = await place.run(['keys', 'create', '--scope', 'audit:read']);
	const [key] = await json<Key[]>(place, 'keys', 'list');
	const { code } = await place.run(['keys', 'revoke', key!.id]);
	expect(code).toBe(0);
	expect(await ownerOf(place, secret.trim())).toBeNull();
});

test.each([
	[['keys', 'create', '--scope', 'audit:all'], /Choose from audit:read, audit:write/, 2],
	[['keys', 'create'], /required option '--scope <scope>' not specified/, 2],
	[['keys', 'create', '--scope', 'audit:read', '--user', 'carol'], /carol has no account/, 1],
	[['keys', 'revoke', 'nosuchkey'], /There is no key nosuchkey/, 1],
	[['users', 'disable', 'carol'], /carol has no account. There are: alice/, 1],
])('%j is rejected', async (args, sentence, code) => {
	await using place = await openWith({ alice: 'user' });
	const ran = await place.run(args);
	expect(ran.stderr).toMatch(sentence);
	expect(ran.code).toBe(code);
});
