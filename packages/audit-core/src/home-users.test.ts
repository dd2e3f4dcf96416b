import type { Dirent, Stats } from 'node:fs';
import { expect, test } from 'vitest';
import { usersIn } from './home-users.ts';

type Files = NonNullable<Parameters<typeof usersIn>[1]>;

const kindOf = (name: string) => ({
	isDirectory: () => name.startsWith('user'),
	isFile: () => name.startsWith('file'),
});

/** A file system whose lists don't tell what a name is, so that Node asks for each; one of them can't be told. */
function without(kinds: { failing: string }, names: string[]): Files {
	const readdir = async (_path: string, options?: { withFileTypes: true }) => {
		if (options) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
		return names;
	};
	const lstat = async (path: string) => {
		const name = path.split(/[/\\]/).at(-1)!;
		if (name === kinds.failing) throw Object.assign(new Error('EIO'), { code: 'EIO' });
		return kindOf(name) as Stats;
	};
	return { readdir, lstat } as unknown as Files;
}

test('one name that can’t be told does not hide the others', async () => {
	const names = ['user-b', 'user-a', 'gone', 'file'];
	expect(await usersIn('/home', without({ failing: 'gone' }, names))).toEqual({
		users: ['gone', 'user-a', 'user-b'],
		odd: [{ name: 'file', reason: 'not-a-folder' }],
	});
});

test('a home that can’t be listed at all is an error', async () => {
	const fail = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }));
	const files = { readdir: fail, lstat: fail } as unknown as Files;
	await expect(usersIn('/home', files)).rejects.toMatchObject({ code: 'EIO' });
});

test('only what could be meant as a user’s folder is odd', async () => {
	const names = ['user', 'user ', '.user', 'file', 'file.md', 'link', '.link'];
	const dirents = names.map((name) => ({ name, ...kindOf(name) }) as Dirent);
	const files = { readdir: async () => dirents } as unknown as Files;
	expect(await usersIn('/home', files)).toEqual({
		users: ['user'],
		odd: [
			{ name: 'file', reason: 'not-a-folder' },
			{ name: 'link', reason: 'not-a-folder' },
			{ name: 'user ', reason: 'bad-name' },
		],
	});
});
