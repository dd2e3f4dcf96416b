import type { TRPCError } from '@trpc/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** One line per request: what, how it went and how long it took. Not the query: it holds what people look for. */
export function addRequestLog(app: FastifyInstance): void {
	app.addHook('onResponse', async (request, reply) => {
		request.log.info(
			{
				method: request.method,
				path: request.url.split('?', 1)[0],
				status: reply.statusCode,
				ms: Math.round(reply.elapsedTime),
				address: request.ip,
			},
			'request',
		);
	});
}

/** What nobody expected of a procedure. The client is told the request's id only. */
export function logFailure(request: FastifyRequest, error: TRPCError, path: string): void {
	if (error.code !== 'INTERNAL_SERVER_ERROR') return;
	request.log.error({ err: error.cause ?? error, path }, 'procedure failed');
}
