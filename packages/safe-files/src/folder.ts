/**
 * Folders of other users. An agent may put anything into its user's folder, so nothing there is
 * followed: a folder is opened as a real folder, and the next step goes on from the opened folder and not from
 * its path. Swapping a folder for a link between two steps then gains nothing (on Linux, where an open folder
 * has a path of its own).
 */
import { closeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, nullIfMissing } from './errors.ts';
import { makeFolder, openPath, syncFolder } from './file-steps.ts';
import { OPEN_FOLDER, pathOfOpenFolder } from './platform.ts';
import type { Steps } from './steps.ts';

const FOLDER_MODE = 0o700;

export interface Folder extends Disposable {
	/** A path that leads to this very folder, whatever becomes of its name. */
	path: string;
	/** Makes the names in it survive a loss of power. */
	sync(): Steps<void>;
}

/**
 * Opens a folder that is no link; `null` when there is none.
 *
 * @throws SafeFileError `not-plain`, `denied`
 */
export function* openFolder(path: string): Steps<Folder | null> {
	let fd: number;
	try {
		fd = yield* openPath(path, OPEN_FOLDER);
	} catch (error) {
		return nullIfMissing(error);
	}
	return {
		path: pathOfOpenFolder(fd, path),
		sync: () => syncFolder(fd),
		[Symbol.dispose]: () => closeSync(fd),
	};
}

/** The same, making the folder when there is none; `null` when the parent has vanished meanwhile. */
export function* openOrMakeFolder(parent: Folder, name: string): Steps<Folder | null> {
	const path = join(parent.path, name);
	const there = yield* openFolder(path);
	if (there) return there;
	try {
		yield* makeFolder(path, { mode: FOLDER_MODE });
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null;
		if (codeOf(error) !== 'EEXIST') throw error;
	}
	yield* parent.sync();
	return yield* openFolder(path);
}

/**
 * The folder at the end of a way of names below `root`, each a real folder; `null` when one is missing. `root`
 * itself may be a link: who set it is trusted.
 */
export function openFolderBelow(root: string, names: readonly string[]): Steps<Folder | null> {
	return walk(root, names, (parent, name) => openFolder(join(parent.path, name)));
}

/** The same, making the folders that are missing, `root` included. */
export function* openOrMakeFolderBelow(
	root: string,
	names: readonly string[],
): Steps<Folder | null> {
	yield* makeFolders(root);
	return yield* walk(root, names, openOrMakeFolder);
}

function* walk(
	root: string,
	names: readonly string[],
	next: (parent: Folder, name: string) => Steps<Folder | null>,
): Steps<Folder | null> {
	let folder = yield* openFolder(`${root}/.`);
	for (const name of names) {
		if (!folder) return null;
		using parent = folder;
		folder = yield* next(parent, name);
	}
	return folder;
}

/**
 * Makes a folder and those that it is in. Not by Node's own `recursive`, which never ends where a folder can't be made
 * and its parent is there (`/proc/x`).
 */
function* makeFolders(path: string): Steps<void> {
	const code = yield* tryToMake(path);
	if (code !== 'ENOENT' || dirname(path) === path) return;
	yield* makeFolders(dirname(path));
	yield* tryToMake(path);
}

/** Whether it can be entered is seen when it is opened: here it is only told that a parent is missing. */
function* tryToMake(path: string): Steps<string | null> {
	try {
		yield* makeFolder(path, {});
		return null;
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EEXIST' || code === 'ENOENT') return code;
		throw error;
	}
}
