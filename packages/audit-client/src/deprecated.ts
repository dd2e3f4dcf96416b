import type { AuditApi, HealthQuery } from './api.ts';

/** @deprecated The router's type for a tRPC client of your own is in `@tool-audit/client/trpc`. */
export interface AuditRouter {
	audit: AuditApi;
	health: HealthQuery;
}
