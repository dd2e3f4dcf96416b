import type { StreamCallbacks } from './api.ts';
import { joined } from './http/abort.ts';
import { AuditClientError } from './error.ts';
import type { CallOptions, Logger } from './options.ts';
import type { Transport } from './transport.ts';

/** Calls back for each event of a stream, until `unsubscribe` is called or the signal is aborted. */
export function listen(
	{ follow }: Transport,
	{ path, input, logger }: { path: string; input: unknown; logger: Logger },
	{ signal, ...options }: StreamCallbacks<unknown> & CallOptions,
): { unsubscribe(): void } {
	const left = new AbortController();
	const stop = joined(signal ? [left.signal, signal] : [left.signal]);
	const { onStarted, onData, onError, onStopped, onComplete, onConnectionStateChange } = options;
	const tell = (call: () => void) => told(path, 'stream', call);

	async function run(): Promise<void> {
		for await (const event of follow(path, input, { ...options, signal: stop.signal })) {
			if (stop.signal.aborted) return;
			if (event.kind === 'connecting') {
				const { error } = event;
				tell(() => onConnectionStateChange?.({ type: 'state', state: 'connecting', error }));
			} else if (event.kind === 'connected') {
				tell(() => onStarted?.({ context: undefined }));
				tell(() => onConnectionStateChange?.({ type: 'state', state: 'pending', error: null }));
			} else {
				const { id, data } = event;
				tell(() => onData?.(id === undefined ? data : { id, data }));
			}
		}
		if (stop.signal.aborted) return;
		tell(() => onStopped?.());
		tell(() => onConnectionStateChange?.({ type: 'state', state: 'idle', error: null }));
	}

	void run()
		.finally(stop.release)
		.then(
			() => onComplete?.(),
			(error: AuditClientError) => onError?.(error),
		)
		.catch((cause: unknown) => logger.error(`tool-audit: ${threw(path, cause)}`));
	return { unsubscribe: () => left.abort() };
}

/** Runs a callback of the caller. One that throws ends what it listens to, and that is told as what it is. */
export function told(path: string, what: 'loop' | 'stream', call: () => void): void {
	try {
		call();
	} catch (cause) {
		const message = threw(path, cause, `, so the ${what} has ended`);
		throw new AuditClientError({ code: 'listener', message, cause });
	}
}

/** The sentence for a callback of the caller that threw. What it threw may be any value. */
export function threw(path: string, cause: unknown, effect = ''): string {
	const reason =
		cause instanceof Error ? cause.message : typeof cause === 'string' ? cause : typeof cause;
	return `A callback of ${path} threw${effect}: ${reason}`;
}
