/**
 * `@tool-audit/client/testing`: a client for tests of programs that use one. It needs no server: it reads and writes a log
 * of `@tool-audit/core`, such as one in memory.
 */
import {
	type AuditErrorCode,
	type AuditLog,
	distinctSecrets,
	isAuditError,
} from '@tool-audit/core';
import { openMemoryLog } from '@tool-audit/core/testing';
import type { AuditApi } from './api.ts';
import { type AuditClient, clientOver } from './client.ts';
import { AuditClientError, type AuditClientErrorCode } from './error.ts';
import type { StreamEvent } from './event-stream.ts';
import { preparedInput } from './input.ts';
import type { CallOptions } from './options.ts';
import type { Download } from './transport.ts';
import { CLIENT_VERSION } from './version.ts';

export { openMemoryLog } from '@tool-audit/core/testing';

/** Options of `createFakeClient`. */
export interface FakeClientOptions {
	/** The log that the client reads and writes. A new one in memory by default. */
	log?: AuditLog | undefined;
	/** The user whose key the client has. `alice` by default. */
	user?: string | undefined;
	/** Whether the key is that of an admin, who reads all logs. False by default. */
	admin?: boolean | undefined;
}

/**
 * A client without a server. Its answers and errors are those of a client with one, except for what only a connection has:
 * time limits, attempts, headers and request ids. It exports no CSV.
 *
 * @example
 * ```ts
 * const log = openMemoryLog();
 * const client = createFakeClient({ log });
 * await programUnderTest(client);
 * expect((await log.recent('alice')).entries).toHaveLength(1);
 * ```
 */
export function createFakeClient({
	log = openMemoryLog(),
	user = 'alice',
	admin = false,
}: FakeClientOptions = {}): AuditClient {
	const procedures = createFakeProcedures({ log, user, admin });
	return clientOver(
		{
			async call(_kind, path, input, { signal }) {
				const name = path.replace('audit.', '') as keyof typeof procedures;
				try {
					return await procedures[name](preparedInput({ path, input }) as never, signal);
				} catch (error) {
					throw asClientError(error);
				}
			},
			async *follow(path, input, { signal }) {
				yield { kind: 'connecting', error: null };
				yield { kind: 'connected' };
				try {
					yield* eventsOf(path, input);
				} catch (error) {
					throw asClientError(error);
				}

				async function* eventsOf(path: string, input: unknown): AsyncGenerator<StreamEvent> {
					if (path === 'audit.changes') {
						const users = admin ? undefined : [user];
						for await (const data of log.changes({ users, signal })) {
							yield { kind: 'data', id: undefined, data };
						}
						return;
					}
					const { user: owner, ...query } = (input ?? {}) as { user?: string };
					for await (const data of log.tail(ownerOf(owner), { ...query, signal })) {
						yield { kind: 'data', id: data.cursor, data };
					}
				}
			},
			async download(query, { signal }) {
				return fakeDownload(log, ownerOf(query['user'] as string | undefined), query, signal);
			},
		},
		console,
	);

	function ownerOf(owner: string | undefined): string {
		return ownerFor({ user, admin }, owner);
	}
}
