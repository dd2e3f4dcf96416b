import { Refusal } from '../refusal.ts';

const STANDING_CHECK_MS = 2_000;

export interface Listening {
	/** The client is gone. */
	signal: AbortSignal | undefined;
	/** The server is about to be. */
	stopping: AbortSignal;
	/** Takes the listener's place, or refuses when there are too many. */
	enter: () => Disposable;
	/** Whether the listener may still listen; otherwise the stream ends with a refusal. */
	stands: () => boolean;
	/** Whether the listener may still hear the same; otherwise the stream just ends, to be opened again. */
	isSame?: () => boolean;
}

/** Events for as long as the listener may have them: a stream must not outlive the session or the key that opened it. */
export async function* whileStanding<T>(
	{ enter, stands, isSame = () => true, signal, stopping }: Listening,
	listen: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T> {
	const place = enter();
	const over = new AbortController();
	const check = setInterval(() => {
		if (!mayGoOn()) over.abort();
	}, STANDING_CHECK_MS);

	/** Where that can't be told it is over too, and the reason is met below: here it would end the server. */
	function mayGoOn(): boolean {
		try {
			return stands() && isSame();
		} catch {
			return false;
		}
	}

	try {
		yield* listen(AbortSignal.any([over.signal, stopping, ...(signal ? [signal] : [])]));
	} finally {
		clearInterval(check);
		place[Symbol.dispose]();
	}
	if (stopping.aborted) {
		// A client takes this for a passing trouble, and comes back to the server that follows.
		throw new Refusal(
			'SERVICE_UNAVAILABLE',
			'The server is restarting. The view goes on by itself.',
		);
	}
	if (over.signal.aborted && !stands()) {
		throw new Refusal('UNAUTHORIZED', 'You are no longer signed in here. Sign in again to go on.');
	}
}
