import type { DayHandle, DayStat, Home } from '../../home.ts';
import { throwIfAborted } from './aborted.ts';
import { LAYOUT_HEAD_BYTES, layoutOf, type Layout } from './layout.ts';

/**
 * A day's file, open for reading, with the size that it had when it was opened. What is appended later is not
 * read.
 */
export interface DayReader extends DayStat, Pick<DayHandle, 'fd'> {
	user: string;
	day: string;
	/** When it is aborted every read rejects with `aborted`, and so does all work that reads. */
	signal: AbortSignal | undefined;
	/** Fills a buffer from an offset on by one read; returns how many bytes were read. */
	readInto(bytes: Buffer, offset: number): Promise<number>;
	/** Bytes from an offset on; fewer at the end of the file. */
	read(offset: number, length: number): Promise<Buffer>;
	/** How the file is written, by its beginning; `null` for lines of UTF-8. */
	layout(): Promise<Layout | null>;
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
	return handle && readerOf(handle, wanted);
}

function readerOf(
	handle: DayHandle,
	{ user, day, signal }: WantedDay,
): DayReader & AsyncDisposable {
	const { stat } = handle;
	let holders = 0;
	let known: Promise<Layout | null> | null = null;

	async function layout(): Promise<Layout | null> {
		return layoutOf(await readBytes(handle, 0, Math.min(LAYOUT_HEAD_BYTES, stat.size)));
	}

	function hold(): () => Promise<void> {
		holders++;
		return async () => {
			if (--holders === 0) await handle.close();
		};
	}

	function reader(size: number, signal: AbortSignal | undefined): DayReader {
		return {
			...{ ...stat, user, day, fd: handle.fd, size, signal, hold },
			layout: () => (known ??= layout()),
			until: (signal) => reader(size, signal),
			upTo: (end) => reader(Math.min(end, size), signal),
			async readInto(bytes, offset) {
				throwIfAborted(signal);
				return handle.read(bytes, offset);
			},
			async read(offset, length) {
				throwIfAborted(signal);
				return readBytes(handle, offset, Math.min(length, size - offset));
			},
		};
	}

	return { ...reader(stat.size, signal), [Symbol.asyncDispose]: hold() };
}

async function readBytes(handle: DayHandle, offset: number, length: number): Promise<Buffer> {
	const bytes = Buffer.allocUnsafe(Math.max(0, length));
	let filled = 0;
	while (filled < bytes.length) {
		const bytesRead = await handle.read(bytes.subarray(filled), offset + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return bytes.subarray(0, filled);
}
