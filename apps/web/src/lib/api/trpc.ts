import type { AppRouter } from '@tool-audit/server/router';
import {
	createTRPCClient,
	httpBatchLink,
	httpLink,
	httpSubscriptionLink,
	splitLink,
} from '@trpc/client';
import { connection } from '../session/connection.svelte.ts';
import { expiry } from '../session/expiry.svelte.ts';
import { failureData, isUnreachable } from './failure.ts';
import { createQueryProxy } from './query-proxy.ts';
import { watchLink } from './watch-link.ts';

/** As many calls as one request may carry; the server refuses more. */
const BATCH_MAX = 10;

/**
 * Each of them goes alone: they may look through a whole day, and a batch waits for its slowest call; or they carry a
 * whole file, and several in one request could be more than the server takes.
 */
const ALONE = new Set([
	'audit.listDays',
	'audit.readDay',
	'audit.search',
	'audit.summary',
	'audit.summaryAllUsers',
	'audit.summaryOverDays',
	'files.save',
]);

/** Here a refusal means a wrong password, and the page that asked says so. */
const ASKS_FOR_PASSWORD = new Set(['session.signIn']);

export const client = createTRPCClient<AppRouter>({
	links: [
		watchLink({
			onAnswer: () => connection.answered(),
			onError(error, path) {
				if (isUnreachable(error)) return connection.failed();
				connection.answered();
				const refused = failureData(error)?.code === 'UNAUTHORIZED';
				if (refused && !ASKS_FOR_PASSWORD.has(path)) expiry.signInAgain();
			},
		}),
		splitLink({
			condition: (operation) => operation.type === 'subscription',
			true: httpSubscriptionLink({ url: '/trpc' }),
			false: splitLink({
				condition: (operation) => ALONE.has(operation.path),
				true: httpLink({ url: '/trpc' }),
				false: httpBatchLink({ url: '/trpc', maxItems: BATCH_MAX }),
			}),
		}),
	],
});

/** The same procedures as options for svelte-query: `createQuery(() => trpc.audit.listDays.queryOptions({}))`. */
export const trpc = createQueryProxy<AppRouter>(client);
