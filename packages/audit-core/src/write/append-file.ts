/**
 * One day's file, open for appending (docs/format.md §7).
 *
 * Other processes append to the same file, and people rotate and delete files. So the end of the file is checked
 * before a write, and its name after it: a line in a deleted file does not count as written, and no line is merged
 * with the incomplete line of a killed process.
 */
import { inodeOf, pause, type Steps } from '@tool-audit/safe-files';
import type { Home } from '../home.ts';
import type { Timings } from './timings.ts';

/** The part of a home that the recorder uses. */
export type LogFiles = Pick<Home, 'identifyDay' | 'openToAppend'>;

/** Where the open file is: under the day's name, under another name, or deleted. */
export type FileLocation = 'here' | 'moved' | 'gone';

export interface AppendFile {
	/**
	 * One write, after a newline when the file ends in a torn line. Returns how many bytes of the lines were
	 * written. `take` is called for the lines just before the write; there may be none left by then.
	 */
	append(take: () => Buffer): Steps<number>;
	/** Waits for a write in progress. False when it is not complete after `waitMaxMs` milliseconds. */
	land(waitMaxMs: number): Steps<boolean>;
	/** Makes what was appended survive a power failure. */
	sync(): Steps<void>;
	locate(): Steps<FileLocation>;
	close(): Steps<void>;
}

const CHECK_EVERY_MS = 5;
const NEWLINE = 0x0a;
/** Upper limit of what other writers append between our last check of the file and our write. */
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
	/** A size at which the file ended in a newline. */
	let cleanBytes = 0;
	/** The write in progress, the size of the file before it, and whether it was seen in the file. */
	let inProgress: { lines: Buffer; from: number; hasLanded: boolean } | null = null;

	function* locate(): Steps<FileLocation> {
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
		for (let waitedMs = 0; waitedMs < tornWaitMaxMs; waitedMs += CHECK_EVERY_MS) {
			if (yield* endsInNewline()) return false;
			if (stillMs >= tornAfterMs) return true;
			yield* pause(CHECK_EVERY_MS);
			const before = bytes;
			bytes = (yield* handle.stat()).size;
			stillMs = bytes === before ? stillMs + CHECK_EVERY_MS : 0;
		}
		return true;
	}

	function* isWritten(lines: Buffer, from: number): Steps<boolean> {
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
			// What is written synchronously in the meantime has sizes of its own.
			const from = bytes;
			inProgress = { lines: buffer, from, hasLanded: false };
			let bytesWritten: number;
			try {
				bytesWritten = yield* handle.write(buffer);
			} finally {
				inProgress = null;
			}
			// True unless another writer appended too; then the file has a different size at the next check.
			cleanBytes = bytesWritten === buffer.length ? from + bytesWritten : 0;
			return Math.max(0, bytesWritten - newline);
		},
		*land(waitMaxMs) {
			for (let waitedMs = 0; inProgress && !inProgress.hasLanded; waitedMs += CHECK_EVERY_MS) {
				if (yield* isWritten(inProgress.lines, inProgress.from)) inProgress.hasLanded = true;
				else if (waitedMs >= waitMaxMs) return false;
				else yield* pause(CHECK_EVERY_MS);
			}
			return true;
		},
		sync: () => handle.datasync(),
		locate,
		close: () => handle.close(),
	};
}
