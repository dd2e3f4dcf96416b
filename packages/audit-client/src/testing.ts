/**
 * `@tool-audit/client/testing`: a client for tests of programs that use one. It needs no server: it reads and writes a log
 * of `@tool-audit/core`, such as one in memory.
 */
import {
	type AuditError,
	type AuditErrorCode,
	type AuditLog,
	isAuditError,
	type Row,
} from '@tool-audit/core';
import { openMemoryLog } from '@tool-audit/core/testing';
import { checkOptions } from './check-options.ts';
import type { AuditClient } from './client.ts';
import { clientOver } from './client-over.ts';
import { AuditClientError, type AuditClientErrorCode } from './error.ts';
import { abortedBy } from './http/abort.ts';
import type { StreamEvent } from './transport.ts';
import { checkInput } from './testing-inputs.ts';
import { createFakeProcedures, type FakeOwner, ownerFor } from './testing-procedures.ts';
import { preparedInput } from './http/input.ts';
import type { CallOptions } from './options.ts';
import type { Download } from './transport.ts';

export { AuditClientError } from './error.ts';
export { openMemoryLog } from '@tool-audit/core/testing';

/** Options of `createFakeClient`. */
export interface FakeClientOptions {
	/** The log that the client reads and writes. A new one in memory by default. */
	log?: AuditLog | undefined;
	/** The user whose key the client has. `alice` by default. */
	user?: string | undefined;
	/** Whether the key is that of an admin, who reads all logs. False by default. */
	admin?: boolean | undefined;
	/**
	 * Called before each call with the procedure's path, such as `audit.record`, and its input. The call rejects with what
	 * it throws: so a test sees what its program does without a server, or with a key that was revoked.
	 *
	 * @example
	 * ```ts
	 * const client = createFakeClient({
	 * 	onCall() {
	 * 		throw new AuditClientError({ code: 'network', message: 'No server.', retryable: true });
	 * 	},
	 * });
	 * ```
	 */
	onCall?: ((path: string, input: unknown) => void | Promise<void>) | undefined;
}

const OPTIONS = ['log', 'user', 'admin', 'onCall'];

/**
 * A client without a server. Its answers and errors are those of a client with one, except for what only a connection has:
 * time limits, attempts, headers and request ids. It exports no CSV.
 *
 * @example
 * ```ts
 * const log = openMemoryLog();
 * await programUnderTest(createFakeClient({ log }));
 * expect((await log.recent('alice')).entries).toHaveLength(1);
 * ```
 */
export function createFakeClient({
	log = openMemoryLog(),
	user = 'alice',
	admin = false,
	onCall,
	...others
}: FakeClientOptions = {}): AuditClient {
	checkOptions('createFakeClient', others, OPTIONS);
	const owner: FakeOwner = { user, admin };
	const procedures = createFakeProcedures(log, owner);

	async function call(path: string, input: unknown, signal: CallOptions['signal']) {
		const name = path.replace('audit.', '') as keyof typeof procedures;
		const procedure = procedures[name] as (input: unknown, signal?: unknown) => Promise<unknown>;
		try {
			await onCall?.(path, input);
			if (signal?.aborted) throw abortedBy(signal, path);
			const prepared = preparedInput({ path, input });
			// What records is checked when it is known whose log it is.
			if (name !== 'record') checkInput(name, prepared);
			return await procedure(prepared, signal);
		} catch (error) {
			throw asClientError(error);
		}
	}

	async function* follow(
		path: string,
		input: unknown,
		{ signal }: CallOptions,
	): AsyncGenerator<StreamEvent> {
		yield { kind: 'connecting', error: null };
		try {
			await onCall?.(path, input);
			yield { kind: 'connected' };
			if (path === 'audit.changes') {
				const users = admin ? undefined : [user];
				for await (const data of log.changes({ users, signal })) {
					yield { kind: 'data', id: undefined, data };
				}
				return;
			}
			const prepared = preparedInput({ path, input });
			checkInput('tail', prepared);
			const { user: wanted, ...query } = prepared as { user?: string };
			for await (const data of log.tail(ownerFor(owner, wanted), { ...query, signal })) {
				yield { kind: 'data', id: data.cursor, data };
			}
		} catch (error) {
			throw asClientError(error);
		}
	}

	return clientOver(
		{
			call: (_kind, path, input, { signal }) => call(path, input, signal),
			follow,
			async download(query, { signal }) {
				const input = preparedInput({ path: 'the export', input: query });
				return download(log, owner, input as typeof query, signal).catch(rethrow);
			},
		},
		console,
	);
}

const CODES: Partial<Record<AuditErrorCode, AuditClientErrorCode>> = {
	'bad-user': 'not_found',
	'bad-ref': 'not_found',
	'unsafe-file': 'conflict',
	unreadable: 'conflict',
	changed: 'conflict',
	timeout: 'timeout',
	aborted: 'aborted',
};

function asClientError(error: unknown): unknown {
	if (!isAuditError(error)) return error;
	const { code } = error;
	const isOfInput = code.startsWith('bad-') && code !== 'bad-redaction';
	return new AuditClientError({
		code: CODES[code] ?? (isOfInput ? 'bad_input' : 'server'),
		message: sentenceOf(error),
		cause: error,
	});
}

/** A server checks a filter before it asks the log, except for its expression. */
function sentenceOf({ code, what, message, cause }: AuditError): string {
	if (code !== 'bad-filter' || cause !== undefined) return message;
	return what.replace(/^[^:]*/, (place) => place.replace(/\.(\d+)$/, '[$1]'));
}

function rethrow(error: unknown): never {
	throw asClientError(error);
}

async function download(
	log: AuditLog,
	owner: FakeOwner,
	query: Record<string, unknown>,
	signal: CallOptions['signal'],
): Promise<Download> {
	const { day, format, filter } = query as { day: string; format: string; filter?: object };
	if (format !== 'jsonl' && format !== 'json') {
		const message = `A client for tests exports jsonl and json, not ${format}.`;
		throw new AuditClientError({ code: 'bad_input', message });
	}
	const user = ownerFor(owner, query['user'] as string | undefined);
	const stored = log.rows(user, day, { filter, signal });
	const { matched } = await stored.count();
	const lines: string[] = [];
	const rows: Row[] = [];
	for await (const batch of stored) {
		for (const row of batch) {
			rows.push(row.read());
			let line = '';
			for await (const bytes of row.raw())
				line += new TextDecoder().decode(bytes, { stream: true });
			lines.push(line);
		}
	}
	const text =
		format === 'jsonl'
			? lines.map((line) => `${line}\n`).join('')
			: `${JSON.stringify(rows.map(exported))}\n`;
	return {
		rows: matched,
		name: `${user}-${day}.${format}`,
		type: format === 'json' ? 'application/json' : 'application/x-ndjson',
		read: () => bytesOf(text),
		cancel: () => undefined,
	};
}

/** As in the server's export. */
function exported(row: Row): object {
	if (row.kind === 'entry') return row.entry;
	const { position, reason, raw } = row;
	return { position, damaged: reason, raw };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array, void> {
	yield new TextEncoder().encode(text);
}
