import negotiator from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { gzip } from './gzip.ts';

const ENCODINGS = ['gzip'];
/** A smaller answer is sent as it is, as by the plugin. */
const COMPRESSED_BYTES_MIN = 1024;

/**
 * Sends pieces of one JSON text, compressed for clients that take gzip. The plugin that compresses all other answers makes three
 * streams for each; here it gets only those that it is to look at. The pieces are not used any more when this
 * returns.
 */
export function sendJson(
	{ headers }: FastifyRequest,
	reply: FastifyReply,
	pieces: Uint8Array[],
): FastifyReply | Promise<FastifyReply> {
	const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
	const isCompressed =
		bytes >= COMPRESSED_BYTES_MIN &&
		headers['x-no-compression'] === undefined &&
		negotiator.negotiate(headers['accept-encoding'] ?? '', ENCODINGS) === 'gzip';
	return isCompressed
		? sendCompressed(reply, gzip(pieces))
		: reply.send(Buffer.concat(pieces, bytes));
}

async function sendCompressed(
	reply: FastifyReply,
	compressed: Promise<Buffer>,
): Promise<FastifyReply> {
	const vary = [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', ');
	return reply.headers({ vary, 'content-encoding': 'gzip' }).send(await compressed);
}
