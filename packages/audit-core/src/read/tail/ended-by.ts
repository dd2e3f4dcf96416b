/**
 * An iterable that aborts `left` when its loop is left. A sleeping generator only notices `return` when it wakes,
 * so the signal wakes it.
 */
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
