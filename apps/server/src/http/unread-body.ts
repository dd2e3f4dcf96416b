/**
 * A request is often refused before all of its body has come in: a wrong key, a path that can't be, a file that is
 * too large. Its sender goes on sending, and many (every browser) read the answer only then. What is left unread
 * would hold up the connection, and whatever the page asks for next waits behind it; and to close a connection
 * with unread bytes in it resets it, which can take the answer away from the client.
 *
 * So the rest of a body is read and thrown away once its request is answered, for every endpoint alike. It is
 * bounded by bytes here, and in time by the server's `requestTimeout`.
 */
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { finished, PassThrough } from 'node:stream';
import { UPLOAD_BYTES_MAX } from '../files/create-file.ts';

/** As much as the largest body that is taken: no file that a person may upload is cut off before its answer. */
const UNREAD_BYTES_MAX = UPLOAD_BYTES_MAX;

export function addUnreadBody(app: FastifyInstance): void {
	app.addHook('onRequest', async ({ raw, headers }, reply) => {
		// More than will be read: the client is told not to count on this connection.
		if (Number(headers['content-length']) > UNREAD_BYTES_MAX) {
			void reply.header('connection', 'close');
		}
		const { socket } = raw;
		// Comes before Node's own listener, which closes the connection or leaves it to a reader that has stopped.
		reply.raw.prependListener('finish', () => {
			if (!raw.complete) readRest(raw, socket);
		});
	});

	// What decompresses a body destroys its source when it fails, and nothing more could be read of that.
	app.addHook('preParsing', async ({ raw, headers }, _reply, body) => {
		if (headers['content-encoding'] === undefined) return body;
		const source = raw.pipe(new PassThrough());
		finished(raw, (error) => {
			if (error) source.destroy(error);
		});
		return source;
	});
}

function readRest(request: IncomingMessage, socket: Socket): void {
	let bytes = 0;
	request.unpipe();
	request.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > UNREAD_BYTES_MAX) socket.destroy();
	});
	request.resume();
	let isClosing = false;
	// By this Node closes a connection after its last answer. Now the client is told so, and is heard to its end.
	socket.destroySoon = () => {
		isClosing = true;
		socket.end();
	};
	finished(request, () => {
		delete (socket as Partial<Socket>).destroySoon;
		if (isClosing) socket.destroySoon();
	});
}
