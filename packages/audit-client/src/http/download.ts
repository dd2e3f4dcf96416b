import { joined } from './abort.ts';
import type { Connection } from './connection.ts';
import { AuditClientError } from '../error.ts';
import { networkFailure } from './failures.ts';
import type { CallOptions } from '../options.ts';
import { URL_CHARS_MAX } from './size.ts';
import type { Download } from '../transport.ts';

/** An export of the server. It is not repeated: each one is recorded in a log. */
export async function openDownload(
	connection: Connection,
	query: Record<string, unknown>,
	{ signal, headers }: CallOptions,
): Promise<Download> {
	const { address } = connection;
	const stop = joined(signal ? [signal] : []);
	const abortedError = () =>
		new AuditClientError({
			code: 'aborted',
			message: 'The export was aborted.',
			cause: signal!.reason,
		});
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
	} catch (error) {
		stop.release();
		throw signal?.aborted ? abortedError() : error;
	}

	async function* body(): AsyncGenerator<Uint8Array> {
		const reader = response.body!.getReader();
		try {
			for (;;) {
				const { done, value } = (await reader.read()) as { done: boolean; value: Uint8Array };
				if (done) return;
				yield value;
			}
		} catch (cause) {
			throw signal?.aborted ? abortedError() : networkFailure(cause, address.origin);
		} finally {
			await reader.cancel().catch(() => undefined);
			stop.release();
		}
	}

	const rows = response.headers.get('x-total-rows');
	return {
		rows: rows === null ? null : Number(rows),
		name: nameOf(response.headers.get('content-disposition') ?? ''),
		type: response.headers.get('content-type') ?? '',
		body: body(),
	};
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
	if (encoded !== undefined) return decodeURIComponent(encoded);
	return /filename="([^"]*)"/i.exec(disposition)?.[1] ?? 'export';
}
