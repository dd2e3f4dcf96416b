import { identityOf } from '@tool-audit/safe-files';
import type { FileHandle } from 'node:fs/promises';
import type { Home } from '../../home.ts';
import { throwIfAborted } from './aborted.ts';

/**
 * A day's file, open for reading, with the size that it had when it was opened. What is appended later is not
 * read.
 */
export interface DayReader {
	user: string;
	day: string;
	/** File descriptor for worker threads; only valid while the file is open. */
	fd: number;
	size: number;
	/** Changes whenever the file changes. */
	changed: string;
	/** Device, inode and birth time: the same for as long as it is the same file. */
	identity: string;
	/** When it is aborted every read rejects with `aborted`, and so does all work that reads. */
	signal: AbortSignal | undefined;
	/** Fills a buffer from an offset on by one read; returns how many bytes were read. */
	readInto(bytes: Buffer, offset: number): Promise<number>;
	/** Bytes from an offset on; fewer at the end of the file. */
	read(offset: number, length: number): Promise<Buffer>;
	/** The same open file with another signal: for work that several requests share. */
	until(signal: AbortSignal | undefined): DayReader;
	/** The same open file as if it ended at `size`. */
	upTo(size: number): DayReader;
	/** Keeps the file open until the returned function is called, even if it is closed before. */
	hold(): () => Promise<void>;
}

export interface WantedDay {
	user: string;
	day: string;
	signal?: AbortSignal | undefined;
}

/** Opens a day's file while `use` runs; returns `missing` for a day without a file. */
export async function withDayReader<T>(
	home: Home,
	wanted: WantedDay,
	missing: T,
	use: (file: DayReader) => Promise<T>,
): Promise<T> {
	await using file = await openDayReader(home, wanted);
	return file ? await use(file) : missing;
}

/** `null` when the day has no file. */
export async function openDayReader(
	home: Home,
	wanted: WantedDay,
): Promise<(DayReader & AsyncDisposable) | null> {
	throwIfAborted(wanted.signal);
	const handle = await home.openDay(wanted.user, wanted.day);
	return handle && (await readerOf(handle, wanted));
}

async function readerOf(
	handle: FileHandle,
	{ user, day, signal }: WantedDay,
): Promise<DayReader & AsyncDisposable> {
	const stat = await handle.stat({ bigint: true });
	let holders = 0;

	function hold(): () => Promise<void> {
		holders++;
		return async () => {
			if (--holders === 0) await handle.close();
		};
	}

	function reader(size: number, signal: AbortSignal | undefined): DayReader {
		return {
			...{ user, day, fd: handle.fd, size, changed: `${stat.ctimeNs}` },
			identity: identityOf(stat),
			...{ signal, hold },
			until: (signal) => reader(size, signal),
			upTo: (end) => reader(Math.min(end, size), signal),
			async readInto(bytes, offset) {
				throwIfAborted(signal);
				return (await handle.read(bytes, 0, bytes.length, offset)).bytesRead;
			},
			async read(offset, length) {
				throwIfAborted(signal);
				return readBytes(handle, offset, Math.min(length, size - offset));
			},
		};
	}

	return { ...reader(Number(stat.size), signal), [Symbol.asyncDispose]: hold() };
}

async function readBytes(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
	const bytes = Buffer.allocUnsafe(Math.max(0, length));
	let filled = 0;
	while (filled < bytes.length) {
		const left = bytes.length - filled;
		const { bytesRead } = await handle.read(bytes, filled, left, offset + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return bytes.subarray(0, filled);
}
