/**
 * `GET` and `POST /trpc/audit.tail` with the same output as tRPC, but faster. tRPC serializes an event for each listener and
 * sends it through three streams: fifty listeners of one log use a whole core. Here an event with several
 * listeners is serialized once. Everything else, from the permissions to the error messages, is done by the
 * procedure.
 */
import type { TailEvent } from '@tool-audit/core';
import {
	getTRPCErrorFromUnknown,
	getTRPCErrorShape,
	type TrackedEnvelope,
	TRPCError,
} from '@trpc/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { createContext, type Context } from '../context.ts';
import { appRouter } from '../router.ts';
import type { Services } from '../services.ts';
import { PING_INTERVAL_MS, STREAM_CLIENT } from '../trpc.ts';
import { EVENT_STREAM_HEADERS } from './event-stream.ts';
import { goneSignal } from './gone.ts';
import { acceptJsonText } from './json-text.ts';
import { logFailure } from './request-log.ts';

const PATH = 'audit.tail';
/** One empty line ends an event; tRPC writes two. */
const END = '\n\n';
export async function addLiveStream(app: FastifyInstance, services: Services): Promise<void> {
	const frames = new WeakMap<TailEvent, Buffer>();

	function frameOf(event: TailEvent): Buffer {
		const known = frames.get(event);
		if (known) return known;
		const frame = Buffer.from(`data: ${JSON.stringify(event)}\nid: ${event.cursor}\n${END}`);
		frames.set(event, frame);
		return frame;
	}

	async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
		const context = await createContext(services, request, reply);
		const signal = goneSignal(reply);
		const stream = new PassThrough();
		const ping = setInterval(() => {
			if (!stream.writableNeedDrain) stream.write(namedFrame('ping', ''));
		}, PING_INTERVAL_MS);

		async function send(): Promise<void> {
			stream.write(namedFrame('connected', JSON.stringify(STREAM_CLIENT)));
			const { audit } = appRouter.createCaller(context, { signal });
			// Typed as for a client, which gets the events without their envelope.
			const events = (await audit.tail(inputOf(request))) as unknown;
			for await (const [, event] of events as AsyncIterable<TrackedEnvelope<TailEvent>>) {
				ping.refresh();
				if (!stream.write(frameOf(event))) await once(stream, 'drain', { signal });
			}
			stream.write(namedFrame('return', ''));
		}

		function refuse(cause: unknown): void {
			if (signal.aborted) return;
			const error = getTRPCErrorFromUnknown(cause);
			logFailure(request, error, PATH);
			stream.write(namedFrame('serialized-error', JSON.stringify(shapeOf(error, context))));
		}

		void send()
			.catch(refuse)
			.finally(() => {
				clearInterval(ping);
				stream.end();
			});
		return reply.headers(EVENT_STREAM_HEADERS).send(stream);
	}

	app.get(`/trpc/${PATH}`, { exposeHeadRoute: false }, answer);
	await app.register((posted: FastifyInstance) => {
		acceptJsonText(posted);
		posted.post(`/trpc/${PATH}`, answer);
	});
}

function namedFrame(event: string, data: string): string {
	return `event: ${event}\ndata: ${data}\n${END}`;
}

/**
 * The input as tRPC reads it: from the address, or from the body of a POST. A browser that reconnects automatically sends
 * the last event in a header.
 */
function inputOf({ method, url, headers, body }: FastifyRequest): never {
	const { searchParams } = new URL(url, 'http://localhost');
	const lastEventId = headers['last-event-id'] ?? searchParams.get('lastEventId');
	const text = method === 'POST' ? body : searchParams.get('input');
	const input = parseJson(typeof text === 'string' && text !== '' ? text : '{}');
	// The procedure's schema checks the input.
	return (lastEventId !== null && isObject(input) ? { ...input, lastEventId } : input) as never;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new TRPCError({ code: 'BAD_REQUEST', message: (cause as SyntaxError).message, cause });
	}
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function shapeOf(error: TRPCError, ctx: Context) {
	const config = appRouter._def._config;
	const call = { type: 'subscription', path: PATH, input: undefined } as const;
	return getTRPCErrorShape({ config, error, ctx, ...call });
}
