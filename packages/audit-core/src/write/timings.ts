/** How long the recorder waits for what, in milliseconds. */
export interface Timings {
	/** A shared sync starts this long after the first write that it is for. */
	groupWaitMs: number;
	/** A disk that has not answered for so long is an outage, though it may still answer. */
	stallMs: number;
	/** After a failure the next try comes after this long, then after twice as long, … */
	retryFirstMs: number;
	/** … up to this. */
	retryMaxMs: number;
	/** A last line without a newline is torn when it has stood still for this long; until then its writer may be at it. */
	tornAfterMs: number;
	/** However busy the others are, we write after this long; at worst that makes a blank line. */
	tornWaitMaxMs: number;
	/** A process that ends gives its disks so much time for the writes that are under way. */
	landWaitMaxMs: number;
	/** A file without calls is closed after this long. */
	fileIdleMs: number;
	/** `close` gives the disk so much time. */
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
