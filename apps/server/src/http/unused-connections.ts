/**
 * Ends connections on which no request has arrived when the server stops.
 *
 * A browser opens connections ahead of the requests that it expects. To Node they are not idle, so `close` waits for
 * them until the browser gives them up, or until all connections are cut.
 */
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** A request that is already on its way arrives within this time. */
const ON_ITS_WAY_MS = 100;

export function addUnusedConnections(app: FastifyInstance): void {
	const unused = new Set<Socket>();
	app.server.on('connection', (socket: Socket) => {
		unused.add(socket);
		socket.once('close', () => unused.delete(socket));
	});
	app.server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket));
	app.addHook('preClose', async () => {
		const end = () => unused.forEach((socket) => socket.destroy());
		setTimeout(end, ON_ITS_WAY_MS).unref();
	});
}
