import { openAppendFile, type AppendFile, type LogFiles, type Place } from './append-file.ts';
import type { FileSlots } from './file-slots.ts';
import type { Timings } from './timings.ts';

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
	slots: FileSlots;
	timings: Timings;
	/** Called while the file is open and nothing is written: it may be closed for another one. */
	letGo: () => void;
}

/** The day's file, opened when it is needed and closed when it is in the way. */
export interface DayFile {
	readonly isOpen: boolean;
	/** One write of whole lines. Gives how many of their bytes are in the file. */
	write(lines: Buffer): Promise<number>;
	/** Makes what was written as durable as was asked for, and sees where it is. */
	confirm(): Promise<Place>;
	busy(): void;
	idle(): void;
	close(): Promise<void>;
}

export function createDayFile(options: DayFileOptions): DayFile {
	const { user, day, files, durability, slots, timings, letGo } = options;
	let file: AppendFile | null = null;
	let hasSlot = false;

	async function open(): Promise<AppendFile> {
		if (!hasSlot) await slots.take();
		hasSlot = true;
		return openAppendFile(files, user, day, timings);
	}

	async function close(): Promise<void> {
		const closing = file;
		file = null;
		// What was confirmed is safe, and what was not has been told: closing has nothing to add.
		await closing?.close().catch(() => undefined);
		if (hasSlot) slots.give();
		hasSlot = false;
	}

	return {
		get isOpen() {
			return file !== null;
		},
		async write(lines) {
			file ??= await open();
			return file.append(lines);
		},
		async confirm() {
			if (!file) return 'gone';
			if (durability !== 'os') await file.sync();
			const place = await file.place();
			if (place !== 'here') await close();
			return place;
		},
		busy: () => slots.busy(letGo),
		idle: () => slots.idle(letGo),
		close,
	};
}
