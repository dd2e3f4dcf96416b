import { identityOf } from '@tool-audit/safe-files';
import type { FileHandle } from 'node:fs/promises';
import type { Home } from '../../home.ts';
import { throwIfAborted } from './aborted.ts';

/** A day's file, open for reading, as it was when it was opened: what is appended later is not looked at. */
export interface DayReader {
	user: string;
	day: string;
	/** For jobs in worker threads; valid only while the file is open. */
	fd: number;
	size: number;
	/** Changes when the file changes in any way. */
	changed: string;
	/** The same for as long as it is the same file: device, inode and birth time. */
	identity: string;
	/** Once it is aborted every read rejects with `aborted`, and so does all work that is done by reading. */
	signal: AbortSignal | undefined;
	/** Fills a buffer from an offset on, as far as one read goes; gives how many bytes there were. */
	readInto(bytes: Buffer, offset: number): Promise<number>;
	/** Bytes from an offset on; fewer where the file ends. */
	read(offset: number, length: number): Promise<Buffer>;
	/** The same open file for work that ends with another signal: work of several, who leave one by one. */
	until(signal: AbortSignal | undefined): DayReader;
	/** The same open file as if it ended there. */
	upTo(size: number): DayReader;
	/** Keeps the file open until the answer is called, even when all others are done with it. */
	hold(): () => Promise<void>;
}

export interface WantedDay {
	user: string;
	day: string;
	signal?: AbortSignal | undefined;
}

/** Opens a day's file for as long as `use` takes; `missing` is the answer for a day without one. */
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
