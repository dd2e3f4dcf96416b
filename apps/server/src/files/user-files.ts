import type { FileHandle } from 'node:fs/promises';
import { createQueue } from '../queue.ts';
import { Refusal } from '../refusal.ts';
import type { FileContent, FileList, SavedFile } from './file-info.ts';
import { parseFilePath } from './file-path.ts';
import { listFiles } from './list-files.ts';
import { openFolderBelow, openPlainFile } from './open-inside.ts';
import { type Part, readFile } from './read-file.ts';
import { type Change, saveFile } from './save-file.ts';

export { PATH_CHARS_MAX } from './file-path.ts';
export { EDIT_BYTES_MAX, PART_BYTES_MAX } from './read-file.ts';

/** Everybody's own files: what the Files panel shows of a user's folder, the log left out. */
export interface UserFiles {
	list(user: string): Promise<FileList>;
	read(user: string, path: string, part: Part): Promise<FileContent>;
	/** @throws Refusal `CONFLICT` with the hash of what is there now, when that is not what was read */
	save(user: string, path: string, change: Change): Promise<SavedFile>;
	/** The whole file to be sent on. The caller closes it. */
	open(user: string, path: string): Promise<{ name: string; bytes: number; file: FileHandle }>;
}

export function openUserFiles({ home }: { home: string }): UserFiles {
	// One change at a time: of two saves that start together, the second then sees the first.
	const oneAtATime = createQueue(1);

	return {
		async list(user) {
			try {
				await using folder = await openFolderBelow(home, [user]);
				return await listFiles(folder);
			} catch (error) {
				// Somebody who has recorded and saved nothing yet has no folder.
				if (error instanceof Refusal)
					return { groups: [{ name: '', files: [] }], truncated: false };
				throw error;
			}
		},

		async read(user, path, part) {
			const { folders, name } = parseFilePath(path);
			await using folder = await openFolderBelow(home, [user, ...folders]);
			return await readFile(folder, { path, name, part });
		},

		save: (user, path, change) =>
			oneAtATime(async () => {
				const { folders, name } = parseFilePath(path);
				await using folder = await openFolderBelow(home, [user, ...folders]);
				return await saveFile(folder, name, change);
			}),

		async open(user, path) {
			const { folders, name } = parseFilePath(path);
			await using folder = await openFolderBelow(home, [user, ...folders]);
			const file = await openPlainFile(folder, name);
			return { name, bytes: (await file.stat()).size, file };
		},
	};
}
