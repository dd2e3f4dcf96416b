/** Changes that happen at the same moment. A trigger makes the second change, so the tests don't depend on timing. */
import { expect, onTestFinished, test } from 'vitest';
import { createKeys } from '../src/keys.ts';
import { createPeople } from '../src/people.ts';
import { createSessions } from '../src/sessions.ts';
import { openStore } from '../src/store.ts';
import { ADDRESS, PASSWORD, tempFolder } from './fixture.ts';

/** An account `ben`, and `meanwhile`, which runs SQL at the moment a row is added, as another process could. */
async function withBen() {
	const hashCost = { memoryKib: 8, passes: 1 };
	const store = await openStore({ dataFolder: await tempFolder(), hashCost });
	onTestFinished(() => store.close());
	const people = createPeople(store);
	const { account } = await people.create({ username: 'ben', role: 'user', password: PASSWORD });
	const rowsOf = (table: string) => store.db.prepare(`SELECT id FROM ${table}`).all();
	const meanwhile = (table: string, sql: string) =>
		store.db.exec(`CREATE TEMP TRIGGER meanwhile AFTER INSERT ON ${table} BEGIN ${sql}; END`);
	return { store, people, account, rowsOf, meanwhile };
}

const DISABLED = 'UPDATE user SET banned = 1';
const OTHER_PASSWORD = "UPDATE account SET password = 'another hash'";

test.each([
	['disabled', DISABLED, 'disabled'],
	['given another password', OTHER_PASSWORD, 'sign-in-failed'],
])('creates no session for an account that is %s during sign-in', async (_, sql, code) => {
	const { store, rowsOf, meanwhile } = await withBen();
	meanwhile('session', sql);
	const person = { username: 'Ben', password: PASSWORD, address: ADDRESS };
	await expect(createSessions(store).signIn(person)).rejects.toMatchObject({ code });
	expect(rowsOf('session')).toEqual([]);
});

test('creates no key for an account that is disabled in the meantime', async () => {
	const { store, account, rowsOf, meanwhile } = await withBen();
	meanwhile('apikey', DISABLED);
	const creating = createKeys(store).create(account.id, { name: 'k', scopes: ['audit:read'] });
	await expect(creating).rejects.toMatchObject({ code: 'disabled' });
	expect(rowsOf('apikey')).toEqual([]);
});

test('keys created at the same time don’t exceed the maximum', async () => {
	const { store, account } = await withBen();
	const keys = createKeys(store);
	const create = () => keys.create(account.id, { name: 'k', scopes: ['audit:read'] });
	await Promise.allSettled(Array.from({ length: 110 }, create));
	expect(keys.list(account.id)).toHaveLength(100);
});

test('of two accounts created at once with one name or folder, one fails with taken', async () => {
	const { people } = await withBen();
	for (const [one, other] of [
		[{ username: 'cleo' }, { username: 'cleo' }],
		[
			{ username: 'dora', user: 'shared' },
			{ username: 'emil', user: 'shared' },
		],
	] as const) {
		const made = await Promise.allSettled(
			[one, other].map((account) => people.create({ ...account, role: 'user' })),
		);
		const refused = made.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
		expect(refused).toMatchObject([{ code: 'taken' }]);
	}
});
