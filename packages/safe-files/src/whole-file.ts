/** Small files of the program itself, read and written completely. Their paths are trusted, so links are followed. */
import { randomBytes } from 'node:crypto';
import {
	closeSync,
	fstatSync,
	fsyncSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { codeOf, notPlain, SafeFileError } from './errors.ts';
import { OPEN_TRUSTED } from './platform.ts';

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
 * Writes a temporary file next to a path, readable by its owner only, which the caller then renames. Its content is
 * synced to the disk first: after a power failure the name must not lead to an empty file.
 */
export function writeDraft(path: string, content: string | Uint8Array): string {
	const draft = `${path}.${randomBytes(6).toString('hex')}`;
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
