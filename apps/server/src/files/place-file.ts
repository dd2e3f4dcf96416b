import { link, lstat, rename, unlink } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { codeOf, type Folder } from './open-inside.ts';

/** What file systems answer that have no hard links, or not for us. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** A name in an opened folder. */
export interface Place {
	folder: Folder;
	name: string;
}

function taken(): Refusal {
	return new Refusal('CONFLICT', 'There is something of that name already. Choose another name.');
}

/**
 * Gives a file another name, in another folder perhaps, and never in the place of something: a plain
 * move would silently replace what is there.
 */
export async function placeFile(from: Place, to: Place): Promise<void> {
	const source = `${from.folder.path}/${from.name}`;
	const target = `${to.folder.path}/${to.name}`;
	try {
		await link(source, target);
		await unlink(source);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') throw taken();
		if (!NO_LINKS.has(codeOf(error))) throw error;
		if (await lstat(target).catch(() => null)) throw taken();
		await rename(source, target);
	}
	await to.folder.sync();
	await from.folder.sync();
}
