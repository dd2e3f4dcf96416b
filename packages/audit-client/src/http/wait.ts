import { clearTimeout, setTimeout } from './real-timers.ts';

const WAIT_FIRST_MS = 500;
const WAIT_MAX_MS = 10_000;

/** After how long the next attempt comes: a random share is taken off, so that many clients don't come at once. */
export function waitMsAfter(failures: number, retryAfterMs: number | null): number {
	const waitMs = Math.min(WAIT_MAX_MS, WAIT_FIRST_MS * 2 ** failures);
	return retryAfterMs ?? waitMs * (1 - Math.random() / 4);
}

/** Waits, until the signal is aborted at most. */
export function pause(waitMs: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const end = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', end);
			resolve();
		};
		const timer = setTimeout(end, waitMs);
		signal.addEventListener('abort', end);
	});
}
