import { identityOf } from '@tool-audit/safe-files';
import type { FileHandle } from 'node:fs/promises';
import type { Home } from '../../home.ts';

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
	/** Fills a buffer from an offset on, as far as one read goes; gives how many bytes there were. */
	readInto(bytes: Buffer, offset: number): Promise<number>;
	/** Bytes from an offset on; fewer where the file ends. */
	read(offset: number, length: number): Promise<Buffer>;
	/** Keeps the file open until the answer is called, whoever else is done with it. */
	hold(): () => Promise<void>;
}

/** Opens a day's file for as long as `use` takes; `missing` is the answer for a day without one. */
export async function withDayReader<T>(
	home: Home,
	user: string,
	day: string,
	missing: T,
	use: (file: DayReader) => Promise<T>,
): Promise<T> {
	await using file = await openDayReader(home, user, day);
	return file ? await use(file) : missing;
}

/** `null` when the day has no file. */
export async function openDayReader(
	home: Home,
	user: string,
	day: string,
): Promise<(DayReader & AsyncDisposable) | null> {
	const handle = await home.openDay(user, day);
	if (!handle) return null;
	const stat = await handle.stat({ bigint: true });
	const size = Number(stat.size);
	const close = () => handle.close();
	let holders = 0;

	function hold(): () => Promise<void> {
		holders++;
		return async () => {
			if (--holders === 0) await close();
		};
	}

	return {
		user,
		day,
		fd: handle.fd,
		size,
		changed: `${stat.ctimeNs}`,
		identity: identityOf(stat),
		readInto: async (bytes, offset) =>
			(await handle.read(bytes, 0, bytes.length, offset)).bytesRead,
		read: (offset, length) => readBytes(handle, offset, Math.min(length, size - offset)),
		hold,
		[Symbol.asyncDispose]: hold(),
	};
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
