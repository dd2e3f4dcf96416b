import { createTRPCClient, TRPCClientError, type TRPCClient } from '@trpc/client';
import { type ClientOptions, createLinks } from './links.ts';
import type { AuditRouter } from './router.ts';

/** The procedures a key can call. Sessions, accounts, keys and files are only for people, on the page. */
export type AuditClient = TRPCClient<AuditRouter>;

/** `data.code` is the kind of error. Without an answer from a Tool Audit server there is no `data`. */
export type AuditClientError = TRPCClientError<AuditRouter>;

/**
 * Calls a Tool Audit server with an API key, as the account that the key belongs to. Calls made at the same time share
 * a request. A call that fails rejects with an `AuditClientError`, whose message says what to do.
 *
 * A `record` that is not awaited is still sent when the process ends by SIGTERM, SIGINT, SIGHUP, an uncaught error or
 * `process.exit()`, which waits up to 2 seconds for it. Calls can be lost only if they were being sent when
 * `process.exit()` was called, or at SIGKILL. Add a `catch`: without a server the call rejects.
 *
 * @example
 * ```ts
 * const { audit } = createAuditClient({ url: 'http://127.0.0.1:8321', apiKey });
 *
 * await audit.record.mutate({
 * 	tool: 'web.get',
 * 	args: { url: 'https://example.com' },
 * 	status: 'ok',
 * 	result: 'Example Domain',
 * });
 * const { entries } = await audit.recent.query({ days: 7, filter: { status: ['denied'] } });
 *
 * const live = audit.tail.subscribe({}, { onData: ({ data }) => console.log(data) });
 * live.unsubscribe();
 * ```
 *
 * @throws TypeError when `url` is not the address of a server
 */
export function createAuditClient(options: ClientOptions): AuditClient {
	return createTRPCClient<AuditRouter>({ links: createLinks(options) });
}

/** Whether an error comes from a call to the server. */
export function isAuditClientError(error: unknown): error is AuditClientError {
	return error instanceof TRPCClientError;
}
