/**
 * Small files, read and written completely: those of the program itself, and settings of other programs. Their paths are
 * trusted, so links are followed.
 */
import {
	chmodSync,
	chownSync,
	closeSync,
	fstatSync,
	fsyncSync,
	openSync,
	readFileSync,
	readSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
	type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, notPlain, SafeFileError } from './errors.ts';
import { fillRandom } from './random.ts';
import { CREATE_TO_APPEND, OPEN_TRUSTED } from './platform.ts';
import { IS_WINDOWS } from './system.ts';

/**
 * The content of a file; `null` when it does not exist.
 *
 * @throws SafeFileError `not-plain`, `too-large`
 */
export function readWhole(path: string, bytesMax: number): Buffer | null {
	const fd = openIfThere(path);
	if (fd === null) return null;
	try {
		const stat = fstatSync(fd);
		if (!stat.isFile()) throw notPlain();
		if (stat.size > bytesMax) {
			throw new SafeFileError('too-large', `It has more than ${bytesMax} bytes.`);
		}
		return readFileSync(fd);
	} finally {
		closeSync(fd);
	}
}

/**
 * The last bytes of a file, at most `bytesMax`; `null` when it does not exist.
 *
 * @throws SafeFileError `not-plain`
 */
export function readTail(path: string, bytesMax: number): Buffer | null {
	const fd = openIfThere(path);
	if (fd === null) return null;
	try {
		const stat = fstatSync(fd);
		if (!stat.isFile()) throw notPlain();
		const tail = Buffer.allocUnsafe(Math.min(stat.size, bytesMax));
		return tail.subarray(0, readSync(fd, tail, 0, tail.length, stat.size - tail.length));
	} finally {
		closeSync(fd);
	}
}

/**
 * Appends to a file, which is made if there is none, readable by its owner only. A link is not followed.
 *
 * @throws SafeFileError `not-plain`
 */
export function appendPlain(path: string, text: string): void {
	const fd = openSync(path, CREATE_TO_APPEND, 0o600);
	try {
		if (!fstatSync(fd).isFile()) throw notPlain();
		writeFileSync(fd, text);
	} finally {
		closeSync(fd);
	}
}

/** Replaces the content of a file, completely or not at all, readable by its owner only. */
export function writeWhole(path: string, text: string): void {
	const draft = writeDraft(path, text);
	try {
		renameSync(draft, path);
	} catch (error) {
		rmSync(draft, { force: true });
		throw error;
	}
}

/**
 * Replaces the content of another program's file, completely or not at all, and keeps its permissions and its owner. A
 * new file is readable by its owner only. The path must lead to the file itself: a link would be replaced by a file.
 */
export function replaceWhole(path: string, text: string): void {
	const old = statSync(path, { throwIfNoEntry: false });
	const draft = writeDraft(path, text);
	try {
		if (old) becomeLike(draft, old);
		renameSync(draft, path);
	} catch (error) {
		rmSync(draft, { force: true });
		throw error;
	}
	syncParent(path);
}

/** The owner first: changing it may reset permissions. */
function becomeLike(path: string, old: Stats): void {
	const { uid, gid } = statSync(path);
	if (uid !== old.uid || gid !== old.gid) chownSync(path, old.uid, old.gid);
	chmodSync(path, old.mode & 0o7777);
}

/** Makes the new name survive a power failure. Windows opens no folder. */
function syncParent(path: string): void {
	if (IS_WINDOWS) return;
	const fd = openSync(dirname(path), 'r');
	try {
		fsyncSync(fd);
	} finally {
		closeSync(fd);
	}
}

/**
 * Writes a temporary file next to a path, readable by its owner only, which the caller then renames. Its content is
 * synced to the disk first: after a power failure the name must not lead to an empty file.
 */
export function writeDraft(path: string, content: string | Uint8Array): string {
	const draft = `${path}.${fillRandom(Buffer.alloc(6)).toString('hex')}`;
	try {
		const fd = openSync(draft, 'wx', 0o600);
		try {
			writeFileSync(fd, content);
			fsyncSync(fd);
		} finally {
			closeSync(fd);
		}
		return draft;
	} catch (error) {
		rmSync(draft, { force: true });
		throw error;
	}
}

function openIfThere(path: string): number | null {
	try {
		return openSync(path, OPEN_TRUSTED);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null;
		throw error;
	}
}
