/** What a home folder holds: users, and what could be one and is not. */
import { promises, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { isUser } from './user.ts';

/** A name in the home folder. */
interface Named extends Pick<Dirent, 'name'> {
	isFolder: boolean;
	isPlainFile: boolean;
}

export interface HomeUsers {
	/** Folders with a legal name, in alphabetical order. */
	users: string[];
	/** What is left out and could be a user's folder, in alphabetical order. */
	odd: OddUser[];
}

export interface OddUser {
	name: string;
	/** `not-a-folder`: a link, or not a folder. `bad-name`: a folder whose name can't be a user. */
	reason: 'not-a-folder' | 'bad-name';
}

type Reading = Pick<typeof promises, 'readdir' | 'lstat'>;

/** @throws the system's error when the folder can't be listed */
export async function usersIn(root: string, files: Reading = promises): Promise<HomeUsers> {
	const named = await namesIn(root, files);
	named.sort((one, other) => (one.name < other.name ? -1 : 1));
	const odd = named.flatMap((one): OddUser[] => {
		const { name, isFolder, isPlainFile } = one;
		if (name.startsWith('.')) return [];
		if (isFolder) return isUser(name) ? [] : [{ name, reason: 'bad-name' }];
		// A file with an extension, such as a README.md, is not meant as a user's folder.
		return isPlainFile && name.includes('.') ? [] : [{ name, reason: 'not-a-folder' }];
	});
	const users = named.filter(({ name, isFolder }) => isFolder && isUser(name));
	return { users: users.map(({ name }) => name), odd };
}

async function namesIn(root: string, files: Reading): Promise<Named[]> {
	try {
		const names = await files.readdir(root, { withFileTypes: true });
		return names.map((one) => namedBy(one.name, one));
	} catch {
		// Some file systems don't tell in a list what a name is. Then each is asked for, and one that is just gone or can't
		// be told fails the list as a whole.
		const names = await files.readdir(root);
		return Promise.all(names.map((name) => namedAt(root, name, files)));
	}
}

type Kind = Pick<Dirent, 'isDirectory' | 'isFile'>;

const namedBy = (name: string, kind: Kind): Named => ({
	...{ name, isFolder: kind.isDirectory(), isPlainFile: kind.isFile() },
});

/** What can't be told counts as a folder: a reader is told why it can't be read. */
async function namedAt(root: string, name: string, files: Reading): Promise<Named> {
	return files.lstat(join(root, name)).then(
		(stat) => namedBy(name, stat),
		() => ({ name, isFolder: true, isPlainFile: false }),
	);
}
