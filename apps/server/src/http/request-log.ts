import type { TRPCError } from '@trpc/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * One line per request: address, outcome and duration. Without the query, which contains what people search for.
 */
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

/** Logs an unexpected error of a procedure. The client only gets the request's id. */
export function logFailure(request: FastifyRequest, error: TRPCError, path: string): void {
	if (error.code !== 'INTERNAL_SERVER_ERROR') return;
	request.log.error({ err: error.cause ?? error, path }, 'procedure failed');
}
