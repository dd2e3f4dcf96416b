/**
 * Where logs are: `<home>/<user>/tool_audit/<YYYY-MM-DD>.jsonl` (docs/format.md §1). The only place that turns a
 * user and a day into a path. `@tool-audit/safe-files` decides which files may be opened there.
 */
import {
	identityOf,
	inodeAt,
	inodeOf,
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
import { promises, watch } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AuditError, quote } from './errors.ts';
import { isDay } from './format/day.ts';
import { isUser } from './user.ts';

const LOG_FOLDER = 'tool_audit';
export const DAY_SUFFIX = '.jsonl';

/** A day's file as its folder lists it. */
export interface ListedDay {
	day: string;
	bytes: number;
	modifiedMs: number;
	/** Changes with the file's content and with its permissions. */
	changedMs: number;
	/** Device and inode: a file that replaces this one has different ones. */
	inode: string;
	/** `inode` with the birth time, because the inode of a deleted file is used again for a new one. */
	identity: string;
	/** False for a link, a folder, and anything else that can't be a day's file. */
	isPlain: boolean;
}

/** What is known of an open file. */
export interface DayStat {
	size: number;
	/** Changes whenever the file changes. */
	changed: string;
	/** Device, inode and birth time: the same for as long as it is the same file. */
	identity: string;
}

/** A day's file that is open for reading. */
export interface DayHandle {
	/** File descriptor for worker threads; only valid while the file is open. */
	readonly fd: number;
	stat(): Promise<DayStat>;
	/** Fills a buffer from an offset on by one read; returns how many bytes were read. */
	read(into: Buffer, offset: number): Promise<number>;
	close(): Promise<void>;
}

/** Tells of a folder that is watched. */
export interface FolderListener {
	/** Something in it may have changed: the file of this name, or any. */
	onEvent: (name: string | null) => void;
	/** It was moved or deleted, or can't be watched any more. */
	onEnd: () => void;
}

export interface Home {
	/** The users: folders below home with a legal name, in alphabetical order. */
	listUsers(): Promise<string[]>;
	/** The days that have a file, or anything else with a file's name, newest first. */
	listDays(user: string): Promise<ListedDay[]>;
	/** The same days by name alone: some may be links. */
	dayNames(user: string): Promise<string[]>;
	/** These days, in the order given, without those that don't exist. */
	statDays(user: string, days: readonly string[]): Promise<ListedDay[]>;
	/** The day's file for reading; `null` when there is none. The caller closes it. */
	openDay(user: string, day: string): Promise<DayHandle | null>;
	/**
	 * The day's file for appending. Missing folders and the file are created, and their names synced to disk. The
	 * caller closes it.
	 */
	openToAppend(user: string, day: string): Steps<AppendHandle>;
	/**
	 * Device and inode of what has the day's name now; `null` when nothing has. It is neither opened nor checked: a
	 * process that has the file open uses it to check that the name still refers to this file.
	 */
	identifyDay(user: string, day: string): Steps<string | null>;
	/** Watches the user's log folder, without keeping the process alive. Throws when it can't be watched, or is missing. */
	watch(user: string, listener: FolderListener): { close(): void };
}

export function openHome(path: string): Home {
	// Resolved now: the process may change or lose its working directory.
	const root = resolve(path);

	function openLogFolder(user: string): Steps<Folder | null> {
		checkUser(user);
		return inLogFolderOf(user, openFolderBelow(root, [user, LOG_FOLDER]));
	}

	function* openOrMakeLogFolder(user: string): Steps<Folder> {
		checkUser(user);
		const folder = yield* openOrMakeFolderBelow(root, [user, LOG_FOLDER]);
		if (!folder)
			throw new AuditError('unreadable', `The log folder of ${quote(user)} was removed.`);
		return folder;
	}

	return {
		async listUsers() {
			const names = await promises.readdir(root, { withFileTypes: true }).catch(noneIfMissing);
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
			for (const day of days) checkDay(day);
			using folder = await waitFor(openLogFolder(user));
			return folder ? await dayFiles(folder, days) : [];
		},

		async dayNames(user) {
			using folder = await waitFor(openLogFolder(user));
			return folder ? await daysIn(folder, user) : [];
		},

		async openDay(user, day) {
			checkDay(day);
			using folder = await waitFor(openLogFolder(user));
			const opening = folder && openFile(folder, day + DAY_SUFFIX);
			const file = await opening?.catch((error: unknown) => throwAuditError(error, user));
			return file ? dayHandle(file) : null;
		},

		*openToAppend(user, day) {
			checkDay(day);
			return yield* inLogFolderOf(
				user,
				(function* () {
					using folder = yield* openOrMakeLogFolder(user);
					return yield* openOrMakeFile(folder, day + DAY_SUFFIX);
				})(),
			);
		},

		identifyDay(user, day) {
			checkUser(user);
			checkDay(day);
			return inodeAt(join(root, user, LOG_FOLDER, day + DAY_SUFFIX));
		},

		watch(user, { onEvent, onEnd }) {
			checkUser(user);
			const path = join(root, user, LOG_FOLDER);
			const watcher = watch(path, { persistent: false }, (event, name) => {
				// The event has the folder's own name: it was moved or deleted, and its watch is useless.
				if (event === 'rename' && name !== null && path.endsWith(name)) onEnd();
				onEvent(name);
			});
			watcher.on('error', onEnd);
			return watcher;
		},
	};
}

function dayHandle(file: FileHandle): DayHandle {
	return {
		fd: file.fd,
		async stat() {
			const stat = await file.stat({ bigint: true });
			return {
				size: Number(stat.size),
				changed: `${stat.ctimeNs}`,
				identity: identityOf(stat),
			};
		},
		read: async (into, offset) => (await file.read(into, 0, into.length, offset)).bytesRead,
		close: () => file.close(),
	};
}

/** Runs steps below a user's log folder. What prevents the opening becomes an error that names the user. */
function* inLogFolderOf<T>(user: string, steps: Steps<T>): Steps<T> {
	try {
		return yield* steps;
	} catch (error) {
		return throwAuditError(error, user);
	}
}

function throwAuditError(error: unknown, user: string): never {
	if (!(error instanceof SafeFileError)) throw error;
	// The system's own error, if there was one.
	const { cause } = error;
	if (error.code === 'denied') {
		throw new AuditError('unreadable', `The log of ${quote(user)} can't be opened.`, { cause });
	}
	const what = `Something in the log folder of ${quote(user)} is a link or not a plain file.`;
	throw new AuditError('unsafe-file', what, { cause });
}

async function daysIn(folder: Folder, user: string): Promise<string[]> {
	const names = await promises.readdir(folder.path).catch((cause: unknown) => {
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

/** @throws AuditError `bad-user` */
export function checkUser(user: string): void {
	if (!isUser(user)) throw new AuditError('bad-user', `${quote(user)} is not a valid user.`);
}

/** @throws AuditError `bad-day` */
export function checkDay(day: string): void {
	if (!isDay(day)) throw new AuditError('bad-day', `${quote(day)} is not a valid day.`);
}

function noneIfMissing(error: NodeJS.ErrnoException): [] {
	if (error.code === 'ENOENT') return [];
	throw new AuditError('unreadable', 'The home folder can’t be read.', { cause: error });
}
