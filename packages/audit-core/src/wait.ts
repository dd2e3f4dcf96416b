import { clearTimeout, setTimeout } from '@tool-audit/safe-files/timers';

export interface WaitOptions {
	/** Ends the waiting early. */
	signal?: AbortSignal;
	/** False for what must not keep the process alive. */
	isRef?: boolean;
}

/** Resolves after `ms` milliseconds. */
export function wait(ms: number, { signal, isRef = true }: WaitOptions = {}): Promise<void> {
	// A timer that does not keep the process alive might never fire.
	if (signal?.aborted) return Promise.resolve();
	return new Promise((resolve) => {
		const timer = setTimeout(end, ms);
		if (!isRef) timer.unref();
		signal?.addEventListener('abort', end);

		function end(): void {
			clearTimeout(timer);
			signal?.removeEventListener('abort', end);
			resolve();
		}
	});
}
