/**
 * Reads the rest of a request body after an early answer.
 *
 * A request is often rejected before all of its body has arrived: a wrong key, an invalid path, a file that is too
 * large. The client continues to send, and many clients (every browser) only read the answer afterwards. An unread
 * rest would block the connection and the page's next requests on it. Closing a connection with unread bytes
 * resets it, which can lose the answer.
 *
 * So the rest of a body is read and discarded once its request is answered, for every endpoint. It is limited by
 * bytes here, and in time by the server's `requestTimeout`.
 */
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { finished, PassThrough } from 'node:stream';
import { UPLOAD_BYTES_MAX } from '../files/create-file.ts';

/** The size of the largest accepted body, so that every allowed upload is read to its end. */
const UNREAD_BYTES_MAX = UPLOAD_BYTES_MAX;

export function addUnreadBody(app: FastifyInstance): void {
	app.addHook('onRequest', async ({ raw, headers }, reply) => {
		// More than will be read: the client must not reuse this connection.
		if (Number(headers['content-length']) > UNREAD_BYTES_MAX) {
			void reply.header('connection', 'close');
		}
		const { socket } = raw;
		// Runs before Node's own listener, which closes the connection or leaves it to a reader that has stopped.
		reply.raw.prependListener('finish', () => {
			if (!raw.complete) readRest(raw, socket);
		});
	});

	// A decompressor destroys its source when it fails, and the rest could not be read any more.
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
	// Node calls this to close a connection after its last answer. Instead the client is told to close it, and is
	// read to its end.
	socket.destroySoon = () => {
		isClosing = true;
		socket.end();
	};
	finished(request, () => {
		delete (socket as Partial<Socket>).destroySoon;
		if (isClosing) socket.destroySoon();
	});
}
