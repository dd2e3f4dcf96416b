/**
 * Folders that other users write to. An agent can create anything in its user's folder, so no link is followed there:
 * each folder is opened as a real folder, and the next step starts from the opened folder, not from its path.
 * Replacing a folder with a link between two steps then has no effect (on Linux, where an open folder has a path of
 * its own).
 */
import { closeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, nullIfMissing } from './errors.ts';
import { makeFolder, namesAt, openPath, syncFolder } from './file-steps.ts';
import { OPEN_FOLDER, pathOfOpenFolder } from './platform.ts';
import type { Steps } from './steps.ts';

const FOLDER_MODE = 0o700;
/** Whom the operator lets in, the system's settings say. */
const ROOT_MODE = 0o777;

export interface Folder extends Disposable {
	/** A path that leads to this folder even when it is renamed. */
	path: string;
	/** The names in it, in no order. */
	names(): Steps<string[]>;
	/** Makes the names in it survive a power failure. */
	sync(): Steps<void>;
}

/**
 * Opens a folder that is not a link; `null` when it does not exist.
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
	const ownPath = pathOfOpenFolder(fd, path);
	return {
		path: ownPath,
		names: () => namesAt(ownPath),
		sync: () => syncFolder(fd),
		[Symbol.dispose]: () => closeSync(fd),
	};
}

/** The same, but creates a missing folder; `null` when the parent has been removed in the meantime. */
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
 * Opens the folder at a path of names below `root`, each a real folder; `null` when one is missing. `root` itself may
 * be a link, because it comes from the operator's settings.
 */
export function* openFolderBelow(
	root: string,
	[first, ...names]: readonly string[],
): Steps<Folder | null> {
	// `root` need not be opened for the first name: its own path is trusted.
	const path = first === undefined ? `${root}/.` : join(root, first);
	return yield* walk(yield* openFolder(path), names, (parent, name) =>
		openFolder(join(parent.path, name)),
	);
}

/** The same, but creates missing folders, including `root`. */
export function* openOrMakeFolderBelow(
	root: string,
	names: readonly string[],
): Steps<Folder | null> {
	// `root` is missing only once: to find that it exists by making it costs an error each time.
	const path = `${root}/.`;
	const folder = yield* walk(yield* openFolder(path), names, openOrMakeFolder);
	if (folder) return folder;
	yield* makeFolders(root, ROOT_MODE);
	return yield* walk(yield* openFolder(path), names, openOrMakeFolder);
}

function* walk(
	from: Folder | null,
	names: readonly string[],
	next: (parent: Folder, name: string) => Steps<Folder | null>,
): Steps<Folder | null> {
	let folder = from;
	for (const name of names) {
		if (!folder) return null;
		using parent = folder;
		folder = yield* next(parent, name);
	}
	return folder;
}

/**
 * Creates a folder and its parents, where they are missing. What has the name of the folder already is not checked. Node's
 * own `recursive` never ends when a folder can't be created although its parent exists (`/proc/x`), and with it the process.
 *
 * @throws the system's error
 */
export function* makeFolders(path: string, mode: number): Steps<void> {
	if (yield* isMade(path, mode)) return;
	const parent = dirname(path);
	if (parent !== path) yield* makeFolders(parent, mode);
	try {
		yield* makeFolder(path, { mode });
	} catch (error) {
		// Another process was faster.
		if (codeOf(error) !== 'EEXIST') throw error;
	}
}

/** False when the parent is missing. */
function* isMade(path: string, mode: number): Steps<boolean> {
	try {
		yield* makeFolder(path, { mode });
		return true;
	} catch (error) {
		const code = codeOf(error);
		if (code === 'EEXIST' || code === 'ENOENT') return code === 'EEXIST';
		throw error;
	}
}
