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
 * move would silently replace what is there. A move that a crash interrupted is finished by another one.
 */
export async function placeFile(from: Place, to: Place): Promise<void> {
	const source = `${from.folder.path}/${from.name}`;
	const target = `${to.folder.path}/${to.name}`;
	if (await linkNew(source, target)) await unlinkOld(source, target);
	else await rename(source, target);
	await to.folder.sync();
	await from.folder.sync();
}

/** False where there are no hard links, and nothing is in the way. */
async function linkNew(source: string, target: string): Promise<boolean> {
	try {
		await link(source, target);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST' && (await areTwoNames(source, target))) return true;
		if (codeOf(error) === 'EEXIST') throw taken();
		if (!NO_LINKS.has(codeOf(error))) throw error;
		if (await lstat(target).catch(() => null)) throw taken();
		return false;
	}
}

/** A file that kept both names would be shown under neither. */
async function unlinkOld(source: string, target: string): Promise<void> {
	try {
		await unlink(source);
	} catch (error) {
		await unlink(target);
		throw error;
	}
}

/** Of one file. A single name that is given twice is none, and would be lost. */
async function areTwoNames(source: string, target: string): Promise<boolean> {
	const [one, other] = await Promise.all([lstat(source), lstat(target)]);
	return one.nlink > 1 && one.ino === other.ino && one.dev === other.dev;
}
