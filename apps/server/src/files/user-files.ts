import { createSemaphore } from '@tool-audit/safe-files';
import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { type BinnedFile, listBin, moveToBin, putBack } from './bin.ts';
import { createFile } from './create-file.ts';
import type { FileContent, FileInfo, FileList, SavedFile } from './file-info.ts';
import { parseFilePath, parseNewFilePath } from './file-path.ts';
import { listFiles } from './list-files.ts';
import { moveFile } from './move-file.ts';
import {
	type Folder,
	openFolderBelow,
	openOrMakeFolderBelow,
	openPlainFile,
} from './open-inside.ts';
import { type Part, readFile } from './read-file.ts';
import { type Change, saveFile } from './save-file.ts';

/** The users' own files: what the Files panel shows of a user's folder, without the log. */
export interface UserFiles {
	list(user: string): Promise<FileList>;
	read(user: string, path: string, part: Part): Promise<FileContent>;
	/** Opens the whole file for sending. The caller closes it. */
	open(user: string, path: string): Promise<{ name: string; bytes: number; file: FileHandle }>;
	/** @throws Refusal `CONFLICT` with the hash of the current content, when it is not the one that was read */
	save(user: string, path: string, change: Change): Promise<SavedFile>;
	/** Creates a file and the missing folders on its path. @throws Refusal `CONFLICT` when it exists */
	create(user: string, path: string, content: AsyncIterable<Uint8Array>): Promise<FileInfo>;
	/** Moves a file to another path. @throws Refusal `CONFLICT` when the path is taken */
	rename(user: string, path: string, to: string): Promise<void>;
	/** Moves a file to the bin, from which `restore` brings it back. */
	remove(user: string, path: string): Promise<{ id: string }>;
	listBin(user: string): Promise<BinnedFile[]>;
	restore(user: string, id: string): Promise<{ path: string }>;
}

export function openUserFiles({ home }: { home: string }): UserFiles {
	// One change at a time, so that the second of two simultaneous saves sees the first.
	const oneAtATime = createSemaphore(1);

	/** The folder of a file that is to be there; missing folders are created. */
	async function folderFor(user: string, folders: string[], field: 'path' | 'to'): Promise<Folder> {
		try {
			return await openOrMakeFolderBelow(home, [user, ...folders]);
		} catch (error) {
			if (!(error instanceof Refusal) || error.code !== 'NOT_FOUND') throw error;
			const problem = 'A part of this place is a file or a link, and not a folder. Choose another.';
			throw new Refusal('NOT_FOUND', problem, { fields: { [field]: problem } });
		}
	}

	return {
		async list(user) {
			try {
				using folder = await openFolderBelow(home, [user]);
				return await listFiles(folder);
			} catch (error) {
				// A user without any record or file has no folder yet.
				if (error instanceof Refusal)
					return { groups: [{ name: '', files: [] }], truncated: false };
				throw error;
			}
		},

		async read(user, path, part) {
			const { folders, name } = parseFilePath(path);
			using folder = await openFolderBelow(home, [user, ...folders]);
			return await readFile(folder, { path, name, part });
		},

		async open(user, path) {
			const { folders, name } = parseFilePath(path);
			using folder = await openFolderBelow(home, [user, ...folders]);
			const file = await openPlainFile(folder, name);
			return { name, bytes: (await file.stat()).size, file };
		},

		save: (user, path, change) =>
			oneAtATime(async () => {
				const { folders, name } = parseFilePath(path);
				using folder = await openFolderBelow(home, [user, ...folders]);
				return await saveFile(folder, name, change);
			}),

		// Not in the queue: it never replaces anything, and the content may arrive slowly.
		async create(user, path, content) {
			const { folders, name } = parseNewFilePath(path, 'path');
			using folder = await folderFor(user, folders, 'path');
			return await createFile({ folder, name }, path, content);
		},

		rename: (user, path, to) =>
			oneAtATime(async () => {
				const [source, target] = [parseFilePath(path), parseNewFilePath(to, 'to')];
				using from = await openFolderBelow(home, [user, ...source.folders]);
				await (await openPlainFile(from, source.name)).close();
				using into = await folderFor(user, target.folders, 'to');
				await moveFile({ folder: from, name: source.name }, { folder: into, name: target.name });
			}),

		remove: (user, path) =>
			oneAtATime(async () => {
				const file = parseFilePath(path);
				using folder = await openFolderBelow(home, [user, ...file.folders]);
				await (await openPlainFile(folder, file.name)).close();
				return await moveToBin(home, user, file);
			}),

		listBin: (user) => listBin(home, user),
		restore: (user, id) => oneAtATime(() => putBack(home, user, id)),
	};
}
