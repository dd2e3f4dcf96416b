import { AuditClientError } from '../error.ts';

export function abortedBy({ reason }: { reason: unknown }, path: string): AuditClientError {
	const message = `${path} was aborted.`;
	return new AuditClientError({ code: 'aborted', message, cause: reason });
}

/** A signal that is aborted with the first of these. `release` forgets them, because a caller's signal may live long. */
export function joined(
	signals: readonly AbortSignal[],
	controller = new AbortController(),
): { signal: AbortSignal; release: () => void } {
	const release = () => signals.forEach((one) => one.removeEventListener('abort', onAbort));
	function onAbort(this: AbortSignal) {
		controller.abort(this.reason);
		release();
	}
	for (const one of signals) {
		if (one.aborted) onAbort.call(one);
		else one.addEventListener('abort', onAbort);
	}
	return { signal: controller.signal, release };
}

/**
 * The value of a promise. Rejects with the signal's reason as soon as that is aborted, whatever the promise does: it may be
 * one of the caller's own functions, which need not heed a signal.
 */
export function untilAborted<T>(signal: AbortSignal, value: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const onAbort = () => {
			signal.removeEventListener('abort', onAbort);
			reject(signal.reason as Error);
		};
		if (signal.aborted) onAbort();
		else signal.addEventListener('abort', onAbort);
		void value.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
	});
}
