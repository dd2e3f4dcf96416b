import type { FastifyInstance } from 'fastify';

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
