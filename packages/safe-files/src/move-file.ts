import { link, lstat, rename, unlink } from 'node:fs/promises';
import { codeOf, SafeFileError } from './errors.ts';
import { inodeOf } from './file.ts';
import type { Folder } from './folder.ts';
import { waitFor } from './steps.ts';

/** What file systems answer that have no hard links, or not for us. */
export const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** A name in an opened folder. */
export interface Location {
	folder: Folder;
	name: string;
}

/**
 * Gives a file another name, in another folder perhaps, and never in the place of something: a plain
 * move would silently replace what is there. A move that a crash interrupted is finished by another one.
 *
 * @throws SafeFileError `taken`
 */
export async function moveFile(from: Location, to: Location): Promise<void> {
	const source = pathOf(from);
	const target = pathOf(to);
	if (await linkNew(source, target)) await unlinkOld(source, target);
	else await rename(source, target);
	await waitFor(to.folder.sync());
	await waitFor(from.folder.sync());
}

/** Puts a file in the place of another one in the same folder, on the disk for good. */
export async function replaceFile(folder: Folder, fresh: string, name: string): Promise<void> {
	await renamePath(pathOf({ folder, name: fresh }), pathOf({ folder, name }));
	await waitFor(folder.sync());
}

/** Renames a file or a folder. What is under the new name is replaced, unless it is a folder with something in it. */
export async function renamePath(from: string, to: string): Promise<void> {
	await rename(from, to);
}

function pathOf({ folder, name }: Location): string {
	return `${folder.path}/${name}`;
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
		// Another one has finished this very move, and the new name is the only one.
		if (codeOf(error) === 'ENOENT') return;
		await unlink(target);
		throw error;
	}
}

/** Of one file. A single name that is given twice is none, and would be lost. */
async function areTwoNames(source: string, target: string): Promise<boolean> {
	const [one, other] = await Promise.all([lstat(source), lstat(target)]);
	return one.nlink > 1 && inodeOf(one) === inodeOf(other);
}

function taken(): SafeFileError {
	return new SafeFileError('taken', 'There is something of that name already.');
}
