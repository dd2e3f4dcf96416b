/**
 * One day's file, open for appending (docs/format.md §7).
 *
 * Other processes append to the same file, and people rotate and delete files. So the file's name and its
 * end are looked at before a write, and the name again after it: nothing counts as written that went to a
 * file which was deleted, and no line is glued to what a killed process left half-written.
 */
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Home } from '../home.ts';

/** The disk, as far as writing goes. */
export interface LogFiles extends Pick<Home, 'identifyDay'> {
	openToAppend(user: string, day: string): Promise<AppendHandle>;
}
export type AppendHandle = Pick<FileHandle, 'write' | 'read' | 'stat' | 'datasync' | 'close'>;

/** Where the open file is: under the day's name, under another one, or deleted. */
export type Place = 'here' | 'moved' | 'gone';

export interface AppendFile {
	/** One write, behind a newline where the file ends in a torn line. Gives how many bytes of `lines` it took. */
	append(lines: Buffer): Promise<number>;
	/** Makes what was appended survive a loss of power. */
	sync(): Promise<void>;
	place(): Promise<Place>;
	close(): Promise<void>;
}

/** A last line without a newline is torn when it has stood still for this long; until then its writer may be at it. */
const TORN_AFTER_MS = 50;
const TORN_LOOK_EVERY_MS = 5;
/** However busy the others are, we write after this long; at worst that makes a blank line. */
const TORN_WAIT_MAX_MS = 1_000;
/** A length seen this recently, and not changed by us, is not looked up again. */
const BYTES_FRESH_MS = 5;
const NEWLINE = 0x0a;

export async function openAppendFile(
	files: LogFiles,
	user: string,
	day: string,
): Promise<AppendFile> {
	const handle = await files.openToAppend(user, day);
	const { dev, ino } = await handle.stat();
	const inode = `${dev}:${ino}`;
	let bytes = 0;
	/** The file ended in a newline when it was this long. */
	let cleanBytes = 0;
	let bytesSeenAtMs = Number.NEGATIVE_INFINITY;

	async function place(): Promise<Place> {
		const found = await files.identifyDay(user, day);
		bytesSeenAtMs = performance.now();
		if (found?.inode === inode) {
			bytes = found.bytes;
			return 'here';
		}
		return (await handle.stat()).nlink === 0 ? 'gone' : 'moved';
	}

	async function endsInNewline(): Promise<boolean> {
		if (bytes === cleanBytes) return true;
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, bytes - 1);
		return bytesRead === 0 || buffer[0] === NEWLINE;
	}

	async function isTorn(): Promise<boolean> {
		let stillMs = 0;
		for (let waitedMs = 0; waitedMs < TORN_WAIT_MAX_MS; waitedMs += TORN_LOOK_EVERY_MS) {
			if (await endsInNewline()) return false;
			if (stillMs >= TORN_AFTER_MS) return true;
			await wait(TORN_LOOK_EVERY_MS);
			const before = bytes;
			bytes = (await handle.stat()).size;
			stillMs = bytes === before ? stillMs + TORN_LOOK_EVERY_MS : 0;
		}
		return true;
	}

	return {
		async append(lines) {
			const isFresh = performance.now() - bytesSeenAtMs < BYTES_FRESH_MS;
			if (!isFresh) bytes = (await handle.stat()).size;
			bytesSeenAtMs = Number.NEGATIVE_INFINITY;
			const newline = (await isTorn()) ? 1 : 0;
			const buffer = newline ? Buffer.concat([Buffer.of(NEWLINE), lines]) : lines;
			const { bytesWritten } = await handle.write(buffer, 0, buffer.length, null);
			// True unless somebody else appended meanwhile; then the file has another length next time.
			cleanBytes = bytesWritten === buffer.length ? bytes + bytesWritten : 0;
			return Math.max(0, bytesWritten - newline);
		},
		sync: () => handle.datasync(),
		place,
		close: () => handle.close(),
	};
}
