/**
 * Puts the documents that the README of the package in this folder leads to beside it while it is packed, and takes them
 * away again:
 *
 *     node ../../tools/packages/packed-docs.ts add       before packing (`prepack`)
 *     node ../../tools/packages/packed-docs.ts remove    after it (`postpack`)
 *
 * npm and pnpm pack the README that is in the folder and no other. So it is replaced for that time, and kept in `.tmp`. If
 * packing ends in between, `remove` puts it back at any later time, and so does the next packing.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { packedPages } from './packed-pages.ts';

export interface PackageFolder {
	/** Absolute path of the repository. */
	root: string;
	/** Absolute path of the package. */
	folder: string;
}

const keptIn = (folder: string) => join(folder, '.tmp/README.md');

export function addDocs({ root, folder }: PackageFolder): void {
	removeDocs({ folder });
	const pages = packedPages(relative(root, folder).split(sep).join('/'), (path) =>
		readFileSync(join(root, path), 'utf8'),
	);
	mkdirSync(dirname(keptIn(folder)), { recursive: true });
	renameSync(join(folder, 'README.md'), keptIn(folder));
	for (const [path, text] of pages) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}

export function removeDocs({ folder }: Pick<PackageFolder, 'folder'>): void {
	if (!existsSync(keptIn(folder))) return;
	rmSync(join(folder, 'docs'), { recursive: true, force: true });
	renameSync(keptIn(folder), join(folder, 'README.md'));
}

if (import.meta.main) {
	const where = { root: join(import.meta.dirname, '../..'), folder: process.cwd() };
	if (process.argv[2] === 'add') addDocs(where);
	else removeDocs(where);
}
