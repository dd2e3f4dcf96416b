import { Refusal } from '../refusal.ts';

const ACCESS_CHECK_MS = 2_000;

export interface Listening {
	/** Aborted when the client has left. */
	signal: AbortSignal | undefined;
	/** Aborted when the server stops. */
	stopping: AbortSignal;
	/** Counts the listener, or throws when there are too many. */
	enter: () => Disposable;
	/** Whether the listener still has access; otherwise the stream ends with a refusal. */
	isAllowed: () => boolean;
	/** Whether the listener still has access to the same logs; otherwise the stream ends, to be opened again. */
	isSame?: () => boolean;
}

/** Events for as long as the listener has access: a stream must not outlive its session or key. */
export async function* whileAllowed<T>(
	{ enter, isAllowed, isSame = () => true, signal, stopping }: Listening,
	listen: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T> {
	const counted = enter();
	const over = new AbortController();
	const check = setInterval(() => {
		if (!mayGoOn()) over.abort();
	}, ACCESS_CHECK_MS);

	/** False also when the check throws. The error is reported after the loop: here it would end the server. */
	function mayGoOn(): boolean {
		try {
			return isAllowed() && isSame();
		} catch {
			return false;
		}
	}

	try {
		yield* listen(AbortSignal.any([over.signal, stopping, ...(signal ? [signal] : [])]));
	} finally {
		clearInterval(check);
		counted[Symbol.dispose]();
	}
	if (stopping.aborted) {
		// Clients treat this as temporary and reconnect to the restarted server.
		throw new Refusal('SERVICE_UNAVAILABLE', 'The server is restarting.');
	}
	if (over.signal.aborted && !isAllowed()) {
		throw new Refusal(
			'UNAUTHORIZED',
			'You are no longer signed in here. Sign in again to continue.',
		);
	}
}
