/**
 * One day's file, open for appending (docs/format.md §7).
 *
 * Other processes append to the same file, and people rotate and delete files. So the file's name and its
 * end are looked at before a write, and the name again after it: nothing counts as written that went to a
 * file which was deleted, and no line is glued to what a killed process left half-written.
 */
import { inodeOf, pause, type Steps } from '@tool-audit/safe-files';
import type { Home } from '../home.ts';
import type { Timings } from './timings.ts';

/** The disk, as far as writing goes. */
export type LogFiles = Pick<Home, 'identifyDay' | 'openToAppend'>;

/** Where the open file is: under the day's name, under another one, or deleted. */
export type Place = 'here' | 'moved' | 'gone';

export interface AppendFile {
	/**
	 * One write, behind a newline where the file ends in a torn line. Gives how many bytes of the lines it took.
	 * `take` is asked for the lines when nothing is left to do but to write them; there may be none any more.
	 */
	append(take: () => Buffer): Steps<number>;
	/** Waits for a write that is under way. False when the disk does not take all of it in so many milliseconds. */
	land(waitMaxMs: number): Steps<boolean>;
	/** Makes what was appended survive a loss of power. */
	sync(): Steps<void>;
	place(): Steps<Place>;
	close(): Steps<void>;
}

const LOOK_EVERY_MS = 5;
const NEWLINE = 0x0a;
/** What other writers may have put into the file between the last look at it and our write. */
const OTHERS_BYTES_MAX = 16 * 1024 * 1024;

export function* openAppendFile(
	files: LogFiles,
	user: string,
	day: string,
	{ tornAfterMs, tornWaitMaxMs }: Timings,
): Steps<AppendFile> {
	const handle = yield* files.openToAppend(user, day);
	const inode = inodeOf(yield* handle.stat());
	let bytes = 0;
	/** The file ended in a newline when it was this long. */
	let cleanBytes = 0;
	/** What the disk was given and has not answered for, and how long the file was before. */
	let underWay: { lines: Buffer; from: number } | null = null;

	function* place(): Steps<Place> {
		if ((yield* files.identifyDay(user, day)) === inode) return 'here';
		return (yield* handle.stat()).nlink === 0 ? 'gone' : 'moved';
	}

	function* endsInNewline(): Steps<boolean> {
		if (bytes === cleanBytes) return true;
		const last = Buffer.alloc(1);
		const bytesRead = yield* handle.read(last, bytes - 1);
		return bytesRead === 0 || last[0] === NEWLINE;
	}

	function* isTorn(): Steps<boolean> {
		let stillMs = 0;
		for (let waitedMs = 0; waitedMs < tornWaitMaxMs; waitedMs += LOOK_EVERY_MS) {
			if (yield* endsInNewline()) return false;
			if (stillMs >= tornAfterMs) return true;
			yield* pause(LOOK_EVERY_MS);
			const before = bytes;
			bytes = (yield* handle.stat()).size;
			stillMs = bytes === before ? stillMs + LOOK_EVERY_MS : 0;
		}
		return true;
	}

	function* isThere(lines: Buffer, from: number): Steps<boolean> {
		const { size } = yield* handle.stat();
		const tail = Buffer.alloc(Math.min(size - from, lines.length + OTHERS_BYTES_MAX));
		for (let filled = 0; filled < tail.length;) {
			const bytesRead = yield* handle.read(tail.subarray(filled), from + filled);
			if (bytesRead === 0) return false;
			filled += bytesRead;
		}
		return tail.includes(lines);
	}

	return {
		*append(take) {
			bytes = (yield* handle.stat()).size;
			const newline = (yield* isTorn()) ? 1 : 0;
			const lines = take();
			if (lines.length === 0) return 0;
			const buffer = newline ? Buffer.concat([Buffer.of(NEWLINE), lines]) : lines;
			underWay = { lines: buffer, from: bytes };
			let bytesWritten: number;
			try {
				bytesWritten = yield* handle.write(buffer);
			} finally {
				underWay = null;
			}
			// True unless somebody else appended meanwhile; then the file has another length next time.
			cleanBytes = bytesWritten === buffer.length ? bytes + bytesWritten : 0;
			return Math.max(0, bytesWritten - newline);
		},
		*land(waitMaxMs) {
			for (let waitedMs = 0; underWay; waitedMs += LOOK_EVERY_MS) {
				if (yield* isThere(underWay.lines, underWay.from)) break;
				if (waitedMs >= waitMaxMs) return false;
				yield* pause(LOOK_EVERY_MS);
			}
			return true;
		},
		sync: () => handle.datasync(),
		place,
		close: () => handle.close(),
	};
}
