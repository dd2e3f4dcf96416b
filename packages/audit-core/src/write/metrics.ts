import { monotonicMs } from '../monotonic.ts';
import type { WriteFailure } from './trouble.ts';

/** The state of a recorder, for monitoring. Numbers count since the recorder was opened. */
export interface RecorderStats {
	/** Entries written to the files. */
	written: number;
	/** Entries that wait in memory for the disk. */
	queued: number;
	/** About how much memory they take, in bytes. */
	queuedBytes: number;
	/** Calls that could not be recorded at once; some of them were written later. */
	failed: number;
	/** Calls that were dropped and will not be written. */
	lost: number;
	/** Calls in the file, or possibly in it, that the disk has not confirmed. */
	unconfirmed: number;
	/** The `ts` of the first call that could not be written, while a file can't be written; else `null`. */
	failingSince: string | null;
	/** The last failure, also of a file that can be written again; `null` when there was none. */
	lastFailure: WriteFailure | null;
	/** Files that are open now. */
	openFiles: number;
}

export interface Metrics {
	readonly counts: Pick<RecorderStats, 'written' | 'failed' | 'lost' | 'unconfirmed'>;
	readonly lastFailure: WriteFailure | null;
	wrote(entries: number): void;
	/** `newlyFailed`: how many of its calls had not failed before. */
	failed: (failure: WriteFailure, newlyFailed: number) => void;
}

/** While a disk fails it is logged at most this often, however many calls there are. */
const LOG_EVERY_MS = 10_000;

/** Counts the outcomes of the calls, and reports failures to the callback and the log. */
export function createMetrics(
	onError: ((failure: WriteFailure) => void) | undefined,
	log: (message: string) => void,
	now: () => number = monotonicMs,
): Metrics {
	const counts = { written: 0, failed: 0, lost: 0, unconfirmed: 0 };
	let lastFailure: WriteFailure | null = null;
	let loggedAtMs = Number.NEGATIVE_INFINITY;
	let unlogged = 0;
	/** A callback that records is not told of its own calls: it would never end. */
	let isTelling = false;

	function tell(failure: WriteFailure): void {
		unlogged += failure.entries;
		if (now() - loggedAtMs < LOG_EVERY_MS) return;
		const { code, message, user, day, fate } = failure;
		const calls = unlogged === 1 ? '1 call' : `${unlogged} calls`;
		// A call that is refused has no log yet, and may have no day.
		const of = user === '' ? '' : ` of ${user}`;
		const on = day === '' ? '' : ` on ${day}`;
		log(`tool-audit: ${message} (${code}) ${calls}${of}${on}: ${fate}`);
		loggedAtMs = now();
		unlogged = 0;
	}

	return {
		counts,
		get lastFailure() {
			return lastFailure;
		},
		wrote(entries) {
			counts.written += entries;
		},
		failed(failure, newlyFailed) {
			lastFailure = failure;
			counts.failed += newlyFailed;
			if (failure.fate === 'lost') counts.lost += failure.entries;
			if (failure.fate === 'unconfirmed') counts.unconfirmed += failure.entries;
			if (isTelling) return;
			isTelling = true;
			try {
				tell(failure);
				onError?.(failure);
			} catch {
				// A callback that throws must not stop the recording.
			} finally {
				isTelling = false;
			}
		},
	};
}
