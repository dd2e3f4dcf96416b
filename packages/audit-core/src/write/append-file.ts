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
import type { Timings } from './timings.ts';

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

const TORN_LOOK_EVERY_MS = 5;
const NEWLINE = 0x0a;

export async function openAppendFile(
	files: LogFiles,
	user: string,
	day: string,
	{ tornAfterMs, tornWaitMaxMs }: Timings,
): Promise<AppendFile> {
	const handle = await files.openToAppend(user, day);
	const { dev, ino } = await handle.stat();
	const inode = `${dev}:${ino}`;
	let bytes = 0;
	/** The file ended in a newline when it was this long. */
	let cleanBytes = 0;

	async function place(): Promise<Place> {
		if ((await files.identifyDay(user, day)) === inode) return 'here';
		return (await handle.stat()).nlink === 0 ? 'gone' : 'moved';
	}

	async function endsInNewline(): Promise<boolean> {
		if (bytes === cleanBytes) return true;
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, bytes - 1);
		return bytesRead === 0 || buffer[0] === NEWLINE;
	}

	async function isTorn(): Promise<boolean> {
		let stillMs = 0;
		for (let waitedMs = 0; waitedMs < tornWaitMaxMs; waitedMs += TORN_LOOK_EVERY_MS) {
			if (await endsInNewline()) return false;
			if (stillMs >= tornAfterMs) return true;
			await wait(TORN_LOOK_EVERY_MS);
			const before = bytes;
			bytes = (await handle.stat()).size;
			stillMs = bytes === before ? stillMs + TORN_LOOK_EVERY_MS : 0;
		}
		return true;
	}

	return {
		async append(lines) {
			bytes = (await handle.stat()).size;
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
