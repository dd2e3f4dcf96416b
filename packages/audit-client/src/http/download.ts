import { abortedBy, joined, untilAborted } from './abort.ts';
import type { Connection } from './connection.ts';
import { AuditClientError } from '../error.ts';
import { TIMEOUT_MS } from './attempts.ts';
import { isErrorShape, proxyFailure, serverFailure } from './failures.ts';
import { networkFailure } from './network-failure.ts';
import { clearTimeout, setTimeout, TIMER_MAX_MS } from './real-timers.ts';
import type { CallOptions } from '../options.ts';
import { URL_CHARS_MAX } from './size.ts';
import type { Download } from '../transport.ts';

/** An export of the server. It is not repeated: each one is recorded in a log. */
export async function openDownload(
	connection: Connection,
	query: Record<string, unknown>,
	{ signal, headers, timeout = connection.defaults.timeout ?? TIMEOUT_MS }: CallOptions,
): Promise<Download> {
	const { address } = connection;
	const stop = new AbortController();
	const heeded = joined(signal ? [signal] : [], stop);
	let isLate = false;
	const giveUp = () => {
		isLate = true;
		stop.abort();
	};
	const timer = timeout <= TIMER_MAX_MS ? setTimeout(giveUp, timeout) : undefined;
	const url = `${address.api}/audit/export`;
	const search = `?${new URLSearchParams(texts(query)).toString()}`;
	const isLong = search.length > URL_CHARS_MAX;
	const request = isLong
		? connection.fetch(url, {
				method: 'POST',
				headers: { ...headers, 'content-type': 'application/json' },
				body: JSON.stringify(query),
				signal: stop.signal,
			})
		: connection.fetch(url + search, { headers: { ...headers }, signal: stop.signal });
	let response: Response;
	try {
		response = await request;
		if (!response.ok) {
			throw await untilAborted(stop.signal, failureOf(response, address.name));
		}
	} catch (error) {
		heeded.release();
		if (signal?.aborted) throw abortedBy(signal, 'The export');
		throw isLate ? tooLate(timeout, address.name) : error;
	} finally {
		clearTimeout(timer);
	}

	async function* read(signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
		const reader = response.body?.getReader();
		if (!reader) return;
		try {
			for (;;) {
				const reading = reader.read() as Promise<{ done: boolean; value: Uint8Array }>;
				const { done, value } = await untilAborted(signal, reading);
				if (done) return;
				yield value;
			}
		} catch (cause) {
			throw signal.aborted ? cause : networkFailure(cause, address.name);
		} finally {
			void reader.cancel().catch(() => undefined);
		}
	}

	const rows = response.headers.get('x-total-rows');
	return {
		rows: rows !== null && /^\d+$/.test(rows) ? Number(rows) : null,
		name: nameOf(response.headers.get('content-disposition') ?? ''),
		type: response.headers.get('content-type') ?? '',
		read,
		cancel() {
			heeded.release();
			stop.abort();
		},
	};
}

/** The time limit is for the beginning of the answer: a large export takes its time. */
function tooLate(timeoutMs: number, server: string): AuditClientError {
	const message = `The export had no answer from ${server} after ${timeoutMs / 1_000} s.`;
	return new AuditClientError({ code: 'timeout', message, retryable: true });
}

async function failureOf(response: Response, server: string): Promise<AuditClientError> {
	const { error } = ((await response.json().catch(() => null)) ?? {}) as { error?: unknown };
	return isErrorShape(error) ? serverFailure(error) : proxyFailure(response, server);
}

/** As parameters of an address: what is not a text is JSON. */
function texts(query: Record<string, unknown>): Record<string, string> {
	const given = Object.entries(query).filter(([, value]) => value !== undefined);
	return Object.fromEntries(
		given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
	);
}

/** The file name of a `Content-Disposition` (RFC 6266), which may be given in UTF-8. */
function nameOf(disposition: string): string {
	const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
	const plain = /filename="([^"]*)"/i.exec(disposition)?.[1] ?? 'export';
	// It may be used as a path.
	return (decoded(encoded) ?? plain).replace(/[/\\]/g, '_');
}

function decoded(text: string | undefined): string | undefined {
	try {
		return text && decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
