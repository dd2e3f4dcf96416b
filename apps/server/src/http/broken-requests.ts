/** Answers to what is not a complete request: there is no route for it, and no hook runs. */
import type { FastifyServerOptions } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { ErrorAnswer } from './plain-errors.ts';
import { SERVER_VERSION } from './versions.ts';

type BrokenRequests = Required<
	Pick<FastifyServerOptions, 'frameworkErrors' | 'clientErrorHandler'>
>;

const ANSWERS: Record<string, { status: number; code: string; message: string }> = {
	HPE_HEADER_OVERFLOW: {
		...{ status: 431, code: 'BAD_REQUEST' },
		message: 'Address and headers are longer than 16 KiB. Send a long query by POST.',
	},
	ERR_HTTP_REQUEST_TIMEOUT: {
		...{ status: 408, code: 'TIMEOUT' },
		message: 'The request did not arrive in time. Try again.',
	},
};
const NOT_HTTP = {
	status: 400,
	code: 'BAD_REQUEST',
	message: 'This is not a request of HTTP/1.1.',
};

export function brokenRequests(answerError: ErrorAnswer, version: string): BrokenRequests {
	return {
		frameworkErrors(error, request, reply) {
			void reply.headers({ 'x-request-id': request.id, [SERVER_VERSION]: version });
			void answerError(error, request, reply);
		},
		clientErrorHandler(error, socket) {
			if (error.code === 'ECONNRESET' || !socket.writable) {
				socket.destroy();
				return;
			}
			const { status, code, message } = ANSWERS[error.code ?? ''] ?? NOT_HTTP;
			const body = JSON.stringify({ error: { code, message } });
			const head = [
				`HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
				'content-type: application/json; charset=utf-8',
				`content-length: ${Buffer.byteLength(body)}`,
				`${SERVER_VERSION}: ${version}`,
				'connection: close',
			];
			socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
		},
	};
}
