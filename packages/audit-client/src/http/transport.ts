import { TRPCUntypedClient } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
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
		follow: (path, input, { signal, ...options }) =>
			followStream(connection, { path, input, options, signal }),
		download: (query, options): Promise<Download> => openDownload(connection, query, options),
	};
}

function requestOptions({ signal, ...options }: CallOptions) {
	return { ...(signal && { signal }), context: withOptions(options) };
}
