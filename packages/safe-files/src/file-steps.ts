/** File operations as steps. */
import {
	close,
	closeSync,
	fdatasync,
	fdatasyncSync,
	fstat,
	fstatSync,
	fsync,
	fsyncSync,
	lstat,
	lstatSync,
	mkdir,
	mkdirSync,
	open,
	openSync,
	read,
	readdir,
	readdirSync,
	readSync,
	write,
	writeSync,
	type MakeDirectoryOptions,
	type Stats,
} from 'node:fs';
import { loadUtil } from './builtin.ts';
import { step, type Steps } from './steps.ts';

let waits: ReturnType<typeof createWaits> | undefined;

/** Made when something is waited for: a process that only blocks does not load what it takes. */
const waiting = () => (waits ??= createWaits());

function createWaits() {
	const { promisify } = loadUtil();
	return {
		close: promisify(close),
		fdatasync: promisify(fdatasync),
		fstat: promisify<number, Stats>(fstat),
		fsync: promisify(fsync),
		lstat: promisify<string, Stats>(lstat),
		mkdir: promisify<string, MakeDirectoryOptions>(mkdir),
		open: promisify<string, number, number | undefined, number>(open),
		read: promisify(read),
		readdir: promisify<string, string[]>(readdir),
		write: promisify(write),
	};
}

export function openPath(path: string, flags: number, mode?: number): Steps<number> {
	return step({
		wait: () => waiting().open(path, flags, mode),
		block: () => openSync(path, flags, mode),
	});
}

export function makeFolder(path: string, options: MakeDirectoryOptions): Steps<void> {
	return step({
		wait: async () => void (await waiting().mkdir(path, options)),
		block: () => void mkdirSync(path, options),
	});
}

/** The stat of a path; a link is not followed. */
export function statPath(path: string): Steps<Stats> {
	return step({ wait: () => waiting().lstat(path), block: () => lstatSync(path) });
}

/** The names in a folder, in no order. */
export function namesAt(path: string): Steps<string[]> {
	return step({ wait: () => waiting().readdir(path), block: () => readdirSync(path) });
}

/** Syncs an open folder, so that the names in it survive a power failure. */
export function syncFolder(fd: number): Steps<void> {
	return step({ wait: () => waiting().fsync(fd), block: () => fsyncSync(fd) });
}

/** A file that is open for appending. */
export interface AppendHandle {
	stat(): Steps<Stats>;
	/** Reads from an offset; returns the number of bytes read. */
	read(into: Buffer, offset: number): Steps<number>;
	/** One write, to the end of the file; returns the number of bytes written. */
	write(bytes: Buffer): Steps<number>;
	datasync(): Steps<void>;
	close(): Steps<void>;
}

export function appendHandle(fd: number): AppendHandle {
	return {
		stat: () => step({ wait: () => waiting().fstat(fd), block: () => fstatSync(fd) }),
		read: (into, offset) =>
			step({
				wait: async () => (await waiting().read(fd, into, 0, into.length, offset)).bytesRead,
				block: () => readSync(fd, into, 0, into.length, offset),
			}),
		write: (bytes) =>
			step({
				wait: async () => (await waiting().write(fd, bytes, 0, bytes.length, null)).bytesWritten,
				block: () => writeSync(fd, bytes, 0, bytes.length, null),
			}),
		datasync: () => step({ wait: () => waiting().fdatasync(fd), block: () => fdatasyncSync(fd) }),
		close: () => step({ wait: () => waiting().close(fd), block: () => closeSync(fd) }),
	};
}
