/**
 * Folders and files that belong to somebody else. An agent may put anything into its user's folder, so
 * nothing there is followed: a folder is opened as a real folder, a file as a plain file with one name, and
 * the next step goes on from the opened folder and not from its path. Swapping a folder for a link between
 * two steps then gains nothing (on Linux, where an open folder has a path of its own).
 */
import { closeSync, constants, existsSync, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditError, quote } from './errors.ts';
import { appendHandle, makeFolder, openPath, syncFolder, type AppendHandle } from './file-steps.ts';
import type { Steps } from './steps.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

const { O_RDONLY, O_RDWR, O_APPEND, O_CREAT, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;
/** Without O_NONBLOCK the opening of a named pipe would wait for its other end. */
const READ = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
/** Readable too: the recorder looks at the last byte before it appends. */
const APPEND = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK;

const OPEN_FOLDERS_HAVE_PATHS = canSee('/proc/self/fd');

export interface Folder extends Disposable {
	/** A path that leads to this very folder, whatever becomes of its name. */
	path: string;
	/** Whose folder it is, for messages. */
	owner: string;
	/** Makes the names in it survive a loss of power. */
	sync(): Steps<void>;
}

/** `null` when there is none. */
export function* openFolder(path: string, owner: string): Steps<Folder | null> {
	const fd = yield* orRefuse(openPath(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), owner);
	if (fd === null) return null;
	return {
		path: OPEN_FOLDERS_HAVE_PATHS ? `/proc/self/fd/${fd}` : path,
		owner,
		sync: () => syncFolder(fd),
		[Symbol.dispose]: () => closeSync(fd),
	};
}

/** `null` when the parent has vanished meanwhile. */
export function* openOrMakeFolder(parent: Folder, name: string): Steps<Folder | null> {
	const path = join(parent.path, name);
	const there = yield* openFolder(path, parent.owner);
	if (there) return there;
	try {
		yield* makeFolder(path, { mode: FOLDER_MODE });
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') throw error;
	}
	yield* parent.sync();
	return yield* openFolder(path, parent.owner);
}

/** `null` when there is none. The caller closes it. */
export async function openFile(folder: Folder, name: string): Promise<FileHandle | null> {
	const { owner } = folder;
	const file = await open(join(folder.path, name), READ).catch((error: unknown) =>
		refuse(error, owner),
	);
	if (!file || isPlain(await file.stat())) return file;
	await file.close();
	throw unsafe(owner);
}

/** The caller closes it. */
export function* openOrMakeFile(folder: Folder, name: string): Steps<AppendHandle> {
	const path = join(folder.path, name);
	const there = yield* orRefuse(openPath(path, APPEND), folder.owner);
	if (there !== null) return yield* checkPlain(appendHandle(there), folder.owner);
	const made = appendHandle(yield* openPath(path, APPEND | O_CREAT, FILE_MODE));
	try {
		yield* folder.sync();
	} catch (error) {
		yield* made.close();
		throw error;
	}
	return yield* checkPlain(made, folder.owner);
}

/** What stands under a name, a link not followed; `null` when it has vanished. */
export async function statName(folder: Folder, name: string): Promise<Stats | null> {
	return lstat(join(folder.path, name)).catch((error: unknown) => refuse(error, folder.owner));
}

/** Where the process may read only what it needs, looking is refused by an error. */
function canSee(path: string): boolean {
	try {
		return existsSync(path);
	} catch {
		return false;
	}
}

/** A file with one name, and nothing else. */
export function isPlain(stat: Pick<Stats, 'isFile' | 'nlink'>): boolean {
	return stat.isFile() && stat.nlink === 1;
}

function* checkPlain(file: AppendHandle, owner: string): Steps<AppendHandle> {
	if (isPlain(yield* file.stat())) return file;
	yield* file.close();
	throw unsafe(owner);
}

function* orRefuse(opening: Steps<number>, owner: string): Steps<number | null> {
	try {
		return yield* opening;
	} catch (error) {
		return refuse(error, owner);
	}
}

/** `null` when nothing is there. */
function refuse(cause: unknown, owner: string): null {
	const code = codeOf(cause);
	if (code === 'ENOENT') return null;
	if (code === 'ELOOP' || code === 'EMLINK' || code === 'ENOTDIR' || code === 'ENXIO') {
		throw unsafe(owner, cause);
	}
	if (code === 'EACCES' || code === 'EPERM') {
		throw new AuditError('unreadable', `The log of ${quote(owner)} can't be opened.`, { cause });
	}
	throw cause;
}

function unsafe(owner: string, cause?: unknown): AuditError {
	const what = `Something in the log folder of ${quote(owner)} is a link or no plain file.`;
	return new AuditError('unsafe-file', what, { cause });
}

function codeOf(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}
