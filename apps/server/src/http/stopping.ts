import type { FastifyInstance } from 'fastify';
import { stoppingRefusal } from '../refusal.ts';

/** Refuses requests that arrive on open connections while the server stops, and lets no connection stay open. */
export function addStopping(app: FastifyInstance, stopping: AbortSignal): void {
	app.addHook('onRequest', async () => {
		if (stopping.aborted) throw stoppingRefusal();
	});
	// A client must not keep the connection of an answer that was still to come.
	app.addHook('onSend', async (_request, reply) => {
		if (stopping.aborted) void reply.header('connection', 'close');
	});
}
