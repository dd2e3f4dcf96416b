import { createTRPCClient, TRPCClientError, type TRPCClient } from '@trpc/client';
import { type ClientOptions, createLinks } from './links.ts';
import type { AuditRouter } from './router.ts';

/** What a key can call. Sessions, accounts, keys and files are for people, on the page. */
export type AuditClient = TRPCClient<AuditRouter>;

/** `data.code` says what kind of error it is; there is no `data` when no Tool Audit server answered. */
export type AuditClientError = TRPCClientError<AuditRouter>;

/**
 * Calls a Tool Audit server with an API key, for the account that the key belongs to. Calls made in one moment share
 * a request. A call that fails rejects with an `AuditClientError`, whose message is a sentence that says what to do.
 *
 * A `record` that nothing waits for is sent before the process ends, by SIGTERM, SIGINT, SIGHUP, an uncaught error or
 * `process.exit()`; the end waits up to 2 seconds for it. Only what was on its way when `process.exit()` was called
 * can be lost, and everything at SIGKILL. Give it a `catch`: without a server it rejects.
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

/** Whether a call to the server failed with this, as opposed to anything else that can be thrown. */
export function isAuditClientError(error: unknown): error is AuditClientError {
	return error instanceof TRPCClientError;
}
