import type { CallOptions } from '../options.ts';

/** Under which name the options of a single call are in its context. */
export const CONTEXT = 'toolAudit';

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
