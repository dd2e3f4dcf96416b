import type { WriteFailure } from './trouble.ts';

/** How recording goes, for whoever watches over it. */
export interface RecorderStats {
	/** Entries in the files since the recorder was opened. */
	written: number;
	/** Entries that wait in memory for the disk, and about how much memory they take. */
	queued: number;
	queuedBytes: number;
	/** Calls that were not recorded when they were made; some of them were later. */
	failed: number;
	/** Calls that never will be. */
	lost: number;
	/** Calls in the file without the disk's word for it. */
	unconfirmed: number;
	/** The `ts` since when some day's file can't be written; `null` while all is well. */
	failingSince: string | null;
	lastFailure: WriteFailure | null;
	openFiles: number;
}

export interface Metrics {
	readonly counts: Pick<RecorderStats, 'written' | 'failed' | 'lost' | 'unconfirmed'>;
	readonly lastFailure: WriteFailure | null;
	wrote(entries: number): void;
	/** `news`: how many of its calls had not failed before. */
	failed: (failure: WriteFailure, news: number) => void;
}

/** While a disk is down it says so this often, however many calls there are. */
const LOG_EVERY_MS = 10_000;

/** Counts what became of the calls, and tells the callback and the log of what went wrong. */
export function createMetrics(
	onError: ((failure: WriteFailure) => void) | undefined,
	log: (message: string) => void,
	now: () => number = performance.now.bind(performance),
): Metrics {
	const counts = { written: 0, failed: 0, lost: 0, unconfirmed: 0 };
	let lastFailure: WriteFailure | null = null;
	let loggedAtMs = Number.NEGATIVE_INFINITY;
	let unlogged = 0;

	function tell(failure: WriteFailure): void {
		unlogged += failure.entries;
		if (now() - loggedAtMs < LOG_EVERY_MS) return;
		const { code, message, user, day, fate } = failure;
		log(`tool-audit: ${message} (${code}) ${unlogged} of ${user}, ${day}: ${fate}`);
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
		failed(failure, news) {
			lastFailure = failure;
			counts.failed += news;
			if (failure.fate === 'lost') counts.lost += failure.entries;
			if (failure.fate === 'unconfirmed') counts.unconfirmed += failure.entries;
			try {
				tell(failure);
				onError?.(failure);
			} catch {
				// The one who listens must not be able to stop the recording.
			}
		},
	};
}
