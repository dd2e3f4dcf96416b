/** Events over HTTP, as the HTML standard defines them (server-sent events). */
import { isTrackedEnvelope } from '@trpc/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { toRefusal, unexpectedSentence } from '../errors.ts';
import { PING_INTERVAL_MS } from '../trpc.ts';

export const EVENT_STREAM_HEADERS = {
	'content-type': 'text/event-stream',
	// Proxies must neither compress nor buffer it.
	'cache-control': 'no-cache, no-transform',
	'x-accel-buffering': 'no',
	// The last answer on its connection: a connection that is kept alive would delay a stopping server.
	connection: 'close',
};
const PING = ': ping\n\n';

/**
 * Sends events, each as a message whose data is JSON. What is wrong before the first one is an error like any other; later
 * it is an event `failed`, with the data of an error.
 */
export async function sendEvents(
	request: FastifyRequest,
	reply: FastifyReply,
	events: AsyncIterable<unknown>,
	signal: AbortSignal,
): Promise<FastifyReply> {
	const all = events[Symbol.asyncIterator]();
	const first = await all.next();
	const stream = new PassThrough();
	const ping = setInterval(() => {
		if (!stream.writableNeedDrain) stream.write(PING);
	}, PING_INTERVAL_MS);

	async function send(): Promise<void> {
		for (let next = first; !next.done; next = await all.next()) {
			ping.refresh();
			if (!stream.write(frameOf(next.value))) await once(stream, 'drain', { signal });
		}
	}

	function fail(error: unknown): void {
		if (signal.aborted) return;
		const refusal = toRefusal(error);
		if (!refusal) request.log.error({ err: error }, 'stream failed');
		const data = {
			code: refusal?.code ?? 'INTERNAL_SERVER_ERROR',
			message: refusal?.message ?? unexpectedSentence(request.id),
			requestId: request.id,
			...refusal?.data,
		};
		stream.write(`event: failed\ndata: ${JSON.stringify(data)}\n\n`);
	}

	void send()
		.catch(fail)
		.finally(() => {
			clearInterval(ping);
			stream.end();
			// Ends the procedure's own work, also when the client has left between two events.
			void all.return?.();
		});
	return reply.headers(EVENT_STREAM_HEADERS).send(stream);
}

function frameOf(event: unknown): string {
	if (!isTrackedEnvelope(event)) return `data: ${JSON.stringify(event)}\n\n`;
	const [id, data] = event;
	return `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}
