import type { FileGroup, FileInfo } from '#lib/api/types.ts';

/** A folder as the panel shows it. */
export interface Folder {
	name: string;
	/** Relative to the user's folder, with `/` between names. */
	path: string;
	files: FileInfo[];
	folders: Folder[];
	/** Files in it and in all folders below it. */
	count: number;
}

/** Sorts the files of a group, which come as one list, into their folders. */
export function folderOf({ name, files }: FileGroup): Folder {
	const root: Folder = { name, path: name, files: [], folders: [], count: 0 };
	const byPath = new Map([[name, root]]);

	function at(path: string): Folder {
		const known = byPath.get(path);
		if (known) return known;
		const cut = path.lastIndexOf('/');
		const folder: Folder = {
			name: path.slice(cut + 1),
			path,
			files: [],
			folders: [],
			count: 0,
		};
		byPath.set(path, folder);
		at(path.slice(0, cut)).folders.push(folder);
		return folder;
	}

	for (const file of files) {
		for (const path of foldersAbove(file.path)) at(path).count += 1;
		at(file.path.slice(0, file.path.lastIndexOf('/'))).files.push(file);
	}
	return root;
}

/** `a/b/c.md` is in `a` and in `a/b`. */
export function foldersAbove(path: string): string[] {
	const names = path.split('/').slice(0, -1);
	return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** Files whose path contains every word, in any case; those with all words in the name come first. */
export function findFiles(groups: FileGroup[], text: string): FileInfo[] {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	const holdsAll = (name: string) => words.every((word) => name.toLowerCase().includes(word));
	const found = groups.flatMap(({ files }) => files).filter(({ path }) => holdsAll(path));
	return [
		...found.filter(({ name }) => holdsAll(name)),
		...found.filter(({ name }) => !holdsAll(name)),
	];
}
