import { inodeOf, replaceFile, writeNewFile } from '@tool-audit/safe-files';
import { lstat, rm } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import type { SavedFile } from './file-info.ts';
import { fileNotFound } from './file-path.ts';
import { type Folder, openPlainFile } from './open-inside.ts';
import { decodeText, EDIT_BYTES_MAX, hashBytes, lineEndingOf, readRange } from './read-file.ts';

export interface Change {
	text: string;
	/** Hash of the content that was read and will be replaced. */
	hash: string;
}

const MODE_BITS = 0o7777;

function tooLarge(): Refusal {
	return new Refusal(
		'PAYLOAD_TOO_LARGE',
		`Files above ${EDIT_BYTES_MAX / 1024 / 1024} MB can be read here, not edited.`,
	);
}

function changed(currentHash: string): Refusal {
	return new Refusal(
		'CONFLICT',
		'The file has changed since it was read. Reload it, or compare and save again.',
		{ currentHash },
	);
}

/**
 * Replaces the text that was read, completely or not at all. The caller must run one save of a file at a time. To
 * detect changes by other programs, the file is checked again just before the move.
 */
export async function saveFile(folder: Folder, name: string, change: Change): Promise<SavedFile> {
	await using file = await openPlainFile(folder, name);
	const stat = await file.stat();
	if (stat.size > EDIT_BYTES_MAX) throw tooLarge();
	const current = await readRange(file, 0, stat.size);
	const currentHash = hashBytes(current);
	if (currentHash !== change.hash) throw changed(currentHash);
	const currentText = decodeText(current);
	if (currentText === null) {
		throw new Refusal('BAD_REQUEST', 'This file is not text and can’t be edited here.');
	}
	// An editor in a browser only has one kind of newline.
	const text =
		lineEndingOf(currentText) === 'crlf' ? change.text.replace(/\r?\n/g, '\r\n') : change.text;
	const bytes = Buffer.from(text);
	if (bytes.length > EDIT_BYTES_MAX) throw tooLarge();

	const fresh = await writeNewFile(folder, name, async (file) => {
		await file.writeFile(bytes);
		// Only root can change a file's owner; otherwise the server's user becomes the owner, as with other editors.
		await file.chown(stat.uid, stat.gid).catch(() => undefined);
		await file.chmod(stat.mode & MODE_BITS);
		return file.stat();
	});
	try {
		const now = await lstat(`${folder.path}/${name}`).catch(() => null);
		if (!now) throw fileNotFound();
		if (inodeOf(now) !== inodeOf(stat) || now.mtimeMs !== stat.mtimeMs || now.size !== stat.size) {
			throw changed(await hashNow(folder, name));
		}
		await replaceFile(folder, fresh.name, name);
	} catch (error) {
		await rm(`${folder.path}/${fresh.name}`, { force: true });
		throw error;
	}
	return {
		hash: hashBytes(bytes),
		bytes: bytes.length,
		modified: fresh.written.mtime.toISOString(),
	};
}

async function hashNow(folder: Folder, name: string): Promise<string> {
	await using file = await openPlainFile(folder, name);
	return hashBytes(await readRange(file, 0, (await file.stat()).size));
}
