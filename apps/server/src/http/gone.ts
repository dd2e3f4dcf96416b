import type { FastifyReply } from 'fastify';

/** Aborted when the client is gone, and when it has got its answer. */
export function goneSignal({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
	const gone = new AbortController();
	// It may have left while it was looked at who asks.
	if (raw.closed) gone.abort();
	else raw.on('close', () => gone.abort());
	return gone.signal;
}
