/**
 * Where logs live: `<home>/<user>/tool_audit/<YYYY-MM-DD>.jsonl` (docs/format.md §1). The only place that
 * turns a user and a day into a path. What may stand at that path is the business of `@tool-audit/safe-files`.
 */
import {
	identityOf,
	inodeAt,
	inodeOf,
	isLegalName,
	isPlain,
	openFile,
	openFolderBelow,
	openOrMakeFile,
	openOrMakeFolderBelow,
	SafeFileError,
	statName,
	waitFor,
	type AppendHandle,
	type Folder,
	type Steps,
} from '@tool-audit/safe-files';
import { readdir, type FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AuditError, quote } from './errors.ts';
import { isDay } from './format/day.ts';

const LOG_FOLDER = 'tool_audit';
const DAY_SUFFIX = '.jsonl';

/** A day's file as it stands in its folder. */
export interface ListedDay {
	day: string;
	bytes: number;
	modifiedMs: number;
	/** Changes when the file changes in any way, and its permissions. */
	changedMs: number;
	/** Device and inode: another file under the same name has another one. */
	inode: string;
	/** The same with the birth time: an inode is used again for a new file. */
	identity: string;
	/** False for a link, a folder, and whatever else can't be a day. */
	isPlain: boolean;
}

export interface Home {
	/** Folders below home that are users, in alphabetical order. */
	listUsers(): Promise<string[]>;
	/** The days that something stands under the name of, newest first. */
	listDays(user: string): Promise<ListedDay[]>;
	/** The same without looking at the files: a link may be among them. */
	dayNames(user: string): Promise<string[]>;
	/** Some days, in the order given; those that nothing stands under the name of are left out. */
	statDays(user: string, days: readonly string[]): Promise<ListedDay[]>;
	/** The day's file for reading; `null` when there is none. The caller closes it. */
	openDay(user: string, day: string): Promise<FileHandle | null>;
	/**
	 * The day's file for appending. Missing folders and the file are made, and their names synced to disk.
	 * The caller closes it.
	 */
	openToAppend(user: string, day: string): Steps<AppendHandle>;
	/**
	 * Device and inode of what stands under the day's name now; `null` when there is nothing. It is neither
	 * opened nor checked: for one who has the file open and asks whether that is still it.
	 */
	identifyDay(user: string, day: string): Steps<string | null>;
	/** The user's log folder, to be watched; it need not exist. */
	watchPath(user: string): string;
}

export function openHome(path: string): Home {
	// The process may leave the folder that a relative path begins in, or lose it.
	const root = resolve(path);

	function openLogFolder(user: string): Steps<Folder | null> {
		checkUser(user);
		return inLogOf(user, openFolderBelow(root, [user, LOG_FOLDER]));
	}

	function* openOrMakeLogFolder(user: string): Steps<Folder> {
		checkUser(user);
		const folder = yield* openOrMakeFolderBelow(root, [user, LOG_FOLDER]);
		if (!folder) throw new AuditError('unreadable', `The log folder of ${quote(user)} is gone.`);
		return folder;
	}

	return {
		async listUsers() {
			const names = await readdir(root, { withFileTypes: true }).catch(noneIfMissing);
			return names
				.filter((name) => name.isDirectory() && isUser(name.name))
				.map((name) => name.name)
				.sort();
		},

		async listDays(user) {
			using folder = await waitFor(openLogFolder(user));
			if (!folder) return [];
			return await dayFiles(folder, await daysIn(folder, user));
		},

		async statDays(user, days) {
			for (const day of days) checkDay(user, day);
			using folder = await waitFor(openLogFolder(user));
			return folder ? await dayFiles(folder, days) : [];
		},

		async dayNames(user) {
			using folder = await waitFor(openLogFolder(user));
			return folder ? await daysIn(folder, user) : [];
		},

		async openDay(user, day) {
			checkDay(user, day);
			using folder = await waitFor(openLogFolder(user));
			const opening = folder && openFile(folder, day + DAY_SUFFIX);
			return opening && (await opening.catch((error: unknown) => refuse(error, user)));
		},

		*openToAppend(user, day) {
			checkDay(user, day);
			return yield* inLogOf(
				user,
				(function* () {
					using folder = yield* openOrMakeLogFolder(user);
					return yield* openOrMakeFile(folder, day + DAY_SUFFIX);
				})(),
			);
		},

		identifyDay(user, day) {
			checkUser(user);
			checkDay(user, day);
			return inodeAt(join(root, user, LOG_FOLDER, day + DAY_SUFFIX));
		},

		watchPath(user) {
			checkUser(user);
			return join(root, user, LOG_FOLDER);
		},
	};
}

/** What keeps a file from being opened, in the words of a log: whose it is. */
function* inLogOf<T>(user: string, steps: Steps<T>): Steps<T> {
	try {
		return yield* steps;
	} catch (error) {
		return refuse(error, user);
	}
}

function refuse(error: unknown, user: string): never {
	if (!(error instanceof SafeFileError)) throw error;
	// What the system said, when it was asked.
	const { cause } = error;
	if (error.code === 'denied') {
		throw new AuditError('unreadable', `The log of ${quote(user)} can't be opened.`, { cause });
	}
	const what = `Something in the log folder of ${quote(user)} is a link or no plain file.`;
	throw new AuditError('unsafe-file', what, { cause });
}

/** True for a name that can stand for one folder below home and for nothing else. */
export function isUser(name: string): boolean {
	return isLegalName(name) && !name.startsWith('.') && name.trim() === name;
}

async function daysIn(folder: Folder, user: string): Promise<string[]> {
	const names = await readdir(folder.path).catch((cause: unknown) => {
		const what = `The log folder of ${quote(user)} can't be listed.`;
		throw new AuditError('unreadable', what, { cause });
	});
	return names
		.filter((name) => name.endsWith(DAY_SUFFIX))
		.map((name) => name.slice(0, -DAY_SUFFIX.length))
		.filter(isDay)
		.sort()
		.reverse();
}

async function dayFiles(folder: Folder, days: readonly string[]): Promise<ListedDay[]> {
	const files = await Promise.all(days.map((day) => dayFile(folder, day)));
	return files.filter((file) => file !== null);
}

async function dayFile(folder: Folder, day: string): Promise<ListedDay | null> {
	const stat = await statName(folder, day + DAY_SUFFIX);
	if (!stat) return null;
	return {
		...{ day, isPlain: isPlain(stat), inode: inodeOf(stat), identity: identityOf(stat) },
		...{ bytes: stat.size, modifiedMs: stat.mtimeMs, changedMs: stat.ctimeMs },
	};
}

function checkUser(user: string): void {
	if (!isUser(user)) throw new AuditError('bad-user', `${quote(user)} can't be a user.`);
}

function checkDay(user: string, day: string): void {
	if (!isDay(day)) throw new AuditError('bad-day', `${quote(day)} is not a valid day.`);
}

function noneIfMissing(error: NodeJS.ErrnoException): [] {
	if (error.code === 'ENOENT') return [];
	throw new AuditError('unreadable', 'The home folder can’t be read.', { cause: error });
}
