import { blockOn, waitFor } from '@tool-audit/safe-files';
import {
	openAppendFile,
	type AppendFile,
	type LogFiles,
	type FileLocation,
} from './append-file.ts';
import type { FileHandlePool } from './file-handle-pool.ts';
import type { Durability } from './recorder-types.ts';
import type { Timings } from './timings.ts';
import { STALLED, trouble, VANISHING_FILE } from './trouble.ts';

export interface DayFileOptions {
	user: string;
	day: string;
	files: LogFiles;
	durability: Durability;
	handles: FileHandlePool;
	timings: Timings;
	/** Closes the file to make room for another one. Called while it is open and idle. */
	release: () => void;
}

/** The day's file for synchronous writing. */
export interface FileNow extends Disposable {
	/** One write of complete lines. Returns how many of their bytes were written. */
	append(lines: Buffer): number;
	/** Syncs what was written, as `durability` says. Throws when the file was deleted. */
	confirm(): void;
}

/**
 * The day's file, opened when it is needed, and closed when it is idle for long or another file needs its handle.
 */
export interface DayFile {
	readonly isOpen: boolean;
	/**
	 * One write of the complete lines that `take` returns just before it. Returns how many of their bytes were
	 * written.
	 */
	write(take: () => Buffer): Promise<number>;
	/** Syncs what was written, as `durability` says, and returns where the file is now. */
	confirm(): Promise<FileLocation>;
	/**
	 * Blocks until the write in progress is complete and synced. Throws when it is not after `waitMaxMs`
	 * milliseconds.
	 */
	settleNow(waitMaxMs: number): void;
	/**
	 * The file for synchronous writing, opened if it is not open yet. It stays open if there is a handle for it.
	 * `isFree`: nothing waits to be confirmed in the open file, so another one may take its place.
	 */
	openNow(isFree: boolean): FileNow;
	busy(): void;
	idle(): void;
	close(): Promise<void>;
}

export function createDayFile(options: DayFileOptions): DayFile {
	const { user, day, files, durability, handles, timings, release } = options;
	let file: AppendFile | null = null;
	let hasHandle = false;
	/** A write or a sync is in progress. */
	let isAwaited = false;

	async function open(): Promise<AppendFile> {
		if (!hasHandle) await handles.take();
		hasHandle = true;
		return waitFor(openAppendFile(files, user, day, timings));
	}

	/** The file for synchronous writing, and whether it stays open. */
	function fileNow(isFree: boolean): { now: AppendFile; isKept: boolean } {
		const location = file && blockOn(file.locate());
		// While something waits for it, a renamed file stays in use: the calls stay in their order.
		if (file && (location === 'here' || (!isFree && location === 'moved'))) {
			return { now: file, isKept: true };
		}
		if (isFree) closeNow();
		const now = blockOn(openAppendFile(files, user, day, timings));
		if (!isFree || !handles.takeNow()) return { now, isKept: false };
		hasHandle = true;
		file = now;
		return { now, isKept: true };
	}

	function closeNow(): void {
		const { closing, give } = letGo();
		try {
			if (closing) blockOn(closing.close());
		} catch {
			// As in `close`.
		}
		give();
	}

	/** From now on there is no open file. The handle is given when it is closed. */
	function letGo(): { closing: AppendFile | null; give: () => void } {
		const [closing, hadHandle] = [file, hasHandle];
		file = null;
		hasHandle = false;
		return { closing, give: () => void (hadHandle && handles.give()) };
	}

	async function whileAwaited<T>(work: () => Promise<T>): Promise<T> {
		isAwaited = true;
		try {
			return await work();
		} finally {
			isAwaited = false;
		}
	}

	async function close(): Promise<void> {
		const { closing, give } = letGo();
		// What was confirmed is safe, and what was not was already reported: a failed close changes nothing.
		if (closing) await waitFor(closing.close()).catch(() => undefined);
		give();
	}

	function confirmNow(now: AppendFile): void {
		if (durability !== 'os') blockOn(now.sync());
		if (blockOn(now.locate()) === 'gone') throw trouble(VANISHING_FILE);
	}

	return {
		get isOpen() {
			return file !== null;
		},
		write: (take) =>
			whileAwaited(async () => {
				file ??= await open();
				return waitFor(file.append(take));
			}),
		confirm: () =>
			whileAwaited(async () => {
				if (!file) return 'gone';
				if (durability !== 'os') await waitFor(file.sync());
				const location = await waitFor(file.locate());
				if (location !== 'here') await close();
				return location;
			}),
		settleNow(waitMaxMs) {
			if (!file) return;
			if (!blockOn(file.land(waitMaxMs))) throw trouble(STALLED);
			confirmNow(file);
		},
		openNow(isFree) {
			const { now, isKept } = fileNow(isFree && !isAwaited);
			return {
				append: (lines) => blockOn(now.append(() => lines)),
				confirm: () => confirmNow(now),
				[Symbol.dispose]: () => {
					if (!isKept) blockOn(now.close());
				},
			};
		},
		busy: () => handles.busy(release),
		idle: () => handles.idle(release),
		close,
	};
}
