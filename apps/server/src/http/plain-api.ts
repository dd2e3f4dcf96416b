import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requireScope } from '../auth/principal.ts';
import { type Context, createContext } from '../context.ts';
import { appRouter } from '../router.ts';
import type { Services } from '../services.ts';
import { type Caller, type Endpoint, endpoints, streams } from './endpoints.ts';
import { sendEvents } from './event-stream.ts';
import { goneSignal } from './gone.ts';
import { parseQuery } from './parse.ts';

interface Asked {
	context: Context;
	query: Record<string, unknown>;
	caller: Caller;
	/** Aborted when the client has left. */
	signal: AbortSignal;
}

/** Plain addresses for the procedures. A HEAD request is only checked: nothing is read, and nothing recorded. */
export function addPlainApi(app: FastifyInstance, services: Services): void {
	async function ask(
		{ scope, query }: Endpoint,
		request: FastifyRequest,
		reply: FastifyReply,
	): Promise<Asked> {
		const context = await createContext(services, request, reply);
		if (scope !== null) requireScope(context.principal, scope);
		const signal = goneSignal(reply);
		const caller = appRouter.createCaller(context, { signal });
		return { context, query: parseQuery(query, request.query), caller, signal };
	}

	function addHead(endpoint: Endpoint): void {
		app.head(endpoint.path, async (request, reply) => {
			await ask(endpoint, request, reply);
			return reply.status(204).send();
		});
	}

	for (const endpoint of endpoints) {
		addHead(endpoint);
		app.get(endpoint.path, { exposeHeadRoute: false }, async (request, reply) => {
			const { caller, query } = await ask(endpoint, request, reply);
			return endpoint.call(caller, query);
		});
	}

	for (const endpoint of streams) {
		addHead(endpoint);
		app.get(endpoint.path, { exposeHeadRoute: false }, async (request, reply) => {
			const { caller, query, signal } = await ask(endpoint, request, reply);
			// What an EventSource sends by itself when it connects again.
			const { 'last-event-id': lastEventId } = request.headers;
			const after = 'after' in endpoint.query.shape && lastEventId ? { after: lastEventId } : {};
			const events = await endpoint.call(caller, { ...query, ...after });
			return sendEvents(request, reply, events as AsyncIterable<unknown>, signal);
		});
	}
}
