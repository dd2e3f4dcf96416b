/**
 * A clock that is never set, in milliseconds since some moment. Like `performance.now()`, which takes longer to load than a
 * hook takes to write. Nothing that replaces clocks in tests replaces this one.
 */
export function monotonicMs(): number {
	return process.uptime() * 1_000;
}
