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

/** The most calls that one request may carry; the server rejects more. */
const BATCH_MAX = 10;

/**
 * These go alone. A batch sends its headers before its procedures end, so one that sets cookies can't be in it, and
 * several whole files in one request could exceed the server's limit. Only a request that goes alone ends on the server
 * when it is cancelled. A reader waits for the rows of a day while typing,
 * and to take an answer out of a stream costs a frame or two.
 */
const goesAlone = (path: string): boolean =>
	/^(session|setup)\.|^(files\.save|audit\.readDay|capture\.previewImport)$/.test(path);

/** Here 401 means a wrong password, and the page that sent it shows the error. */
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
				// Answers arrive as they are ready, so a quick one does not wait for a slow one.
				false: httpBatchStreamLink({ url: '/trpc', maxItems: BATCH_MAX }),
			}),
		}),
	],
});

/** The same procedures as options for svelte-query: `createQuery(() => trpc.audit.listDays.queryOptions({}))`. */
export const trpc = createQueryProxy<AppRouter>(client);
