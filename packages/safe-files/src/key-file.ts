/**
 * Files that hold one key, created on first use: the key of redaction marks, and that of the server's cookies.
 *
 * The file appears complete or not at all, and the first process wins, so that two processes that start together use
 * the same key. A damaged file is never replaced: everything that depends on the key would silently become useless,
 * and only the owner knows whether there is a backup.
 */
import { linkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, SafeFileError } from './errors.ts';
import { NO_LINKS } from './move-file.ts';
import { makeOwnFolder } from './own-folder.ts';
import { readWhole, writeDraft } from './whole-file.ts';

/** Far above the length of any key. */
const KEY_FILE_BYTES_MAX = 64 * 1024;

export interface KeyKind {
	/** What the key is, as the subject of a sentence: `The redaction key`. */
	title: string;
	/** The content of a new file. */
	make(): Uint8Array;
	/** Whether a file's content is a valid key of this kind. */
	isKey(content: Buffer): boolean;
}

/**
 * The content of a key file. A missing file is created, with its folder.
 *
 * @throws SafeFileError `damaged`
 */
export function readOrMakeKey(folder: string, name: string, kind: KeyKind): Buffer {
	makeOwnFolder(folder);
	const path = join(folder, name);
	const there = read(path, kind) ?? makeFile(path, kind);
	if (kind.isKey(there)) return there;
	throw damaged(path, kind, `${there.length} bytes`);
}

function read(path: string, kind: KeyKind): Buffer | null {
	try {
		return readWhole(path, KEY_FILE_BYTES_MAX);
	} catch (error) {
		if (!(error instanceof SafeFileError)) throw error;
		const isLarge = error.code === 'too-large';
		throw damaged(
			path,
			kind,
			isLarge ? `more than ${KEY_FILE_BYTES_MAX} bytes` : 'not a plain file',
		);
	}
}

function damaged(path: string, { title }: KeyKind, what: string): SafeFileError {
	return new SafeFileError('damaged', `${title} in ${path} is damaged (${what}).`);
}

/** Returns the content of the file afterwards, which another process may have written first. */
function makeFile(path: string, kind: KeyKind): Buffer {
	const content = kind.make();
	const draft = writeDraft(path, content);
	try {
		nameNew(draft, path, content);
	} finally {
		rmSync(draft);
	}
	return read(path, kind) ?? Buffer.alloc(0);
}

/** Names the draft with a hard link. A file system without hard links gets the file written directly. */
function nameNew(draft: string, path: string, content: Uint8Array): void {
	try {
		linkSync(draft, path);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return;
		if (!NO_LINKS.has(codeOf(error))) throw error;
		try {
			writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
		} catch (second) {
			if (codeOf(second) !== 'EEXIST') throw second;
		}
	}
}
