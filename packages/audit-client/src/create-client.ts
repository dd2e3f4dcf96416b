import { clientOver } from './client-over.ts';
import type { AuditClient } from './client.ts';
import { openConnection } from './http/connection.ts';
import { httpTransport } from './http/transport.ts';
import type { ClientOptions } from './options.ts';

/**
 * Calls a Tool Audit server with an API key, as the account that the key belongs to. Calls made at the same time share a
 * request. A call that fails is repeated where that may help, and then rejects with an `AuditClientError`, whose message says
 * what to do.
 *
 * A `record` that is not awaited is still sent when the process ends by SIGTERM, SIGINT, SIGHUP, an uncaught error or
 * `process.exit()`, which waits up to 2 seconds for it. Calls without an answer are lost at SIGKILL. Add a `catch`: without
 * a server the call rejects.
 *
 * @example
 * ```ts
 * const client = createAuditClient({ url: 'http://127.0.0.1:8321', apiKey });
 *
 * await client.audit.record.mutate({
 * 	tool: 'web.get',
 * 	args: { url: 'https://example.com' },
 * 	status: 'ok',
 * 	result: 'Example Domain',
 * });
 * for await (const { day, entry } of client.recent({ filter: { status: ['denied'] } })) console.log(day, entry.tool);
 * ```
 *
 * @throws TypeError for options that can't be used, such as a `url` that is not an address
 */
export function createAuditClient(options: ClientOptions = {}): AuditClient {
	const connection = openConnection(options);
	return clientOver(httpTransport(connection), connection.logger);
}
