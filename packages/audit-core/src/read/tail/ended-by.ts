/** A generator that sleeps hears of `return` only when it wakes, so leaving the loop wakes it. */
export function endedBy<T>(left: AbortController, events: AsyncGenerator<T>): AsyncIterable<T> {
	return {
		[Symbol.asyncIterator]: () => ({
			next: () => events.next(),
			return() {
				left.abort();
				return events.return(undefined);
			},
		}),
	};
}
