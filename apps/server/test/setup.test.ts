import { openZone } from '@tool-audit/core';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PASSWORD } from './fixtures/accounts.ts';
import { homeWith, tempFolder } from './fixtures/folders.ts';
import { startServer, TIME_ZONE } from './fixtures/server.ts';

const newcomer = { username: 'Carol', password: PASSWORD, sampleData: false };

test('the link creates the first admin and signs in', async () => {
	const server = await startServer();
	const client = server.client();
	const secret = server.setupSecret()!;
	expect((await client.call('session.get')).data).toEqual({
		account: null,
		timeZone: null,
		setupNeeded: true,
	});
	const { data } = await client.call('setup.createAdmin', { secret, ...newcomer });
	expect(data.account).toMatchObject({ username: 'carol', role: 'admin', user: 'carol' });
	expect((await client.call('session.get')).data).toEqual({
		account: data.account,
		timeZone: expect.any(String),
		setupNeeded: false,
	});
});

test('the link is not valid after use, and there is no other one', async () => {
	const server = await startServer();
	const secret = server.setupSecret()!;
	await server.client().call('setup.createAdmin', { secret, ...newcomer });
	expect(server.setupSecret()).toBeNull();
	const again = { secret, ...newcomer, username: 'dan' };
	expect((await server.client().call('setup.createAdmin', again)).code).toBe('FORBIDDEN');
	expect((await server.client().call('setup.status', { secret })).data).toEqual({
		valid: false,
		sampleOffered: false,
		unclaimedUsers: [],
		agents: [],
	});
});

test('of two simultaneous uses of the link one creates the admin', async () => {
	const server = await startServer();
	const secret = server.setupSecret()!;
	const answers = await Promise.all(
		['one', 'two'].map((username) =>
			server.client().call('setup.createAdmin', { secret, ...newcomer, username }),
		),
	);
	expect(answers.map(({ code }) => code).sort()).toEqual(['FORBIDDEN', 'OK']);
	expect(server.accounts.people.list()).toHaveLength(1);
});

test('a wrong secret gives no information and creates no account', async () => {
	const server = await startServer({ home: await homeWith({ 'ann/a.md': 'x' }) });
	const secret = 'wrong';
	expect((await server.client().call('setup.status', { secret })).data.valid).toBe(false);
	const { code } = await server.client().call('setup.createAdmin', { secret, ...newcomer });
	expect(code).toBe('FORBIDDEN');
	expect(server.accounts.people.list()).toEqual([]);
});

test('limits guesses of the secret', async () => {
	const server = await startServer();
	const guess = () => server.client().call('setup.createAdmin', { secret: 'guess', ...newcomer });
	for (let count = 0; count < 10; count += 1) expect((await guess()).code).toBe('FORBIDDEN');
	expect((await guess()).code).toBe('TOO_MANY_REQUESTS');
});

test('an account created by the command line invalidates the link', async () => {
	const server = await startServer();
	const secret = server.setupSecret()!;
	await server.accounts.people.create({ username: 'ada', role: 'admin', password: PASSWORD });
	expect(server.setupSecret()).toBeNull();
	const { code } = await server.client().call('setup.createAdmin', { secret, ...newcomer });
	expect(code).toBe('FORBIDDEN');
});

test('the link stays valid after invalid input', async () => {
	const server = await startServer();
	const secret = server.setupSecret()!;
	const short = { secret, ...newcomer, password: 'short' };
	const refused = await server.client().call('setup.createAdmin', short);
	expect(refused.code).toBe('BAD_REQUEST');
	expect(refused.message).toContain('at least 10 characters');
	const { code } = await server.client().call('setup.createAdmin', { secret, ...newcomer });
	expect(code).toBe('OK');
});

test('with sample data the new user has a log at once', async () => {
	const home = join(await tempFolder(), 'home');
	const server = await startServer({ home });
	const carol = server.client();
	const secret = server.setupSecret()!;
	expect((await carol.call('setup.status', { secret })).data.sampleOffered).toBe(true);
	await carol.call('setup.createAdmin', { secret, ...newcomer, sampleData: true });
	const { data } = await carol.call('audit.listDays', {});
	// A morning's calls of the sample stand on two days when this test runs in the night.
	const totals = data.days.map(({ counts }: { counts: { total: number } }) => counts.total);
	expect(totals.reduce((sum: number, total: number) => sum + total, 0)).toBe(541);
	const { entries } = (await carol.call('audit.recent', { limit: 1 })).data;
	const { entry } = entries[0];
	expect(entry.user).toBe('carol');
	const ageMs = Date.now() - openZone(TIME_ZONE).parse(entry.ts)!;
	expect(ageMs).toBeGreaterThan(0);
	expect(ageMs).toBeLessThan(10 * 60_000);
	expect((await carol.call('accounts.list')).data.unclaimedUsers).toEqual(['bob']);
});

test('an older home is used as it is: without sample data, and with its users to be claimed', async () => {
	const line = '{"ts": "2026-11-22T07:00:00", "user": "Ann Lee"}\n';
	const home = await homeWith({ 'Ann Lee/tool_audit/2026-11-22.jsonl': line, 'bob/a.md': '' });
	const server = await startServer({ home });
	const secret = server.setupSecret()!;
	expect((await server.client().call('setup.status', { secret })).data).toEqual({
		valid: true,
		sampleOffered: false,
		unclaimedUsers: ['Ann Lee', 'bob'],
		agents: [],
	});
	const ann = server.client();
	await ann.call('setup.createAdmin', { secret, ...newcomer, username: 'ann', user: 'Ann Lee' });
	expect((await ann.call('audit.listDays', {})).data.days).toHaveLength(1);
	expect((await ann.call('accounts.list')).data.unclaimedUsers).toEqual(['bob']);
	await ann.call('accounts.create', { username: 'bob', role: 'user', user: 'bob' });
	expect((await ann.call('accounts.list')).data.unclaimedUsers).toEqual([]);
});

test('requesting sample data for a home that is not empty changes nothing', async () => {
	const home = await homeWith({ 'ann/a.md': 'x' });
	const server = await startServer({ home });
	const secret = server.setupSecret()!;
	const { code } = await server
		.client()
		.call('setup.createAdmin', { secret, ...newcomer, sampleData: true });
	expect(code).toBe('CONFLICT');
	expect(await readdir(home)).toEqual(['ann']);
	expect(server.accounts.people.list()).toEqual([]);
	expect(server.setupSecret()).toBe(secret);
});
