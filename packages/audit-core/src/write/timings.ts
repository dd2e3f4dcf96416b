/** How long the recorder waits, in milliseconds. */
export interface Timings {
	/** A shared sync starts this long after the first write that it covers. */
	groupWaitMs: number;
	/** A disk that has not answered for this long counts as an outage, though it may still answer. */
	stallMs: number;
	/** The first retry after a failure comes after this long, the next one after twice as long, … */
	retryFirstMs: number;
	/** … up to this. */
	retryMaxMs: number;
	/**
	 * A last line without a newline counts as torn when the file has not changed for this long. Until then its
	 * writer may still be writing.
	 */
	tornAfterMs: number;
	/** Even if other writers keep changing the file, we write after this long. The worst result is a blank line. */
	tornWaitMaxMs: number;
	/** A process that ends waits this long for writes in progress. */
	landWaitMaxMs: number;
	/** A file without calls is closed after this long. */
	fileIdleMs: number;
	/** `close` waits this long for the disk. */
	closeWaitMs: number;
}

export const TIMINGS: Timings = {
	groupWaitMs: 10,
	stallMs: 5_000,
	retryFirstMs: 100,
	retryMaxMs: 5_000,
	tornAfterMs: 50,
	tornWaitMaxMs: 1_000,
	landWaitMaxMs: 2_000,
	fileIdleMs: 60_000,
	closeWaitMs: 10_000,
};
