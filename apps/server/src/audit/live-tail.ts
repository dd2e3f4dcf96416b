import type { AuditLog, Filter, TailEvent } from '@tool-audit/core';
import { Refusal } from '../refusal.ts';

const STANDING_CHECK_MS = 2_000;

interface LiveTail {
	after?: string | undefined;
	filter?: Filter | undefined;
	/** The client is gone. */
	signal: AbortSignal | undefined;
	/** The server is about to be. */
	stopping: AbortSignal;
	/** Takes the listener's place, or refuses when there are too many. */
	enter: () => Disposable;
	/** Whether the listener may still listen. */
	stands: () => boolean;
}

/**
 * Rows as they are appended, for as long as the listener may see them: a stream must not outlive the
 * session or the key that opened it.
 */
export async function* liveTail(
	log: AuditLog,
	user: string,
	{ enter, stands, signal, stopping, ...options }: LiveTail,
): AsyncGenerator<TailEvent> {
	const place = enter();
	const over = new AbortController();
	const check = setInterval(() => {
		if (!stands()) over.abort();
	}, STANDING_CHECK_MS);
	try {
		const ends = AbortSignal.any([over.signal, stopping, ...(signal ? [signal] : [])]);
		yield* log.tail(user, { ...options, signal: ends });
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
	if (over.signal.aborted) {
		throw new Refusal('UNAUTHORIZED', 'You are no longer signed in here. Sign in again to go on.');
	}
}
