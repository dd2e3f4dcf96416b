/**
 * How many logs are looked at at the same time. Each may have three files open for a moment, so this bounds the open files
 * of a read over all users. The system does four reads at once: more logs would not be faster.
 */
export const LOGS_AT_ONCE = 16;

/** Does work for each item, begun in their order, for at most `LOGS_AT_ONCE` of them at the same time. */
export async function forEachAtOnce<T>(
	items: readonly T[],
	work: (item: T, index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	let isFailed = false;
	async function workOn(): Promise<void> {
		while (next < items.length && !isFailed) {
			const index = next++;
			try {
				await work(items[index]!, index);
			} catch (error) {
				isFailed = true;
				throw error;
			}
		}
	}
	// All have ended before an error is thrown: nothing is open any more.
	const ended = await Promise.allSettled(Array.from({ length: LOGS_AT_ONCE }, workOn));
	for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
