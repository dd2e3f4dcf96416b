import { clearTimeout, setTimeout } from './real-timers.ts';

const WAIT_FIRST_MS = 500;
const WAIT_MAX_MS = 10_000;
/** A server that asks for no wait gets this one, at the first few failures in a row. */
const WAIT_LEAST_MS = 100;
const WAIT_SHORT_MAX = 3;
const WAIT_ASKED_MAX_MS = 300_000;

/**
 * After how long the next attempt comes, in milliseconds. A random share is taken off, so that many clients don't come at
 * once. What the server asks for counts, within bounds: a server that asks for nothing is not asked without a pause.
 */
export function waitMsAfter(failures: number, retryAfterMs: number | null): number {
	const usualMs = Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** failures) * (1 - Math.random() / 4);
	if (retryAfterMs === null) return usualMs;
	const leastMs = failures < WAIT_SHORT_MAX ? WAIT_LEAST_MS : usualMs;
	return Math.min(WAIT_ASKED_MAX_MS, Math.max(leastMs, retryAfterMs));
}

/** Waits, until the signal is aborted at most. */
export function pause(waitMs: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const end = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', end);
			resolve();
		};
		const timer = setTimeout(end, waitMs);
		signal.addEventListener('abort', end);
	});
}
