/**
 * Opens files and folders below home for the Files panel: a link or a special file gives the same answer as a
 * missing file.
 */
import {
	codeOf,
	openFile,
	openFolder,
	openFolderBelow as openBelow,
	openOrMakeFolderBelow as openOrMakeBelow,
	SafeFileError,
	waitFor,
	type Folder,
} from '@tool-audit/safe-files';
import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { fileNotFound } from './file-path.ts';

export { codeOf, type Folder };

/** A folder in an opened one. */
export function openFolderIn(parent: Folder, name: string): Promise<Folder> {
	return orNotFound(waitFor(openFolder(`${parent.path}/${name}`)));
}

/** The folder at the end of a path of names below `home`, in which every name must be a real folder. */
export function openFolderBelow(home: string, names: string[]): Promise<Folder> {
	return orNotFound(waitFor(openBelow(home, names)));
}

/** The same, with missing folders created. */
export function openOrMakeFolderBelow(home: string, names: string[]): Promise<Folder> {
	return orNotFound(waitFor(openOrMakeBelow(home, names)));
}

/** Opens a plain file for reading. The caller closes it. */
export function openPlainFile(folder: Folder, name: string): Promise<FileHandle> {
	return orNotFound(openFile(folder, name));
}

async function orNotFound<T>(opening: Promise<T | null>): Promise<T> {
	const opened = await opening.catch(refuse);
	if (opened === null) throw fileNotFound();
	return opened;
}

function refuse(error: unknown): null {
	if (!(error instanceof SafeFileError)) throw error;
	if (error.code !== 'denied') return null;
	throw new Refusal(
		'FORBIDDEN',
		'The server has no permission to open this. Change its permissions on the disk.',
	);
}
