/** The steps that work on files is made of. */
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
	readSync,
	write,
	writeSync,
	type MakeDirectoryOptions,
	type Stats,
} from 'node:fs';
import { promisify } from 'node:util';
import { step, type Steps } from './steps.ts';

const waits = {
	close: promisify(close),
	fdatasync: promisify(fdatasync),
	fstat: promisify<number, Stats>(fstat),
	fsync: promisify(fsync),
	lstat: promisify<string, Stats>(lstat),
	mkdir: promisify<string, MakeDirectoryOptions>(mkdir),
	open: promisify<string, number, number | undefined, number>(open),
	read: promisify(read),
	write: promisify(write),
};

export function openPath(path: string, flags: number, mode?: number): Steps<number> {
	return step({
		wait: () => waits.open(path, flags, mode),
		block: () => openSync(path, flags, mode),
	});
}

export function makeFolder(path: string, options: MakeDirectoryOptions): Steps<void> {
	return step({
		wait: async () => void (await waits.mkdir(path, options)),
		block: () => void mkdirSync(path, options),
	});
}

/** What stands under a name; a link is not followed. */
export function statPath(path: string): Steps<Stats> {
	return step({ wait: () => waits.lstat(path), block: () => lstatSync(path) });
}

/** Makes the names in an open folder survive a loss of power. */
export function syncFolder(fd: number): Steps<void> {
	return step({ wait: () => waits.fsync(fd), block: () => fsyncSync(fd) });
}

/** A file that is open for appending. */
export interface AppendHandle {
	stat(): Steps<Stats>;
	/** Bytes from an offset on; gives how many there were. */
	read(into: Buffer, offset: number): Steps<number>;
	/** One write, to the end of the file; gives how many of the bytes it took. */
	write(bytes: Buffer): Steps<number>;
	datasync(): Steps<void>;
	close(): Steps<void>;
}

export function appendHandle(fd: number): AppendHandle {
	return {
		stat: () => step({ wait: () => waits.fstat(fd), block: () => fstatSync(fd) }),
		read: (into, offset) =>
			step({
				wait: async () => (await waits.read(fd, into, 0, into.length, offset)).bytesRead,
				block: () => readSync(fd, into, 0, into.length, offset),
			}),
		write: (bytes) =>
			step({
				wait: async () => (await waits.write(fd, bytes, 0, bytes.length, null)).bytesWritten,
				block: () => writeSync(fd, bytes, 0, bytes.length, null),
			}),
		datasync: () => step({ wait: () => waits.fdatasync(fd), block: () => fdatasyncSync(fd) }),
		close: () => step({ wait: () => waits.close(fd), block: () => closeSync(fd) }),
	};
}
