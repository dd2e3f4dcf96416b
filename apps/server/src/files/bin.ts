import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { clearEntry, deleteEntry, type HeldFile, heldFiles, makeEntry } from './bin-entry.ts';
import { parseFilePath } from './file-path.ts';
import { type Folder, openFolderBelow, openOrMakeFolderBelow } from './open-inside.ts';
import { moveFile } from './move-file.ts';

/** In the user's folder, so that a file is moved and not copied; the dot hides it from the list. */
const BIN = '.tool_audit_bin';
const BIN_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const BINNED_LISTED_MAX = 1_000;

/** The time of the removal, and random digits. */
const ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[0-9a-f]{12}$/;

export interface BinnedFile {
	id: string;
	/**
	 * Its former path, to which it is restored. The path of its folder in the bin, when that has several files and
	 * no record says which one was deleted.
	 */
	path: string;
	bytes: number;
	/** ISO 8601 instant in UTC. */
	removed: string;
}

function makeId(): string {
	const instant = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '');
	return `${instant}Z-${randomBytes(6).toString('hex')}`;
}

function removedAt(id: string): Date {
	return new Date(id.replace(ID, '$1-$2-$3T$4:$5:$6Z'));
}

const isId = (name: string): boolean => ID.test(name) && !isNaN(removedAt(name).getTime());

function gone(): Refusal {
	return new Refusal(
		'NOT_FOUND',
		'This is no longer in the bin. It was restored, or deleted permanently.',
	);
}

function unclear(id: string, files: HeldFile[]): Refusal {
	const paths = files.map(({ path }) => path).join(', ');
	return new Refusal(
		'CONFLICT',
		`It is not known which of these files was deleted: ${paths}. Nothing was changed. Move the file back by hand from ${BIN}/${id}.`,
	);
}

/** All ids, oldest first. An entry without a folder or without a record still counts, and is deleted in time. */
async function idsIn(bin: Folder): Promise<string[]> {
	const names = (await readdir(bin.path)).map((name) => name.replace(/\.json$/, ''));
	return [...new Set(names)].filter(isId).sort();
}

async function deleteOld(bin: Folder): Promise<void> {
	for (const id of await idsIn(bin)) {
		if (Date.now() - removedAt(id).getTime() < BIN_DAYS * DAY_MS) return;
		// An entry that can't be deleted must not stop the others or the request.
		await deleteEntry(bin, id).catch(() => undefined);
	}
}

/** Moves a file to the bin. Permanently deletes what has been there too long. */
export async function moveToBin(
	home: string,
	user: string,
	file: { folders: string[]; name: string },
): Promise<{ id: string }> {
	const { folders, name } = file;
	const id = makeId();
	using from = await openFolderBelow(home, [user, ...folders]);
	using bin = await openOrMakeFolderBelow(home, [user, BIN]);
	try {
		using to = await makeEntry(bin, id, file);
		await moveFile({ folder: from, name }, { folder: to, name });
	} catch (error) {
		await clearEntry(bin, id, folders).catch(() => undefined);
		throw error;
	}
	await deleteOld(bin).catch(() => undefined);
	return { id };
}

/** Moves the deleted file back. Other files in its folder of the bin stay there until they expire. */
export async function putBack(home: string, user: string, id: string): Promise<{ path: string }> {
	if (!isId(id)) throw gone();
	using bin = await openFolderBelow(home, [user, BIN]).catch(() => {
		throw gone();
	});
	const [file, ...others] = await heldFiles(bin, id).catch((error: unknown) => {
		throw error instanceof Refusal && error.code === 'NOT_FOUND' ? gone() : error;
	});
	if (!file) throw gone();
	if (others.length > 0) throw unclear(id, [file, ...others]);
	const { folders, name } = parseFilePath(file.path);
	using from = await openFolderBelow(bin.path, [id, ...folders]);
	using to = await openOrMakeFolderBelow(home, [user, ...folders]);
	await moveFile({ folder: from, name }, { folder: to, name });
	await clearEntry(bin, id, folders).catch(() => undefined);
	return { path: file.path };
}

/** The files that can be restored, newest first. */
export async function listBin(home: string, user: string): Promise<BinnedFile[]> {
	try {
		using bin = await openFolderBelow(home, [user, BIN]);
		const listed: BinnedFile[] = [];
		for (const id of (await idsIn(bin)).reverse()) {
			// An entry that can't be read must not hide the others.
			const files = await heldFiles(bin, id).catch(() => []);
			if (files.length === 0) continue;
			listed.push(binnedFile(id, files));
			if (listed.length === BINNED_LISTED_MAX) break;
		}
		return listed;
	} catch (error) {
		if (error instanceof Refusal) return [];
		throw error;
	}
}

function binnedFile(id: string, files: HeldFile[]): BinnedFile {
	return {
		id,
		path: files.length === 1 ? files[0]!.path : `${BIN}/${id}`,
		bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
		removed: removedAt(id).toISOString(),
	};
}
