/** This version opens what an earlier one left as if it were its own: see fixtures/homes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeFiles, describeKey, describeLog, sha256 } from './fixtures/homes/describe-home.ts';
import { copyHome, listing, moveViews, type Person, setClock } from './fixtures/homes/open-home.ts';
import { INLINE_SCRIPT, webBuild } from './fixtures/web-build.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SESSION_DAYS = 30;
const SIGNED_IN = ['ada', 'bob', 'cleo'] as const;

describe.each(['1.0'])('the home of %s', (version) => {
	describe('people', () => {
		test('sign in with their passwords; a disabled account does not', async () => {
			const { start, credentials } = await copyHome(version);
			const server = await start();
			const codes: Record<string, string> = {};
			for (const username of Object.keys(credentials.passwords) as Person[]) {
				const password = credentials.passwords[username];
				codes[username] = (
					await server.client().call('session.signIn', { username, password })
				).code;
			}
			expect(codes).toEqual({ ada: 'OK', bob: 'OK', cleo: 'OK', dora: 'FORBIDDEN' });
			const wrong = { username: 'bob', password: credentials.passwords.ada };
			expect((await server.client().call('session.signIn', wrong)).code).toBe('UNAUTHORIZED');
		});

		test('are still signed in, until their sessions end', async () => {
			const { start, credentials } = await copyHome(version);
			const server = await start();
			const whoIs = async (cookie: string) => {
				const client = Object.assign(server.client(), { cookie });
				return (await client.call('session.get')).data.account?.username ?? null;
			};
			for (const person of SIGNED_IN) {
				expect(await whoIs(credentials.cookies[person])).toBe(person);
			}
			expect(await whoIs(credentials.signedOut)).toBeNull();
			setClock(Date.parse(credentials.now) + SESSION_DAYS * DAY_MS);
			expect(await whoIs(credentials.cookies.bob)).toBeNull();
		});

		test('have their roles and folders, and no new set-up is offered', async () => {
			const { start, expected } = await copyHome(version);
			const server = await start();
			expect(server.setupSecret()).toBeNull();
			const { data } = await server.browserOf('ada').call('accounts.list');
			expect(data).toMatchObject({
				accounts: expected.accounts,
				unclaimedUsers: expected.unclaimedUsers,
			});
			expect((await server.browserOf('bob').call('accounts.list')).code).toBe('FORBIDDEN');
		});
	});

	describe('keys', () => {
		test('do what their scopes allow, and no more', async () => {
			const { start, credentials, expected } = await copyHome(version);
			const server = await start();
			const found: Record<string, object> = {};
			for (const { name, secret } of credentials.keys) {
				found[name] = await describeKey(server.programWith(secret));
			}
			expect(found).toEqual(expected.keys);
		});

		test('expire at their time', async () => {
			const { start, credentials } = await copyHome(version);
			const server = await start();
			const ending = credentials.keys.filter(({ expiresAt }) => expiresAt !== null);
			expect(ending).toHaveLength(1);
			const program = server.programWith(ending[0]!.secret);
			setClock(Date.parse(ending[0]!.expiresAt!) - 1);
			expect((await program.call('audit.listDays', {})).code).toBe('OK');
			setClock(Date.parse(ending[0]!.expiresAt!));
			expect((await program.call('audit.listDays', {})).code).toBe('UNAUTHORIZED');
		});
	});

	describe('logs', () => {
		test.each(['ada', 'bob', 'cleo', 'alice'] as const)(
			'%s: days, rows, counts and search results are unchanged',
			async (name) => {
				const { start, expected } = await copyHome(version);
				const server = await start();
				const seen =
					name === 'alice'
						? await describeLog(server.browserOf('ada'), name)
						: await describeLog(server.browserOf(name));
				expect(seen).toMatchObject(expected.logs[name]);
			},
		);

		test('a ref opens its row', async () => {
			const { start, expected } = await copyHome(version);
			const client = (await start()).browserOf('bob');
			for (const { day, rows } of expected.logs.bob.days as { day: string; rows: string[] }[]) {
				for (const row of rows) {
					const [position, ref] = row.split(' ');
					const { data } = await client.call('audit.entry', { day, ref });
					expect(`${data.row.position} ${data.row.ref}`).toBe(`${position} ${ref}`);
				}
			}
		});

		test('kept views of an older version change no answer', async () => {
			const { start, data, expected } = await copyHome(version);
			await describeLog((await start()).browserOf('bob'));
			expect(await moveViews(version, join(data, 'index'))).toBe(2);
			const seen = await describeLog((await start()).browserOf('bob'));
			expect(seen).toMatchObject(expected.logs.bob);
		});

		test('a secret that is recorded again gets the same mark', async () => {
			const { start, expected } = await copyHome(version);
			const client = (await start()).browserOf('bob');
			const { call, ...marked } = expected.redaction;
			const { data: receipt } = await client.call('audit.record', call);
			const { day } = receipt;
			const last = { day, order: 'desc', limit: 1 };
			const { entries } = (await client.call('audit.readDay', last)).data;
			expect(entries[0].entry).toMatchObject({ id: receipt.id, ...marked });
		});
	});

	describe('files', () => {
		test.each(SIGNED_IN)('%s’s files have their contents, and so has the bin', async (name) => {
			const { start, expected } = await copyHome(version);
			const seen = await describeFiles((await start()).browserOf(name));
			expect(seen).toMatchObject(expected.files[name]);
		});

		test('restores a file from the bin', async () => {
			const { start, expected, home } = await copyHome(version);
			const client = (await start()).browserOf('bob');
			const [{ id, path, bytes }] = expected.files.bob.bin;
			expect((await client.call('files.restore', { id })).data).toEqual({ path });
			expect(await readFile(join(home, 'bob', path))).toHaveLength(bytes);
			expect((await client.call('files.listBin')).data.files).toEqual([]);
		});
	});

	describe('addresses', () => {
		test('of pages are answered with the page', async () => {
			const { start, expected } = await copyHome(version);
			const server = await start(await webBuild());
			for (const { address, as } of expected.pages) {
				const { status, text } = await server.browserOf(as).get(address);
				expect(`${status} ${text}`, address).toBe(
					`200 <!doctype html><script>${INLINE_SCRIPT}</script>`,
				);
			}
		});

		test('lead to the same pages as before', async () => {
			const { start, expected } = await copyHome(version);
			const server = await start();
			for (const { address, as, leadsTo } of expected.pages) {
				if (!leadsTo) continue;
				const { file, day, user, row, filter, matched } = leadsTo;
				const client = server.browserOf(as);
				const { data } = await (file
					? client.call('files.read', { path: file })
					: row
						? client.call('audit.entry', { day, user, ref: row })
						: client.call('audit.readDay', { day, user, filter }));
				const found = file ? data.path : row ? data.row.ref : data.matched;
				expect(found, address).toBe(file ?? row ?? matched);
			}
		});

		test('for programs and downloads have the same answers as before', async () => {
			const { start, expected } = await copyHome(version);
			const server = await start();
			for (const { address, as, sha256: hash } of expected.addresses) {
				const response = await server.browserOf(as).request(address);
				const body = new Uint8Array(await response.arrayBuffer());
				expect(response.status, address).toBe(200);
				if (hash) expect(sha256(body), address).toBe(hash);
			}
		});
	});

	test('starting and reading change no file of the home', async () => {
		const { start, home, expected } = await copyHome(version);
		const before = await listing(home);
		const server = await start(await webBuild());
		for (const name of SIGNED_IN) {
			await describeLog(server.browserOf(name));
			await describeFiles(server.browserOf(name));
		}
		for (const { address, as } of expected.pages) await server.browserOf(as).get(address);
		await server.close();
		expect(await listing(home)).toEqual(before);
	});
});
