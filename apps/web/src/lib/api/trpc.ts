import type { AppRouter } from '@tool-audit/server/router';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createQueryProxy } from './query-proxy.ts';

/** As many calls as one request may carry; the server refuses more. */
const BATCH_MAX = 10;

export const client = createTRPCClient<AppRouter>({
	links: [
		splitLink({
			condition: (operation) => operation.type === 'subscription',
			true: httpSubscriptionLink({ url: '/trpc' }),
			false: httpBatchLink({ url: '/trpc', maxItems: BATCH_MAX }),
		}),
	],
});

/** The same procedures as options for svelte-query: `createQuery(() => trpc.audit.listDays.queryOptions({}))`. */
export const trpc = createQueryProxy<AppRouter>(client);
