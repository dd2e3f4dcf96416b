/**
 * Logs in memory: a home whose files are buffers that grow. All else is that of a home on disk, so that a log over it
 * writes, reads, finds and follows in the same way.
 */
import { step, type AppendHandle, type Steps } from '@tool-audit/safe-files';
import type { Stats } from 'node:fs';
import { checkDay, checkUser, DAY_SUFFIX, type Home, type FolderListener } from './home.ts';

export interface MemoryHome extends Home {
	/** Another writer appends to a day, which need not exist. */
	append(user: string, day: string, bytes: Uint8Array): void;
	/** The bytes of a day; none for a day without a file. */
	bytesOf(user: string, day: string): Buffer;
}

interface MemoryFile {
	readonly inode: number;
	/** Larger than the content, so that it is not copied with each line. */
	buffer: Buffer;
	size: number;
	/** Counts the changes of all files. */
	changed: number;
	modifiedMs: number;
}

interface MemoryUser {
	files: Map<string, MemoryFile>;
	listeners: Set<FolderListener>;
}

const DEVICE = 0;
const BUFFER_BYTES_FIRST = 4_096;

export function createMemoryHome(now: () => number): MemoryHome {
	const users = new Map<string, MemoryUser>();
	let inodes = 0;
	let changes = 0;

	function logOf(user: string): MemoryUser {
		const known = users.get(user);
		if (known) return known;
		const log: MemoryUser = { files: new Map(), listeners: new Set() };
		users.set(user, log);
		return log;
	}

	function fileOf(user: string, day: string): MemoryFile | undefined {
		checkDay(day);
		checkUser(user);
		return users.get(user)?.files.get(day);
	}

	function makeFile(user: string, day: string): MemoryFile {
		const known = fileOf(user, day);
		if (known) return known;
		const file = {
			...{ inode: ++inodes, buffer: Buffer.alloc(BUFFER_BYTES_FIRST), size: 0 },
			...{ changed: ++changes, modifiedMs: now() },
		};
		logOf(user).files.set(day, file);
		return file;
	}

	function append(user: string, day: string, bytes: Uint8Array): void {
		const file = makeFile(user, day);
		const size = file.size + bytes.length;
		if (size > file.buffer.length) {
			const buffer = Buffer.alloc(Math.max(size, file.buffer.length * 2));
			file.buffer.copy(buffer, 0, 0, file.size);
			file.buffer = buffer;
		}
		file.buffer.set(bytes, file.size);
		Object.assign(file, { size, changed: ++changes, modifiedMs: now() });
		for (const { onEvent } of logOf(user).listeners) onEvent(day + DAY_SUFFIX);
	}

	function listedDay(day: string, file: MemoryFile) {
		const inode = inodeOf(file);
		return {
			...{ day, inode, identity: inode, isPlain: true },
			...{ bytes: file.size, modifiedMs: file.modifiedMs, changedMs: file.changed },
		};
	}

	const dayNames = (user: string) => {
		checkUser(user);
		return [...(users.get(user)?.files.keys() ?? [])].sort().reverse();
	};
	const statDays = (user: string, days: readonly string[]) =>
		days.flatMap((day) => {
			const file = fileOf(user, day);
			return file ? [listedDay(day, file)] : [];
		});

	return {
		append,
		bytesOf(user, day) {
			const file = fileOf(user, day);
			return file ? Buffer.from(file.buffer.subarray(0, file.size)) : Buffer.alloc(0);
		},
		listUsers: async () =>
			[...users.keys()].filter((user) => users.get(user)!.files.size > 0).sort(),
		oddUsers: async () => [],
		dayNames: async (user) => dayNames(user),
		statDays: async (user, days) => statDays(user, days),
		listDays: async (user, choose = (days) => days) => statDays(user, choose(dayNames(user))),
		newestDay: (user, choose) =>
			atOnce(() => {
				const [listed, ...older] = statDays(user, choose(dayNames(user)));
				return listed ? { listed, hasOlder: older.length > 0, end: null } : null;
			}),
		// What is appended is appended to a day.
		async notDays(user) {
			checkUser(user);
			return [];
		},

		async openDay(user, day) {
			const file = fileOf(user, day);
			if (!file) return null;
			return {
				// There is none: what scans it runs in this thread.
				fd: -1,
				stat: {
					size: file.size,
					changed: `${file.changed}`,
					identity: inodeOf(file),
				},
				read: async (into, offset) => file.buffer.copy(into, 0, offset, file.size),
				close: async () => undefined,
			};
		},

		openToAppend: (user, day) =>
			atOnce(() => appendHandle(makeFile(user, day), (bytes) => append(user, day, bytes))),
		identifyDay: (user, day) =>
			atOnce(() => {
				const file = fileOf(user, day);
				return file ? inodeOf(file) : null;
			}),

		watch(user, listener) {
			checkUser(user);
			const { listeners } = logOf(user);
			listeners.add(listener);
			return { close: () => void listeners.delete(listener) };
		},
	};
}

function appendHandle(file: MemoryFile, append: (bytes: Uint8Array) => void): AppendHandle {
	return {
		stat: () =>
			atOnce(() => ({ dev: DEVICE, ino: file.inode, nlink: 1, size: file.size }) as Stats),
		read: (into, offset) => atOnce(() => file.buffer.copy(into, 0, offset, file.size)),
		write: (bytes) =>
			atOnce(() => {
				append(bytes);
				return bytes.length;
			}),
		datasync: () => atOnce(() => undefined),
		close: () => atOnce(() => undefined),
	};
}

function inodeOf({ inode }: MemoryFile): string {
	return `${DEVICE}:${inode}`;
}

/** Work that takes no time, in either way that steps run. */
function atOnce<T>(work: () => T): Steps<T> {
	return step({ wait: async () => work(), block: work });
}
