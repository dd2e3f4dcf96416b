import { blockOn, waitFor } from '@tool-audit/safe-files';
import { openAppendFile, type AppendFile, type LogFiles, type Place } from './append-file.ts';
import type { FileHandlePool } from './file-handle-pool.ts';
import type { Timings } from './timings.ts';
import { STALLED, trouble, VANISHING_FILE } from './trouble.ts';

/**
 * When a call is answered: once its line is in the file (it survives the process), after a sync shared with
 * the calls of the same few milliseconds, or after a sync of its own (it survives a loss of power).
 */
export type Durability = 'os' | 'group' | 'sync';

export interface DayFileOptions {
	user: string;
	day: string;
	files: LogFiles;
	durability: Durability;
	handles: FileHandlePool;
	timings: Timings;
	/** Called while the file is open and nothing is written: it may be closed for another one. */
	letGo: () => void;
}

/** The day's file in the hands of a process that blocks. */
export interface FileNow extends Disposable {
	/** One write of whole lines. Gives how many of their bytes are in the file. */
	append(lines: Buffer): number;
	/** Makes what was written as durable as was asked for, and throws when the file is gone. */
	confirm(): void;
}

/** The day's file, opened when it is needed and closed when it is in the way. */
export interface DayFile {
	readonly isOpen: boolean;
	/** One write of the whole lines that `take` gives at the last moment. Gives how many of their bytes are in the file. */
	write(take: () => Buffer): Promise<number>;
	/** Makes what was written as durable as was asked for, and sees where it is. */
	confirm(): Promise<Place>;
	/** Blocks until what the disk was given is in the file for good. Throws when it isn't in so many milliseconds. */
	settleNow(waitMaxMs: number): void;
	/** The file for a process that blocks, opened when it isn't yet. */
	openNow(): FileNow;
	busy(): void;
	idle(): void;
	close(): Promise<void>;
}

export function createDayFile(options: DayFileOptions): DayFile {
	const { user, day, files, durability, handles, timings, letGo } = options;
	let file: AppendFile | null = null;
	let hasHandle = false;

	async function open(): Promise<AppendFile> {
		if (!hasHandle) await handles.take();
		hasHandle = true;
		return waitFor(openAppendFile(files, user, day, timings));
	}

	async function close(): Promise<void> {
		const closing = file;
		file = null;
		// What was confirmed is safe, and what was not has been told: closing has nothing to add.
		if (closing) await waitFor(closing.close()).catch(() => undefined);
		if (hasHandle) handles.give();
		hasHandle = false;
	}

	function confirmNow(now: AppendFile): void {
		if (durability !== 'os') blockOn(now.sync());
		if (blockOn(now.place()) === 'gone') throw trouble(VANISHING_FILE);
	}

	return {
		get isOpen() {
			return file !== null;
		},
		async write(take) {
			file ??= await open();
			return waitFor(file.append(take));
		},
		async confirm() {
			if (!file) return 'gone';
			if (durability !== 'os') await waitFor(file.sync());
			const place = await waitFor(file.place());
			if (place !== 'here') await close();
			return place;
		},
		settleNow(waitMaxMs) {
			if (!file) return;
			if (!blockOn(file.land(waitMaxMs))) throw trouble(STALLED);
			confirmNow(file);
		},
		openNow() {
			// A file that was renamed goes on to be used, as it is without blocking: the calls stay in their order.
			const isUsable = file !== null && blockOn(file.place()) !== 'gone';
			const now = isUsable ? file! : blockOn(openAppendFile(files, user, day, timings));
			return {
				append: (lines) => blockOn(now.append(() => lines)),
				confirm: () => confirmNow(now),
				[Symbol.dispose]: () => {
					if (!isUsable) blockOn(now.close());
				},
			};
		},
		busy: () => handles.busy(letGo),
		idle: () => handles.idle(letGo),
		close,
	};
}
