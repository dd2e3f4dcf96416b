import type { FastifyReply } from 'fastify';

/** As `abort` would make it for each request anew, with a stack that nobody reads. */
const GONE = new DOMException('The request is over.', 'AbortError');

/** A signal that is aborted when the client has left, and when it has received its answer. */
export function goneSignal({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
	const gone = new AbortController();
	// The client may have left while its credentials were checked.
	if (raw.closed) gone.abort(GONE);
	else raw.on('close', () => gone.abort(GONE));
	return gone.signal;
}
