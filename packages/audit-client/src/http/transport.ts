import type { AnyTRPCRouter } from '@trpc/server';
import type { Connection } from './connection.ts';
import { followStream } from './event-stream.ts';
import { preparedInput } from './input.ts';
import { createCallLinks } from './links.ts';
import { runLinks } from './run-links.ts';
import { withOptions } from './with-options.ts';
import type { Download, Transport } from '../transport.ts';
import { openDownload } from './download.ts';

/** Reaches a server by tRPC over HTTP. */
export function httpTransport(connection: Connection): Transport {
	const run = runLinks(createCallLinks<AnyTRPCRouter>(connection));

	return {
		call: (type, path, input, { signal = null, ...options }) =>
			run({ type, path, input, signal, context: withOptions(options) }),
		follow: (path, input, { signal, ...options }) =>
			followStream(connection, { path, input: preparedInput({ path, input }), options, signal }),
		async download(query, options): Promise<Download> {
			const input = preparedInput({ path: 'the export', input: query });
			return openDownload(connection, input as Record<string, unknown>, options);
		},
	};
}
