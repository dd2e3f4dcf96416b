/** At most so many items are in work at the same time. */
const AHEAD_MAX = 8;

/** An item whose turn it is, and its result. */
export interface Worked<T, R> {
	item: T;
	result: Promise<R>;
}

/**
 * Works on items, and gives them in their order. While one is looked at, work on the next ones has begun: first on one of
 * them, then on more and more, because most callers soon have enough. When the loop is left, the results of the present
 * item and of those that were begun in vain are passed to `drop`.
 */
export async function* workAhead<T, R>(
	items: readonly T[],
	work: (item: T) => Promise<R>,
	drop: (result: R) => Promise<void> = () => Promise.resolve(),
): AsyncGenerator<Worked<T, R>> {
	const begun: Worked<T, R>[] = [];
	let next = 0;
	let ahead = 1;
	try {
		while (next < items.length || begun.length > 0) {
			while (next < items.length && begun.length < ahead) {
				const item = items[next++]!;
				const result = work(item);
				// It is reported when it is its turn.
				result.catch(() => undefined);
				begun.push({ item, result });
			}
			yield begun[0]!;
			begun.shift();
			ahead = Math.min(AHEAD_MAX, 2 * ahead);
		}
	} finally {
		await Promise.allSettled(begun.map(({ result }) => result.then(drop)));
	}
}
