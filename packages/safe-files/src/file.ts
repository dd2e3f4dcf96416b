/**
 * Plain files in opened folders. A file with a second hard link is rejected like a symbolic link: the other name may
 * be in a log, or in another user's folder.
 */
import { promises, type BigIntStats, type Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, notPlain, nullIfMissing } from './errors.ts';
import { appendHandle, openPath, statPath, type AppendHandle } from './file-steps.ts';
import type { Folder } from './folder.ts';
import { CREATE_TO_APPEND, OPEN_TO_APPEND, OPEN_TO_READ } from './platform.ts';
import type { Steps } from './steps.ts';

const FILE_MODE = 0o600;

/**
 * Opens a file for reading; `null` when it does not exist. The caller closes it.
 *
 * @throws SafeFileError `not-plain`, `denied`
 */
export async function openFile(folder: Folder, name: string): Promise<FileHandle | null> {
	return (await openFileWithStat(folder, name))?.file ?? null;
}

/** A name that other programs give to one new file after the other counts as missing in the end. */
const OPEN_TRIES_MAX = 5;

/** The same, with what is known of the file anyway. */
export async function openFileWithStat(
	folder: Folder,
	name: string,
): Promise<{ file: FileHandle; stat: BigIntStats } | null> {
	for (let tries = 0; tries < OPEN_TRIES_MAX; tries++) {
		const file = await promises.open(join(folder.path, name), OPEN_TO_READ).catch(nullIfMissing);
		if (!file) return null;
		try {
			const stat = await file.stat({ bigint: true });
			if (isPlain(stat)) return { file, stat };
			if (stat.nlink > 0n) throw notPlain();
		} catch (error) {
			await file.close();
			throw error;
		}
		// It lost its name after it was opened: another file may have it now.
		await file.close();
	}
	return null;
}

/**
 * Opens a file for appending. A missing file is created, and its name synced to the disk. The caller closes it.
 *
 * @throws SafeFileError `not-plain`, `denied`
 */
export function* openOrMakeFile(folder: Folder, name: string): Steps<AppendHandle> {
	const path = join(folder.path, name);
	const there = yield* openIfThere(path, OPEN_TO_APPEND);
	if (there) return yield* checkPlain(there);
	const made = appendHandle(yield* openPath(path, CREATE_TO_APPEND, FILE_MODE));
	try {
		yield* folder.sync();
	} catch (error) {
		yield* made.close();
		throw error;
	}
	return yield* checkPlain(made);
}

/** The last bytes of a plain file, at most so many; `null` when it does not exist. */
export function* readEnd(folder: Folder, name: string, bytesMax: number): Steps<Buffer | null> {
	const opened = yield* openIfThere(join(folder.path, name), OPEN_TO_READ);
	if (!opened) return null;
	const file = yield* checkPlain(opened);
	try {
		const { size } = yield* file.stat();
		const from = Math.max(0, size - bytesMax);
		const bytes = Buffer.allocUnsafe(size - from);
		let filled = 0;
		while (filled < bytes.length) {
			const bytesRead = yield* file.read(bytes.subarray(filled), from + filled);
			if (bytesRead === 0) break;
			filled += bytesRead;
		}
		return bytes.subarray(0, filled);
	} finally {
		yield* file.close();
	}
}

/** The stat of a name, without following a link; `null` when it does not exist. */
export function* statName(folder: Folder, name: string): Steps<Stats | null> {
	try {
		return yield* statPath(join(folder.path, name));
	} catch (error) {
		return nullIfMissing(error);
	}
}

/** Whether it is a regular file with one hard link. */
export function isPlain(stat: { isFile(): boolean; nlink: number | bigint }): boolean {
	return stat.isFile() && Number(stat.nlink) === 1;
}

/** Device and inode: different for two files that exist at the same time. */
export function inodeOf({ dev, ino }: Pick<Stats, 'dev' | 'ino'>): string {
	return `${dev}:${ino}`;
}

/** The same with the birth time, because a new file may reuse an inode. */
export function identityOf(stat: Stats | BigIntStats): string {
	const birth = 'birthtimeNs' in stat ? stat.birthtimeNs : stat.birthtimeMs;
	return `${stat.dev}:${stat.ino}:${birth}`;
}

/** The inode at a path, without opening or checking it; `null` when nothing is there. */
export function* inodeAt(path: string): Steps<string | null> {
	try {
		return inodeOf(yield* statPath(path));
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return null;
		throw error;
	}
}

function* openIfThere(path: string, flags: number): Steps<AppendHandle | null> {
	try {
		return appendHandle(yield* openPath(path, flags));
	} catch (error) {
		return nullIfMissing(error);
	}
}

function* checkPlain(file: AppendHandle): Steps<AppendHandle> {
	try {
		if (!isPlain(yield* file.stat())) throw notPlain();
		return file;
	} catch (error) {
		yield* file.close();
		throw error;
	}
}
