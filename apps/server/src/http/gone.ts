import type { FastifyReply } from 'fastify';

/** A signal that is aborted when the client has left, and when it has received its answer. */
export function goneSignal({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
	const gone = new AbortController();
	// The client may have left while its credentials were checked.
	if (raw.closed) gone.abort();
	else raw.on('close', () => gone.abort());
	return gone.signal;
}
