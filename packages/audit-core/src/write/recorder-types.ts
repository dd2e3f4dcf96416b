/** The public types of recording. */
import type { Call, Receipt, RecordOptions } from '../audit-log.ts';
import type { RecorderStats } from './metrics.ts';
import type { Timings } from './timings.ts';
import type { WriteFailure } from './trouble.ts';

/**
 * When a call is acknowledged (docs/format.md §7). `os`: its line is in the file, which survives the end of the
 * process. `group`: after a sync shared with the calls of the same 10 ms. `sync`: after its own sync. Both survive
 * a power failure.
 */
export type Durability = 'os' | 'group' | 'sync';

/** `open`: a call that can't be written resolves with `written: false`. `closed`: it rejects. */
export type FailurePolicy = 'open' | 'closed';

/** How calls are recorded. */
export interface RecordingOptions {
	/**
	 * When a call is acknowledged: `os`, the default, when its line is in the file; `group` when the disk has it, in a sync
	 * that calls of 10 ms share; `sync` after a sync of its own.
	 */
	durability?: Durability | undefined;
	/**
	 * What becomes of a call that can't be written: with `open`, the default, it resolves with `written: false` and is kept;
	 * with `closed` it rejects.
	 */
	onFailure?: FailurePolicy | undefined;
	/**
	 * Called for calls that were not recorded as requested. It may record; what fails of its own calls is counted, and it
	 * is not called for it.
	 */
	onError?: ((failure: WriteFailure) => void) | undefined;
	/** Logs the same failures in sentences, at most every 10 seconds. `console.error` by default. */
	log?: ((message: string) => void) | undefined;
	/** Memory for entries that wait for the disk, in bytes. 128 MiB by default. */
	queueBytes?: number | undefined;
	/** Most files that are open at a time. 64 by default. */
	openFilesMax?: number | undefined;
	/** How long it waits for what, in milliseconds. For tests: the defaults fit any disk. */
	timings?: Partial<Timings> | undefined;
	/**
	 * The clock, in milliseconds since 1970. `Date.now` by default, also while a test has replaced it: the times of entries
	 * follow it then. Nothing that waits does.
	 */
	now?: (() => number) | undefined;
}

/** What appends entries to the files of a home. */
export interface Recorder {
	/**
	 * Appends one entry, and resolves when its line is in the file, with the durability that was chosen. Rejects only with
	 * `onFailure: 'closed'`, like `record` of an `AuditLog`.
	 */
	record(call: Call, options?: RecordOptions): Promise<Receipt>;
	/**
	 * Appends one entry, after everything that waits for the same day, and returns when its line is in the file, with the
	 * durability that was chosen.
	 *
	 * @throws AuditError only with `onFailure: 'closed'`, like `recordSync` of an `AuditLog`
	 */
	recordSync(call: Call, options?: RecordOptions): Receipt;
	/** What was written, what waits, what failed and since when. */
	stats(): RecorderStats;
	/**
	 * Writes what was accepted, synchronously.
	 *
	 * @throws AuditError `not-recorded` with the number of entries that could not be written
	 */
	flushSync(): void;
	/**
	 * Writes what was accepted, and closes the files.
	 *
	 * @throws AuditError `not-recorded` with the number of entries that could not be written
	 */
	close(): Promise<void>;
}
