/**
 * `@tool-audit/client/trpc`: for programs that bring a tRPC client of their own, or one of its integrations such as
 * `@trpc/tanstack-react-query`. Needs `@trpc/client` and `@trpc/server`, from 11.22.1 on.
 */
import type { TRPCLink } from '@trpc/client';
import { openConnection } from './http/connection.ts';
import { createLinks } from './http/links.ts';
import type { ClientOptions } from './options.ts';
import type { AuditRouter } from './router.ts';

export { AuditClientError, isAuditClientError, type AuditClientErrorCode } from './error.ts';
export { withOptions } from './http/with-options.ts';
export type { ClientOptions } from './options.ts';
export type { AuditRouter } from './router.ts';

/**
 * The links of a tRPC client: everything that `createAuditClient` does for its procedures.
 *
 * @example
 * ```ts
 * import { createTRPCClient } from '@trpc/client';
 * import { auditLinks, type AuditRouter } from '@tool-audit/client/trpc';
 *
 * const trpc = createTRPCClient<AuditRouter>({ links: auditLinks({ url, apiKey }) });
 * const { days } = await trpc.audit.listDays.query();
 * ```
 *
 * @throws TypeError for options that can't be used
 */
export function auditLinks(options: ClientOptions = {}): TRPCLink<AuditRouter>[] {
	return createLinks<AuditRouter>(openConnection(options));
}
