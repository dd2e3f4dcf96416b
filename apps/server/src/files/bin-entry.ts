/**
 * One entry of the bin: a folder `<id>` with the deleted file at its old path, and beside it a record `<id>.json`
 * with this path. Other files in the folder (a `.DS_Store`, an editor's copy) are neither restored nor deleted
 * with it.
 *
 * The record is synced to disk before the file is moved, so that no crash leaves a file without one. It is beside
 * the folder because version 1.0, which has no records, would read a record in the folder as the file.
 */
import { waitFor } from '@tool-audit/safe-files';
import { lstat, open, readdir, rm, rmdir } from 'node:fs/promises';
import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { DEPTH_MAX, isFileName, parseFilePath, PATH_CHARS_MAX } from './file-path.ts';
import {
	codeOf,
	type Folder,
	openFolderIn,
	openFolderBelow,
	openOrMakeFolderBelow,
	openPlainFile,
} from './open-inside.ts';
import { readRange } from './read-file.ts';

/** Every character as a JSON escape, and the braces. */
const RECORD_BYTES_MAX = PATH_CHARS_MAX * 6 + 100;
/** At most this many file names are listed in a message. */
const CANDIDATES_MAX = 5;
/** At most this many names are read to find the file of an entry without a record. */
const NAMES_SEEN_MAX = 1_000;

const recordSchema = z.object({ path: z.string() });

/** A file in an entry, at its former path. */
export interface HeldFile {
	path: string;
	bytes: number;
}

const recordOf = (id: string): string => `${id}.json`;

/** Creates an entry for a file that is about to be moved, and returns the folder for it. */
export async function makeEntry(
	bin: Folder,
	id: string,
	{ folders, name }: { folders: string[]; name: string },
): Promise<Folder> {
	await using record = await open(`${bin.path}/${recordOf(id)}`, 'wx', 0o600);
	await record.writeFile(JSON.stringify({ path: [...folders, name].join('/') }));
	await record.sync();
	await waitFor(bin.sync());
	return await openOrMakeFolderBelow(bin.path, [id, ...folders]);
}

/**
 * The deleted file; several when it is not clear which one it is; none when it is gone. The record names it.
 * Without a record (an entry of 1.0, a damaged record) it is the only file that could have been deleted through
 * the panel. Other names prove nothing: `desktop.ini` may be a person's own file, and an editor gives its copy the
 * times of the file.
 */
export async function heldFiles(bin: Folder, id: string): Promise<HeldFile[]> {
	const path = await readRecord(bin, id);
	if (path !== null) return fileAt(bin, id, path);
	using entry = await openFolderIn(bin, id);
	const files: HeldFile[] = [];
	for await (const file of filesBelow(entry, [], { names: NAMES_SEEN_MAX })) {
		files.push(file);
		if (files.length === CANDIDATES_MAX) break;
	}
	return files;
}

/** Deletes the empty folders of an entry, innermost first, and the record when nothing else is left. */
export async function clearEntry(bin: Folder, id: string, folders: string[]): Promise<void> {
	for (let names = [id, ...folders]; names.length > 0; names = names.slice(0, -1)) {
		try {
			using parent = await openFolderBelow(bin.path, names.slice(0, -1));
			await rmdir(`${parent.path}/${names.at(-1)}`);
		} catch (error) {
			const isMissing = error instanceof Refusal || codeOf(error) === 'ENOENT';
			if (!isMissing) return;
		}
	}
	await rm(`${bin.path}/${recordOf(id)}`, { force: true });
}

/** Permanently deletes an entry with its content. */
export async function deleteEntry(bin: Folder, id: string): Promise<void> {
	await rm(`${bin.path}/${id}`, { recursive: true, force: true });
	await rm(`${bin.path}/${recordOf(id)}`, { force: true });
}

/** The path in an entry's record; `null` without a record, and for one without a valid path of the panel. */
async function readRecord(bin: Folder, id: string): Promise<string | null> {
	try {
		await using file = await openPlainFile(bin, recordOf(id));
		const text = (await readRange(file, 0, RECORD_BYTES_MAX)).toString('utf8');
		const { path } = recordSchema.parse(JSON.parse(text));
		parseFilePath(path);
		return path;
	} catch {
		return null;
	}
}

async function fileAt(bin: Folder, id: string, path: string): Promise<HeldFile[]> {
	const { folders, name } = parseFilePath(path);
	using folder = await openFolderBelow(bin.path, [id, ...folders]);
	const stat = await lstat(`${folder.path}/${name}`).catch(() => null);
	return stat?.isFile() ? [{ path, bytes: stat.size }] : [];
}

async function* filesBelow(
	folder: Folder,
	folders: string[],
	budget: { names: number },
): AsyncGenerator<HeldFile> {
	for (const entry of await readdir(folder.path, { withFileTypes: true })) {
		if (--budget.names < 0) throw tooMuch();
		// The panel can't have deleted a file with a name that it does not allow.
		if (!isFileName(entry.name)) continue;
		const names = [...folders, entry.name];
		if (entry.isFile()) {
			const { size } = await lstat(`${folder.path}/${entry.name}`);
			yield { path: names.join('/'), bytes: size };
		} else if (entry.isDirectory() && names.length <= DEPTH_MAX) {
			using inner = await openFolderIn(folder, entry.name);
			yield* filesBelow(inner, names, budget);
		}
	}
}

function tooMuch(): Refusal {
	return new Refusal(
		'CONFLICT',
		'This entry of the bin has too many files to find the deleted one. Nothing was changed.',
	);
}
