/**
 * Opening what lies below home, in the words of the Files panel: a link or a special file is answered like a file that
 * is not there.
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

/** The folder at the end of a way of names below `home`, each a real folder. */
export function openFolderBelow(home: string, names: string[]): Promise<Folder> {
	return orNotFound(waitFor(openBelow(home, names)));
}

/** The same, making the folders that are missing. */
export function openOrMakeFolderBelow(home: string, names: string[]): Promise<Folder> {
	return orNotFound(waitFor(openOrMakeBelow(home, names)));
}

/** A plain file for reading. The caller closes it. */
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
		'The server may not open this. Change its permissions on the disk.',
	);
}
