/**
 * Folders and files that belong to somebody else. An agent may put anything into its user's folder, so
 * nothing there is followed: a folder is opened as a real folder, a file as a plain file with one name, and
 * the next step goes on from the opened folder and not from its path. Swapping a folder for a link between
 * two steps then gains nothing (on Linux, where an open folder has a path of its own).
 */
import { constants, existsSync } from 'node:fs';
import { lstat, mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditError, quote } from './errors.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

const { O_RDONLY, O_RDWR, O_APPEND, O_CREAT, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;
/** Without O_NONBLOCK the opening of a named pipe would wait for its other end. */
const READ = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
/** Readable too: the recorder looks at the last byte before it appends. */
const APPEND = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK;

const OPEN_FOLDERS_HAVE_PATHS = existsSync('/proc/self/fd');

export interface Folder extends AsyncDisposable {
	/** A path that leads to this very folder, whatever becomes of its name. */
	path: string;
	/** Whose folder it is, for messages. */
	owner: string;
	/** Makes the names in it survive a loss of power. */
	sync(): Promise<void>;
}

/** `null` when there is none. */
export async function openFolder(path: string, owner: string): Promise<Folder | null> {
	const handle = await orRefuse(open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW), owner);
	if (!handle) return null;
	return {
		path: OPEN_FOLDERS_HAVE_PATHS ? `/proc/self/fd/${handle.fd}` : path,
		owner,
		sync: () => handle.sync(),
		[Symbol.asyncDispose]: () => handle.close(),
	};
}

/** `null` when the parent has vanished meanwhile. */
export async function openOrMakeFolder(parent: Folder, name: string): Promise<Folder | null> {
	const path = join(parent.path, name);
	const there = await openFolder(path, parent.owner);
	if (there) return there;
	await mkdir(path, { mode: FOLDER_MODE }).catch(unlessThere);
	await parent.sync();
	return openFolder(path, parent.owner);
}

/** `null` when there is none. The caller closes it. */
export async function openFile(folder: Folder, name: string): Promise<FileHandle | null> {
	const file = await orRefuse(open(join(folder.path, name), READ), folder.owner);
	return file && (await checkPlain(file, folder.owner));
}

/** The caller closes it. */
export async function openOrMakeFile(folder: Folder, name: string): Promise<FileHandle> {
	const path = join(folder.path, name);
	const there = await orRefuse(open(path, APPEND), folder.owner);
	if (there) return checkPlain(there, folder.owner);
	const made = await open(path, APPEND | O_CREAT, FILE_MODE);
	await folder.sync();
	return checkPlain(made, folder.owner);
}

/** What `lstat` says of a plain file; `null` for anything else. */
export async function plainStat(folder: Folder, name: string) {
	const stat = await lstat(join(folder.path, name)).catch(() => null);
	return stat?.isFile() && stat.nlink === 1 ? stat : null;
}

async function checkPlain(file: FileHandle, owner: string): Promise<FileHandle> {
	const stat = await file.stat();
	if (stat.isFile() && stat.nlink === 1) return file;
	await file.close();
	throw unsafe(owner);
}

async function orRefuse(opening: Promise<FileHandle>, owner: string): Promise<FileHandle | null> {
	try {
		return await opening;
	} catch (cause) {
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
}

function unsafe(owner: string, cause?: unknown): AuditError {
	const what = `Something in the log folder of ${quote(owner)} is a link or no plain file.`;
	return new AuditError('unsafe-file', what, { cause });
}

function unlessThere(error: unknown): void {
	if (codeOf(error) !== 'EEXIST') throw error;
}

function codeOf(error: unknown): unknown {
	return error instanceof Error && 'code' in error ? error.code : undefined;
}
