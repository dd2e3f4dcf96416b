import { lstat, readdir } from 'node:fs/promises';
import type { FileGroup, FileInfo, FileList } from './file-info.ts';
import { kindOfName } from './file-kind.ts';
import { DEPTH_MAX, isVisibleName } from './file-path.ts';
import { type Folder, openFolderIn } from './open-inside.ts';

export const FILES_LISTED_MAX = 5_000;
/** Most names that are read, shown or not, so that a folder full of links does not delay the list. */
const NAMES_SEEN_MAX = 50_000;

const byName = new Intl.Collator('en', { numeric: true });

interface Budget {
	files: number;
	names: number;
	truncated: boolean;
}

async function fileInfo(folder: Folder, path: string, name: string): Promise<FileInfo | null> {
	const stat = await lstat(`${folder.path}/${name}`).catch(() => null);
	if (!stat?.isFile() || stat.nlink !== 1) return null;
	const modified = stat.mtime.toISOString();
	return { path, name, bytes: stat.size, modified, kind: kindOfName(name) };
}

async function readFolder(folder: Folder, budget: Budget) {
	const names = (await readdir(folder.path, { withFileTypes: true }))
		.filter((entry) => isVisibleName(entry.name))
		.sort((a, b) => byName.compare(a.name, b.name));
	const seen = names.slice(0, budget.names);
	budget.names -= seen.length;
	if (seen.length < names.length) budget.truncated = true;
	return {
		files: seen.filter((entry) => entry.isFile()).map((entry) => entry.name),
		folders: seen.filter((entry) => entry.isDirectory()).map((entry) => entry.name),
	};
}

async function filesIn(
	folder: Folder,
	names: string[],
	prefix: string,
	budget: Budget,
): Promise<FileInfo[]> {
	const files: FileInfo[] = [];
	for (const name of names) {
		if (budget.files === 0) {
			budget.truncated = true;
			break;
		}
		const info = await fileInfo(folder, prefix + name, name);
		if (!info) continue;
		files.push(info);
		budget.files -= 1;
	}
	return files;
}

async function filesBelow(
	parent: Folder,
	name: string,
	prefix: string,
	depth: number,
	budget: Budget,
): Promise<FileInfo[]> {
	if (depth > DEPTH_MAX || budget.files === 0) {
		budget.truncated = true;
		return [];
	}
	try {
		using folder = await openFolderIn(parent, name);
		const { files, folders } = await readFolder(folder, budget);
		const found = await filesIn(folder, files, prefix, budget);
		for (const inner of folders) {
			const path = `${prefix}${inner}/`;
			found.push(...(await filesBelow(folder, inner, path, depth + 1, budget)));
		}
		return found;
	} catch {
		// The folder was deleted during the read, or can't be read: the rest of the list is complete.
		return [];
	}
}

/** A user's own files in groups, without links, special files and names that the panel does not show. */
export async function listFiles(folder: Folder): Promise<FileList> {
	const budget: Budget = { files: FILES_LISTED_MAX, names: NAMES_SEEN_MAX, truncated: false };
	const { files, folders } = await readFolder(folder, budget);
	const groups: FileGroup[] = [{ name: '', files: await filesIn(folder, files, '', budget) }];
	for (const name of folders) {
		groups.push({ name, files: await filesBelow(folder, name, `${name}/`, 1, budget) });
	}
	return { groups, truncated: budget.truncated };
}
