/**
 * Opening what lies below home without ever following a link.
 *
 * An agent writes into these folders while we read them, so a path that was checked may lead elsewhere a
 * moment later. Each step therefore starts from the opened folder and not from its path. On Linux an open
 * folder has a path of its own; elsewhere the plain path is used, and a swap between two steps remains
 * possible for somebody who can write below home anyway.
 */
import { constants, existsSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { fileNotFound } from './file-path.ts';

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;
const FOLDER_MODE = 0o700;
const OPEN_FOLDERS_HAVE_PATHS = existsSync('/proc/self/fd');

/** What a way that ends, or that leads over a link or a special file, answers. */
const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK', 'ENXIO', 'ENAMETOOLONG']);

export interface Folder extends AsyncDisposable {
	/** Leads to this very folder, whatever becomes of its name. */
	path: string;
	/** Makes the names in it survive a loss of power. */
	sync(): Promise<void>;
}

export function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

async function openPath(path: string, flags: number): Promise<FileHandle> {
	try {
		return await open(path, flags);
	} catch (error) {
		if (NOT_THERE.has(codeOf(error))) throw fileNotFound();
		if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM') {
			throw new Refusal(
				'FORBIDDEN',
				'The server may not open this. Change its permissions on the disk.',
			);
		}
		throw error;
	}
}

export async function openFolder(path: string): Promise<Folder> {
	const handle = await openPath(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	return {
		path: OPEN_FOLDERS_HAVE_PATHS ? `/proc/self/fd/${handle.fd}` : path,
		sync: () => handle.sync(),
		[Symbol.asyncDispose]: () => handle.close(),
	};
}

async function openOrMakeFolder(parent: Folder, name: string): Promise<Folder> {
	await mkdir(`${parent.path}/${name}`, { mode: FOLDER_MODE }).catch((error: unknown) => {
		if (codeOf(error) !== 'EEXIST') throw error;
	});
	return openFolder(`${parent.path}/${name}`);
}

async function walk(
	home: string,
	names: string[],
	step: (parent: Folder, name: string) => Promise<Folder>,
): Promise<Folder> {
	let folder = await openFolder(`${home}/.`);
	for (const name of names) {
		const parent = folder;
		try {
			folder = await step(parent, name);
		} finally {
			await parent[Symbol.asyncDispose]();
		}
	}
	return folder;
}

/** The folder at the end of a way of names below `home`, each a real folder. */
export function openFolderBelow(home: string, names: string[]): Promise<Folder> {
	return walk(home, names, (parent, name) => openFolder(`${parent.path}/${name}`));
}

/** The same, making the folders that are missing. */
export async function openOrMakeFolderBelow(home: string, names: string[]): Promise<Folder> {
	await mkdir(home, { recursive: true, mode: FOLDER_MODE });
	return walk(home, names, openOrMakeFolder);
}

/**
 * A plain file for reading. One with a second name elsewhere is refused like a link: that name may be in
 * a log, or in another user's folder.
 */
export async function openPlainFile(folder: Folder, name: string): Promise<FileHandle> {
	// Without O_NONBLOCK the opening of a named pipe would wait for its other end.
	const file = await openPath(`${folder.path}/${name}`, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	const stat = await file.stat();
	if (stat.isFile() && stat.nlink === 1) return file;
	await file.close();
	throw fileNotFound();
}
