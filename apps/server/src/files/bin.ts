import { randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { type Folder, openFolder, openFolderBelow, openOrMakeFolderBelow } from './open-inside.ts';
import { placeFile } from './place-file.ts';

/** Inside of the user's folder, so that a file is moved and not copied; the dot keeps it out of the list. */
const BIN = '.tool_audit_bin';
const BIN_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const BINNED_LISTED_MAX = 1_000;

/** When it was removed, and something to tell two apart; a folder of this name holds the file at its old path. */
const ID = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[0-9a-f]{12}$/;

export interface BinnedFile {
	id: string;
	/** Where it was, and where it comes back to. */
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

function gone(): Refusal {
	return new Refusal(
		'NOT_FOUND',
		'This is no longer in the bin. It was put back, or its time was up.',
	);
}

/** The one file below a folder of the bin; `null` when somebody has been at it. */
async function fileBelow(
	folder: Folder,
	path = '',
): Promise<{ path: string; bytes: number } | null> {
	const [entry] = await readdir(folder.path, { withFileTypes: true });
	if (entry?.isFile()) {
		const { size } = await lstat(`${folder.path}/${entry.name}`);
		return { path: path + entry.name, bytes: size };
	}
	if (!entry?.isDirectory()) return null;
	await using inner = await openFolder(`${folder.path}/${entry.name}`);
	return await fileBelow(inner, `${path}${entry.name}/`);
}

async function idsIn(bin: Folder): Promise<string[]> {
	return (await readdir(bin.path)).filter((name) => ID.test(name)).sort();
}

async function removeOld(bin: Folder): Promise<void> {
	for (const id of await idsIn(bin)) {
		if (Date.now() - removedAt(id).getTime() < BIN_DAYS * DAY_MS) return;
		await rm(`${bin.path}/${id}`, { recursive: true });
	}
}

/** Takes a file out of sight. What has been in the bin for long goes for good then. */
export async function moveToBin(
	home: string,
	user: string,
	{ folders, name }: { folders: string[]; name: string },
): Promise<{ id: string }> {
	const id = makeId();
	await using from = await openFolderBelow(home, [user, ...folders]);
	await using to = await openOrMakeFolderBelow(home, [user, BIN, id, ...folders]);
	await placeFile({ folder: from, name }, { folder: to, name });
	await using bin = await openFolderBelow(home, [user, BIN]);
	await removeOld(bin);
	return { id };
}

export async function putBack(home: string, user: string, id: string): Promise<{ path: string }> {
	if (!ID.test(id)) throw gone();
	await using held = await openFolderBelow(home, [user, BIN, id]).catch(() => {
		throw gone();
	});
	const file = await fileBelow(held);
	if (!file) throw gone();
	const folders = file.path.split('/');
	const name = folders.pop()!;
	await using from = await openFolderBelow(home, [user, BIN, id, ...folders]);
	await using to = await openOrMakeFolderBelow(home, [user, ...folders]);
	await placeFile({ folder: from, name }, { folder: to, name });
	await using bin = await openFolderBelow(home, [user, BIN]);
	await rm(`${bin.path}/${id}`, { recursive: true });
	return { path: file.path };
}

/** What can be put back, newest first. */
export async function listBin(home: string, user: string): Promise<BinnedFile[]> {
	try {
		await using bin = await openFolderBelow(home, [user, BIN]);
		const files: BinnedFile[] = [];
		for (const id of (await idsIn(bin)).reverse().slice(0, BINNED_LISTED_MAX)) {
			await using held = await openFolder(`${bin.path}/${id}`);
			const file = await fileBelow(held);
			if (file) files.push({ id, ...file, removed: removedAt(id).toISOString() });
		}
		return files;
	} catch (error) {
		if (error instanceof Refusal) return [];
		throw error;
	}
}
