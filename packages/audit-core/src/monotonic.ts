/**
 * A clock that is never set, in milliseconds since some moment. Like `performance.now()`, which takes longer to load than a
 * hook takes to write.
 */
export function monotonicMs(): number {
	const [seconds, nanoseconds] = process.hrtime();
	return seconds * 1_000 + nanoseconds / 1_000_000;
}
