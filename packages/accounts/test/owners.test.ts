import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ACCOUNTS_FILE } from '../src/accounts-file.ts';
import { listOwners } from '../src/owners.ts';
import { tempFolder, testAccounts } from './fixture.ts';

test('lists the folders of all accounts, oldest account first', async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T10:00:00Z') });
	onTestFinished(() => void vi.useRealTimers());
	const dataFolder = await tempFolder();
	const accounts = await testAccounts({ dataFolder });
	expect(listOwners(dataFolder)).toEqual([]);
	await accounts.people.create({ username: 'zoe', role: 'admin' });
	vi.setSystemTime(Date.parse('2026-11-22T10:00:01Z'));
	await accounts.people.create({ username: 'ada', role: 'user', user: 'shared' });
	expect(listOwners(dataFolder)).toEqual(['zoe', 'shared']);
});

test('without accounts lists none, and creates no file', async () => {
	const dataFolder = await tempFolder();
	expect(listOwners(dataFolder)).toEqual([]);
	expect(await readdir(dataFolder)).toEqual([]);
	await writeFile(join(dataFolder, ACCOUNTS_FILE), '');
	expect(listOwners(dataFolder)).toEqual([]);
});
