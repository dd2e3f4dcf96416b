import { getTRPCErrorShape, TRPCError } from '@trpc/server';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { httpStatusOf, noteRequest, toRefusal, unexpectedSentence } from '../errors.ts';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { appRouter } from '../router.ts';

const TRPC = '/trpc/';

/** Codes for requests that the transport rejects before any route. */
const TRANSPORT_CODES: Record<number, RefusalCode> = {
	404: 'NOT_FOUND',
	408: 'TIMEOUT',
	413: 'PAYLOAD_TOO_LARGE',
	415: 'UNSUPPORTED_MEDIA_TYPE',
};

export type ErrorAnswer = (
	error: FastifyError,
	request: FastifyRequest,
	reply: FastifyReply,
) => Promise<void>;

/**
 * Errors outside tRPC: the same codes and sentences, as `{ error: { code, message, requestId } }`. Errors on the
 * way to a procedure have the form that tRPC clients read.
 */
export function createErrorAnswer(bodyBytesMax: number): ErrorAnswer {
	const sentences: Record<number, string> = {
		413: `A request may have ${bodyBytesMax / 1024 / 1024} MiB: send less in one.`,
		414: 'This address is too long. Send a long query by POST.',
		415: 'Send the input as JSON, with the header content-type: application/json.',
	};

	function messageOf({ code, statusCode = 500, message }: FastifyError): string {
		if (code === 'FST_ERR_BAD_URL') return 'This address can’t be decoded.';
		return sentences[statusCode] ?? message;
	}

	function refusalOf(error: FastifyError): Refusal | undefined {
		const refusal = toRefusal(error);
		const { statusCode = 500 } = error;
		if (refusal || statusCode >= 500) return refusal;
		return new Refusal(TRANSPORT_CODES[statusCode] ?? 'BAD_REQUEST', messageOf(error));
	}

	return async (error, request, reply) => {
		const refusal = refusalOf(error);
		const status = error.statusCode ?? (refusal ? httpStatusOf(refusal.code) : 500);
		if (status >= 500) request.log.error({ err: error }, 'request failed');
		const code = refusal?.code ?? 'INTERNAL_SERVER_ERROR';
		const message = refusal?.message ?? unexpectedSentence(request.id);
		const { url, id: requestId } = request;
		const retryAfter = refusal?.data.retryAfterSeconds;
		if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
		await reply.status(status).send({
			error: url.startsWith(TRPC)
				? trpcShapeOf(new TRPCError({ code, message, cause: refusal }), url, requestId)
				: { code, message, requestId, ...refusal?.data },
		});
	};
}

function trpcShapeOf(error: TRPCError, url: string, requestId: string) {
	noteRequest(error, requestId);
	const path = url.slice(TRPC.length).split('?')[0];
	const config = appRouter._def._config;
	return getTRPCErrorShape({
		config,
		error,
		path,
		type: 'unknown',
		input: undefined,
		ctx: undefined,
	});
}
