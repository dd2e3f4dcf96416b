import type { Operation } from '@trpc/client';
import type { Connection } from './connection.ts';
import type { CallOptions } from '../options.ts';

/** Under which name the options of a single call are in its context. */
const CONTEXT = 'toolAudit';

export type OperationOptions = Omit<CallOptions, 'signal'>;

/**
 * The context of a tRPC call that carries options of this client.
 *
 * @example
 * ```ts
 * await trpc.audit.recent.query({ days: 7 }, { context: withOptions({ timeout: 5_000, retries: 0 }) });
 * ```
 */
export function withOptions(options: OperationOptions): Record<string, unknown> {
	return { [CONTEXT]: options };
}

/** The options of a call alone. */
export function ownOptionsOf({ context }: Operation): OperationOptions {
	return context[CONTEXT] ?? {};
}

/** The options of a call: its own, else those of the client. */
export function optionsOf(operation: Operation, { defaults }: Connection): OperationOptions {
	const own = ownOptionsOf(operation);
	return {
		timeout: own.timeout ?? defaults.timeout,
		retries: own.retries ?? defaults.retries,
		batch: own.batch ?? defaults.batch,
		headers: own.headers,
	};
}
