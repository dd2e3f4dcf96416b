/**
 * Where logs are: `<home>/<user>/tool_audit/<YYYY-MM-DD>.jsonl` (docs/format.md §1). The only place that turns a
 * user and a day into a path. `@tool-audit/safe-files` decides which files may be opened there.
 */
import {
	identityOf,
	inodeAt,
	inodeOf,
	isPlain,
	openFileWithStat,
	openFolderBelow,
	openOrMakeFile,
	openOrMakeFolderBelow,
	readEnd,
	SafeFileError,
	statName,
	waitFor,
	type AppendHandle,
	type Folder,
	type Steps,
} from '@tool-audit/safe-files';
import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { AuditError, isAuditError, quote } from './errors.ts';
import { isDay } from './format/day.ts';
import { looksLikeDayFile } from './format/not-days.ts';
import { usersIn, type HomeUsers, type OddUser } from './home-users.ts';
import { systemFailure } from './system-failure.ts';
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
	/** Why nothing is known of the file but its name: the other values are empty then. */
	failure?: AuditError;
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
	/** As it was when the file was opened. */
	readonly stat: DayStat;
	/** Fills a buffer from an offset on by one read; returns how many bytes were read. */
	read(into: Buffer, offset: number): Promise<number>;
	close(): Promise<void>;
}

/** The newest of the wanted days of a log. */
export interface NewestDay {
	listed: ListedDay;
	/** There are older wanted days. */
	hasOlder: boolean;
	/** The last bytes of its file; `null` when they were not asked for, or can't be read. */
	end: Buffer | null;
}

/** Tells of a folder that is watched. */
export interface FolderListener {
	/** Something in it may have changed: the file of this name, or any. */
	onEvent: (name: string | null) => void;
	/** It was moved or deleted, or can't be watched any more. */
	onEnd: () => void;
}

export interface Home {
	/** The folder's path, where it is on a disk: other threads open the same home by it. */
	readonly path?: string;
	/** The users: folders below home with a legal name, in alphabetical order. */
	listUsers(): Promise<string[]>;
	/** What is in the home folder in place of a user's folder, in alphabetical order. */
	oddUsers(): Promise<OddUser[]>;
	/**
	 * The days that have a file, or anything else with a file's name, newest first. Of many days, `choose` takes those that
	 * are wanted, by their names: only these are looked at.
	 */
	listDays(user: string, choose?: (days: string[]) => string[]): Promise<ListedDay[]>;
	/** The newest of the days that `choose` takes, with at most `endBytes` of its file; `null` when there is none. */
	newestDay(
		user: string,
		choose: (days: string[]) => string[],
		endBytes: number,
	): Steps<NewestDay | null>;
	/** The same days by name alone: some may be links. */
	dayNames(user: string): Promise<string[]>;
	/** Names in the log folder that look like those of days and are none, in alphabetical order. */
	notDays(user: string): Promise<string[]>;
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

	/** Opens a user's log folder while it is read; `null` when there is none. */
	async function readLogFolder<T>(user: string, read: (folder: Folder) => Promise<T>) {
		try {
			using folder = await waitFor(openLogFolder(user));
			return folder && (await read(folder));
		} catch (error) {
			throw systemFailure(error, `The log of ${quote(user)}`);
		}
	}

	function* openOrMakeLogFolder(user: string): Steps<Folder> {
		checkUser(user);
		const folder = yield* openOrMakeFolderBelow(root, [user, LOG_FOLDER]);
		if (!folder)
			throw new AuditError('unreadable', `The log folder of ${quote(user)} was removed.`);
		return folder;
	}

	return {
		path: root,

		async listUsers() {
			return (await usersIn(root).catch(noneIfMissing)).users;
		},

		async oddUsers() {
			return (await usersIn(root).catch(noneIfMissing)).odd;
		},

		async listDays(user, choose = (days) => days) {
			const listed = await readLogFolder(user, async (folder) =>
				dayFiles(folder, user, choose(daysAmong(await waitFor(folder.names())))),
			);
			return listed ?? [];
		},

		*newestDay(user, choose, endBytes) {
			try {
				using folder = yield* openLogFolder(user);
				const days = folder ? choose(daysAmong(yield* folder.names())) : [];
				for (const [index, day] of days.entries()) {
					const listed = yield* dayFile(folder!, user, day);
					if (!listed) continue;
					const end = listed.isPlain ? yield* endOf(folder!, day, endBytes) : null;
					return { listed, hasOlder: index < days.length - 1, end };
				}
				return null;
			} catch (error) {
				throw systemFailure(error, `The log of ${quote(user)}`);
			}
		},

		async statDays(user, days) {
			for (const day of days) checkDay(day);
			return (await readLogFolder(user, (folder) => dayFiles(folder, user, days))) ?? [];
		},

		async dayNames(user) {
			const names = await readLogFolder(user, (folder) => waitFor(folder.names()));
			return daysAmong(names ?? []);
		},

		async notDays(user) {
			const names = await readLogFolder(user, (folder) => waitFor(folder.names()));
			return (names ?? []).filter(looksLikeDayFile).sort();
		},

		async openDay(user, day) {
			checkDay(day);
			return readLogFolder(user, async (folder) => {
				const what = `${day} of ${quote(user)}`;
				const opening = openFileWithStat(folder, day + DAY_SUFFIX);
				const opened = await opening.catch((error: unknown) => {
					throw systemFailure(unsafeFailure(error, user, day), what);
				});
				return opened && dayHandle(opened, what);
			});
		},

		*openToAppend(user, day) {
			checkDay(day);
			using folder = yield* inLogFolderOf(user, openOrMakeLogFolder(user));
			return yield* inLogFolderOf(user, openOrMakeFile(folder, day + DAY_SUFFIX), day);
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

type OpenedFile = NonNullable<Awaited<ReturnType<typeof openFileWithStat>>>;

/** `what` names the day in errors. */
function dayHandle({ file, stat }: OpenedFile, what: string): DayHandle {
	const fail = (error: unknown) => {
		throw systemFailure(error, what);
	};
	return {
		fd: file.fd,
		stat: {
			size: Number(stat.size),
			changed: `${stat.ctimeNs}`,
			identity: identityOf(stat),
		},
		read: async (into, offset) =>
			(await file.read(into, 0, into.length, offset).catch(fail)).bytesRead,
		close: () => file.close().catch(fail),
	};
}

/** Runs steps below a user's log folder. What prevents the opening becomes an error that names the user, and the day of a file. */
function* inLogFolderOf<T>(user: string, steps: Steps<T>, day?: string): Steps<T> {
	try {
		return yield* steps;
	} catch (error) {
		throw unsafeFailure(error, user, day);
	}
}

/** What prevents the opening, as an error that names the user, and the day if it is one. Any other error is returned as it is. */
function unsafeFailure(error: unknown, user: string, day?: string): unknown {
	if (!(error instanceof SafeFileError)) return error;
	// The system's own error, if there was one.
	const { cause } = error;
	const [log, file] =
		day === undefined
			? [`The log of ${quote(user)}`, `Something in the log folder of ${quote(user)}`]
			: [`${day} of ${quote(user)}`, `${day} of ${quote(user)}`];
	return error.code === 'denied'
		? new AuditError('unreadable', `${log} can't be opened.`, { cause })
		: new AuditError('unsafe-file', `${file} is a link or not a plain file.`, { cause });
}

/** Newest first. */
function daysAmong(names: readonly string[]): string[] {
	return names
		.filter((name) => name.endsWith(DAY_SUFFIX))
		.map((name) => name.slice(0, -DAY_SUFFIX.length))
		.filter(isDay)
		.sort()
		.reverse();
}

async function dayFiles(
	folder: Folder,
	user: string,
	days: readonly string[],
): Promise<ListedDay[]> {
	const files = await Promise.all(days.map((day) => waitFor(dayFile(folder, user, day))));
	return files.filter((file) => file !== null);
}

/** A day of which the system tells nothing is listed as such: it must not hide the others. */
function* dayFile(folder: Folder, user: string, day: string): Steps<ListedDay | null> {
	try {
		const stat = yield* statName(folder, day + DAY_SUFFIX);
		if (!stat) return null;
		return {
			...{ day, isPlain: isPlain(stat), inode: inodeOf(stat), identity: identityOf(stat) },
			...{ bytes: stat.size, modifiedMs: stat.mtimeMs, changedMs: stat.ctimeMs },
		};
	} catch (error) {
		const failure = systemFailure(unsafeFailure(error, user, day), `${day} of ${quote(user)}`);
		if (!isAuditError(failure) || failure.code === 'exhausted') throw failure;
		return {
			...{ day, isPlain: false, inode: '', identity: '', failure },
			...{ bytes: 0, modifiedMs: 0, changedMs: 0 },
		};
	}
}

/** The end of a day's file; `null` when it can't be read: a reader of the day is told why. */
function* endOf(folder: Folder, day: string, bytesMax: number): Steps<Buffer | null> {
	if (bytesMax === 0) return null;
	try {
		return yield* readEnd(folder, day + DAY_SUFFIX, bytesMax);
	} catch {
		return null;
	}
}

/** @throws AuditError `bad-user` */
export function checkUser(user: string): void {
	if (!isUser(user)) throw new AuditError('bad-user', `${quote(user)} is not a valid user.`);
}

/** @throws AuditError `bad-day` */
export function checkDay(day: string): void {
	if (!isDay(day)) throw new AuditError('bad-day', `${quote(day)} is not a valid day.`);
}

function noneIfMissing(error: NodeJS.ErrnoException): HomeUsers {
	if (error.code === 'ENOENT') return { users: [], odd: [] };
	throw systemFailure(error, 'The home folder');
}
