/**
 * One entry of the bin: a folder `<id>` with the deleted file at its old path in it, and beside the folder a
 * record `<id>.json` that says which path that is. What else turns up in the folder (a `.DS_Store`, an editor's
 * copy) is not ours: it is neither restored nor deleted along with what is.
 *
 * The record is on the disk for good before the file is moved, so that no crash leaves a file without one. It
 * stands beside the folder because 1.0, which keeps no records, would take one inside for the file.
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

/** Each character as an escape of JSON, and the braces. */
const RECORD_BYTES_MAX = PATH_CHARS_MAX * 6 + 100;
/** With more files than these the person is not told the names of all. */
const CANDIDATES_MAX = 5;
/** So many names are looked at to find the file of an entry without a record. */
const NAMES_SEEN_MAX = 1_000;

const recordSchema = z.object({ path: z.string() });

/** A file in an entry, at the path it had. */
export interface HeldFile {
	path: string;
	bytes: number;
}

const recordOf = (id: string): string => `${id}.json`;

/** Makes an entry for a file that is about to be moved, and gives the folder that it belongs in. */
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
 * The file that was deleted, or several when it can't be told which one that was; none when it is gone. The
 * record says it. Without one (an entry of 1.0, a damaged record) it is the only file there that can have been
 * deleted through the panel: other names prove nothing, since `desktop.ini` may be a person's own, and an editor
 * gives its copy the age of the file.
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

/** Deletes of an entry what is empty, from the inside out, and the record when nothing else is left. */
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

/** Deletes an entry with all that is in it, for good. */
export async function deleteEntry(bin: Folder, id: string): Promise<void> {
	await rm(`${bin.path}/${id}`, { recursive: true, force: true });
	await rm(`${bin.path}/${recordOf(id)}`, { force: true });
}

/** `null` without a record, and for one that does not name a file of the panel. */
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
		// What the panel has no name for it has not deleted.
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
		'There is too much in this entry of the bin to tell which file was deleted. Nothing was changed.',
	);
}
