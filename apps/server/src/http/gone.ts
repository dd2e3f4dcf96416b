import type { FastifyReply } from 'fastify';

/** One for all requests: `abort` alone makes an error with a stack for each of them. */
const GONE = new DOMException('The request is over.', 'AbortError');

/** A signal that is aborted when the client has left, and when it has received its answer. */
export function goneSignal({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
	const gone = new AbortController();
	// The client may have left while its credentials were checked.
	if (raw.closed) gone.abort(GONE);
	else raw.on('close', () => gone.abort(GONE));
	return gone.signal;
}
