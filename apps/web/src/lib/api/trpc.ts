import type { AppRouter } from '@tool-audit/server/router';
import {
	createTRPCClient,
	httpBatchStreamLink,
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
 * These go alone. A batch has sent its headers before its procedures end, so one that sets cookies can't be in it; and
 * several whole files in one request could be more than the server takes.
 */
const goesAlone = (path: string): boolean => /^(session|setup)\.|^files\.save$/.test(path);

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
				condition: (operation) => goesAlone(operation.path),
				true: httpLink({ url: '/trpc' }),
				// Answers come as they are ready: a quick one waits for no slow one.
				false: httpBatchStreamLink({ url: '/trpc', maxItems: BATCH_MAX }),
			}),
		}),
	],
});

/** The same procedures as options for svelte-query: `createQuery(() => trpc.audit.listDays.queryOptions({}))`. */
export const trpc = createQueryProxy<AppRouter>(client);
