import type { FastifyReply } from 'fastify';

/** Aborted when the client is gone, and when it has got its answer. */
export function goneSignal(reply: FastifyReply): AbortSignal {
	const gone = new AbortController();
	reply.raw.on('close', () => gone.abort());
	return gone.signal;
}
