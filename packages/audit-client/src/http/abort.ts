import { AuditClientError } from '../error.ts';

export function abortedBy({ reason }: { reason: unknown }, path: string): AuditClientError {
	const message = `${path} was aborted.`;
	return new AuditClientError({ code: 'aborted', message, cause: reason });
}

/** A signal that is aborted with the first of these. `release` forgets them, because a caller's signal may live long. */
export function joined(signals: readonly AbortSignal[]): {
	signal: AbortSignal;
	release: () => void;
} {
	const controller = new AbortController();
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
