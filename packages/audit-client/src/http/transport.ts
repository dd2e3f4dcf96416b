import { TRPCUntypedClient } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { joined } from './abort.ts';
import type { Connection } from './connection.ts';
import { followStream } from './event-stream.ts';
import { createLinks } from './links.ts';
import { withOptions } from './with-options.ts';
import type { CallOptions } from '../options.ts';
import type { Download, Transport } from '../transport.ts';
import { openDownload } from './download.ts';

/** Reaches a server by tRPC over HTTP. */
export function httpTransport(connection: Connection): Transport {
	const links = createLinks<AnyTRPCRouter>(connection);
	const trpc = new TRPCUntypedClient({ links });

	return {
		call: (kind, path, input, options) => trpc[kind](path, input, requestOptions(options)),
		async *follow(path, input, { signal, ...options }) {
			const left = new AbortController();
			const stop = joined(signal ? [left.signal, signal] : [left.signal]);
			try {
				const request = { path, input, options, signal: stop.signal };
				yield* followStream(connection, request);
			} finally {
				left.abort();
				stop.release();
			}
		},
		download: (query, options): Promise<Download> => openDownload(connection, query, options),
	};
}

function requestOptions({ signal, ...options }: CallOptions) {
	return { ...(signal && { signal }), context: withOptions(options) };
}
