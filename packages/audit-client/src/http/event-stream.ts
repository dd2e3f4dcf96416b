/**
 * A procedure that is a stream (server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html), over
 * `fetch`: an `EventSource` takes no headers, can't tell why it was refused, and Node.js has none. The events are those
 * that tRPC's `httpSubscriptionLink` reads.
 */
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { joined, untilAborted } from './abort.ts';
import { pause, waitMsAfter } from './wait.ts';
import type { Connection } from './connection.ts';
import { AuditClientError } from '../error.ts';
import {
	isErrorShape,
	isObject,
	isOurs,
	notToolAudit,
	otherForm,
	serverFailure,
} from './failures.ts';
import { networkFailure } from './network-failure.ts';
import type { OperationOptions } from './with-options.ts';
import type { StreamEvent } from '../transport.ts';
import { clearTimeout, setTimeout, TIMER_MAX_MS } from './real-timers.ts';
import { URL_CHARS_MAX } from './size.ts';

export interface StreamRequest {
	/** The procedure, such as `audit.tail`. */
	path: string;
	/** Plain data. */
	input: unknown;
	options: OperationOptions;
	/** Ends the stream, without an error. */
	signal: AbortSignal;
}

const CONNECT_TIMEOUT_MS = 60_000;
/** Longest event, in UTF-16 code units. The rows of a tail come in far smaller ones. */
const EVENT_CHARS_MAX = 67_108_864;

/**
 * The events of a stream. When the connection is lost it is opened again, from the last event on, if the procedure names its
 * events. The next event is read when it is asked for.
 *
 * @throws AuditClientError for what does not get better by waiting, and after more failures in a row than `retries`
 */
export async function* followStream(
	connection: Connection,
	{ path, input, options, signal }: StreamRequest,
): AsyncGenerator<StreamEvent> {
	const { retries = Number.POSITIVE_INFINITY } = options;
	const { logger } = connection;
	let lastEventId: string | undefined;
	let failures = 0;
	let error: AuditClientError | null = null;
	while (!signal.aborted) {
		yield { kind: 'connecting', error };
		try {
			const resumed = lastEventId === undefined ? input : { ...(input as object), lastEventId };
			for await (const event of openStream(connection, { path, input: resumed, options, signal })) {
				if (event.kind === 'return') return;
				// Only a sign of life after the first one shows that the stream works.
				if (event.kind !== 'connected') failures = 0;
				if (event.kind === 'ping') continue;
				if (event.kind === 'data') {
					if (isOurs(path) && !isObject(event.data)) throw otherForm(path);
					lastEventId = event.id ?? lastEventId;
				}
				yield event;
			}
			error = cutStream(path, connection);
		} catch (cause) {
			if (signal.aborted) return;
			error = failureOf(cause, connection);
		}
		if (signal.aborted) return;
		if (!error.retryable || failures >= retries) throw error;
		if (failures === 0) logger.warn(`tool-audit: ${path}: ${error.message} Trying again.`);
		await pause(waitMsAfter(Math.min(failures, 16), error.retryAfterMs), signal);
		failures++;
	}
}

type ReceivedEvent = StreamEvent | { kind: 'ping' } | { kind: 'return' };

async function* openStream(
	connection: Connection,
	{ path, input, options, signal }: StreamRequest,
): AsyncGenerator<ReceivedEvent> {
	const silence = createSilenceLimit(connection, path);
	const stop = joined([signal, silence.signal]);
	try {
		silence.expect(options.timeout ?? CONNECT_TIMEOUT_MS);
		const response = await request(connection, { path, input, options, signal: stop.signal });
		if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
			throw notToolAudit(connection.address.name, { status: response.status });
		}
		let afterSilenceMs = Number.POSITIVE_INFINITY;
		silence.expect(afterSilenceMs);
		const received: EventSourceMessage[] = [];
		const parser = createParser({
			maxBufferSize: EVENT_CHARS_MAX,
			onEvent: (event) => received.push(event),
			onError({ type }) {
				// Others are lines of a later version.
				if (type === 'max-buffer-size-exceeded') throw tooLarge(path, connection);
			},
		});
		const reader = response.body!.pipeThrough(new TextDecoderStream() as never).getReader();
		try {
			for (;;) {
				silence.expect(afterSilenceMs);
				const read = reader.read() as Promise<{ done: boolean; value?: string }>;
				const { done, value } = await untilAborted(stop.signal, read);
				silence.expect(Number.POSITIVE_INFINITY);
				if (done) return;
				parser.feed(value!);
				for (const message of received.splice(0)) {
					const event = eventOf(message, connection);
					if ('afterSilenceMs' in event) afterSilenceMs = event.afterSilenceMs;
					yield event;
				}
			}
		} finally {
			void reader.cancel().catch(() => undefined);
		}
	} catch (cause) {
		throw silence.error ?? cause;
	} finally {
		silence.expect(Number.POSITIVE_INFINITY);
		stop.release();
	}
}

function request(
	{ address, fetch }: Connection,
	{ path, input, options, signal }: StreamRequest,
): Promise<Response> {
	const json = JSON.stringify(input);
	const query = `?input=${encodeURIComponent(json)}`;
	const headers = { accept: 'text/event-stream', ...options.headers };
	const url = `${address.trpc}/${path}`;
	if (query.length <= URL_CHARS_MAX) return fetch(url + query, { headers, signal });
	return fetch(url, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/json' },
		body: json,
		signal,
	});
}

function eventOf(
	{ event, id, data }: EventSourceMessage,
	connection: Connection,
): ReceivedEvent & { afterSilenceMs?: number } {
	switch (event) {
		case 'connected': {
			const { reconnectAfterInactivityMs: afterSilenceMs } = (parse(data, connection) ?? {}) as {
				reconnectAfterInactivityMs?: number;
			};
			return { kind: 'connected', ...(afterSilenceMs !== undefined && { afterSilenceMs }) };
		}
		case 'ping':
			return { kind: 'ping' };
		case 'return':
			return { kind: 'return' };
		case 'serialized-error': {
			const shape = parse(data, connection);
			throw isErrorShape(shape)
				? serverFailure(shape)
				: notToolAudit(connection.address.name, { cause: shape });
		}
		default:
			return { kind: 'data', id, data: parse(data, connection) };
	}
}

function parse(data: string, { address }: Connection): unknown {
	try {
		return data === '' ? null : JSON.parse(data);
	} catch (cause) {
		throw notToolAudit(address.name, { cause });
	}
}

/** Aborts its signal when nothing comes for too long. */
function createSilenceLimit({ address }: Connection, path: string) {
	const controller = new AbortController();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const limit = {
		signal: controller.signal,
		error: undefined as AuditClientError | undefined,
		/** Something must come within so many milliseconds; not at all with `Infinity`. */
		expect(withinMs: number): void {
			clearTimeout(timer);
			if (!(withinMs <= TIMER_MAX_MS)) return;
			timer = setTimeout(() => {
				limit.error = new AuditClientError({
					code: 'timeout',
					message: `${path} had no sign of life from ${address.name} for ${withinMs / 1_000} s.`,
					retryable: true,
				});
				controller.abort(limit.error);
			}, withinMs);
		},
	};
	return limit;
}

function tooLarge(path: string, { address }: Connection): AuditClientError {
	const message = `An event of ${path} from ${address.name} has more than ${EVENT_CHARS_MAX} characters: check that a Tool Audit server answers there.`;
	return new AuditClientError({ code: 'too_large', message });
}

function cutStream(path: string, { address }: Connection): AuditClientError {
	const message = `The connection of ${path} to ${address.name} ended.`;
	return new AuditClientError({ code: 'network', message, retryable: true });
}

function failureOf(cause: unknown, { address }: Connection): AuditClientError {
	return cause instanceof AuditClientError ? cause : networkFailure(cause, address.name);
}
