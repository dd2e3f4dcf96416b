import { promises } from 'node:fs';
import { codeOf, SafeFileError } from './errors.ts';
import { inodeOf } from './file.ts';
import type { Folder } from './folder.ts';
import { waitFor } from './steps.ts';

/** Error codes of file systems that don't support hard links, or don't permit them. */
export const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** A name in an opened folder. */
export interface Location {
	folder: Folder;
	name: string;
}

/**
 * Renames a file, possibly into another folder, and never replaces an existing file, as a plain rename would. A move
 * that was interrupted by a crash is completed by the next one.
 *
 * @throws SafeFileError `taken`
 */
export async function moveFile(from: Location, to: Location): Promise<void> {
	const source = pathOf(from);
	const target = pathOf(to);
	if (await linkNew(source, target)) await unlinkOld(source, target);
	else await promises.rename(source, target);
	await waitFor(to.folder.sync());
	await waitFor(from.folder.sync());
}

/** Replaces a file by another one in the same folder, and syncs the folder to the disk. */
export async function replaceFile(folder: Folder, fresh: string, name: string): Promise<void> {
	await renamePath(pathOf({ folder, name: fresh }), pathOf({ folder, name }));
	await waitFor(folder.sync());
}

/** Renames a file or a folder. The new name is replaced if it exists, unless it is a folder that is not empty. */
export async function renamePath(from: string, to: string): Promise<void> {
	await promises.rename(from, to);
}

function pathOf({ folder, name }: Location): string {
	return `${folder.path}/${name}`;
}

/** False when hard links are not supported and the target does not exist. */
async function linkNew(source: string, target: string): Promise<boolean> {
	try {
		await promises.link(source, target);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST' && (await areTwoNames(source, target))) return true;
		if (codeOf(error) === 'EEXIST') throw taken();
		if (!NO_LINKS.has(codeOf(error))) throw error;
		if (await promises.lstat(target).catch(() => null)) throw taken();
		return false;
	}
}

/** Removes the old name. If that fails, removes the new one: a file with two names is shown under neither. */
async function unlinkOld(source: string, target: string): Promise<void> {
	try {
		await promises.unlink(source);
	} catch (error) {
		// Another move has already completed this one, and only the new name is left.
		if (codeOf(error) === 'ENOENT') return;
		await promises.unlink(target);
		throw error;
	}
}

/** Whether both are names of one file. The same name given twice has one link, and unlinking it would lose the file. */
async function areTwoNames(source: string, target: string): Promise<boolean> {
	const [one, other] = await Promise.all([promises.lstat(source), promises.lstat(target)]);
	return one.nlink > 1 && inodeOf(one) === inodeOf(other);
}

function taken(): SafeFileError {
	return new SafeFileError('taken', 'A file or folder with that name already exists.');
}
