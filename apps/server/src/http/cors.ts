/**
 * Browser apps of other origins, which the settings name. They call the API with a key, like any program, and never with
 * the session of the person who uses them: their cookies are ignored, and no answer allows credentials.
 */
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Origins } from './origins.ts';
import { CLIENT_VERSION, SERVER_VERSION } from './versions.ts';

const EXPOSED = [
	...['content-disposition', 'x-total-rows', 'x-request-id', SERVER_VERSION, 'retry-after'],
];
const ALLOWED = [
	...['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'trpc-accept'],
	CLIENT_VERSION,
];
/** How long a browser may keep the answer to a preflight request, in seconds. */
const PREFLIGHT_SECONDS = 600;

/** Must come before what refuses requests: the app has to be able to read why. */
export async function addCors(app: FastifyInstance, { isApp }: Origins): Promise<void> {
	await app.register(cors, {
		delegator: async (request: FastifyRequest) =>
			isApp(request)
				? {
						origin: request.headers.origin!,
						methods: ['GET', 'HEAD', 'POST'],
						allowedHeaders: ALLOWED,
						exposedHeaders: EXPOSED,
						maxAge: PREFLIGHT_SECONDS,
					}
				: { origin: false },
	});
	app.addHook('onRequest', async (request) => {
		if (isApp(request)) delete request.headers.cookie;
	});
}
