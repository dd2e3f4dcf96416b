/** At most so many items are in work at the same time. */
const AHEAD_MAX = 8;

/** An item whose turn it is, and its result. */
export interface Worked<T, R> {
	item: T;
	result: Promise<R>;
}

export interface WorkAhead<T, R> {
	items: readonly T[];
	/** Its signal is aborted with that of the caller, and when the loop is left. */
	work: (item: T, signal: AbortSignal) => Promise<R>;
	signal: AbortSignal | undefined;
	/** Gets the results of the present item and of those that were begun in vain when the loop is left. */
	drop?: (result: R) => Promise<void>;
}

/**
 * Works on items, and gives them in their order. While one is looked at, work on the next ones has begun: first on one of
 * them, then on more and more, because most callers soon have enough.
 */
export async function* workAhead<T, R>({
	items,
	work,
	signal,
	drop = () => Promise.resolve(),
}: WorkAhead<T, R>): AsyncGenerator<Worked<T, R>> {
	const left = new AbortController();
	const both = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
	const begun: Worked<T, R>[] = [];
	let next = 0;
	let ahead = 1;
	try {
		while (next < items.length || begun.length > 0) {
			while (next < items.length && begun.length < ahead) {
				const item = items[next++]!;
				const result = work(item, both);
				// It is reported when it is its turn.
				result.catch(() => undefined);
				begun.push({ item, result });
			}
			yield begun[0]!;
			begun.shift();
			ahead = Math.min(AHEAD_MAX, 2 * ahead);
		}
	} finally {
		left.abort();
		await Promise.allSettled(begun.map(({ result }) => result.then(drop)));
	}
}
