import type { FastifyError, FastifyInstance } from 'fastify';
import { httpStatusOf, toRefusal, unexpectedSentence } from '../errors.ts';

/** Errors outside tRPC: the same codes and sentences, as `{ error: { code, message, requestId } }`. */
export function addPlainErrors(app: FastifyInstance): void {
	app.setErrorHandler(async (error: FastifyError, request, reply) => {
		const refusal = toRefusal(error);
		const status = refusal ? httpStatusOf(refusal.code) : (error.statusCode ?? 500);
		if (status >= 500) request.log.error({ err: error }, 'request failed');
		const message =
			refusal?.message ?? (status < 500 ? error.message : unexpectedSentence(request.id));
		const code = refusal?.code ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
		await reply
			.status(status)
			.send({ error: { code, message, requestId: request.id, ...refusal?.data } });
	});
}
