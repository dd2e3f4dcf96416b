import {
	httpBatchLink,
	httpLink,
	httpSubscriptionLink,
	type Operation,
	splitLink,
} from '@trpc/client';
import type { TRPCLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import { endpointOf } from './address.ts';
import { explainErrors, keepRefusal } from './explain.ts';
import { createEndKeeper } from './keep-at-end.ts';
import type { AuditRouter } from './router.ts';
import { isLarge, takeInput } from './size.ts';
import { fetchOf, togetherOrAlone } from './too-large.ts';

/** Half of the server's limit for one request. */
const BATCH_CALLS_MAX = 10;
/** Proxies truncate or reject longer addresses; the common ones accept 8 KiB. */
const URL_CHARS_MAX = 8_000;

/** Values are sent as plain JSON, unchanged; see `AuditRouter`. */
const transformer = {
	serialize: (value: unknown): unknown => value,
	deserialize: (value: unknown): unknown => value,
};

export interface ClientOptions {
	/** Address of the server, such as `http://127.0.0.1:8321`. */
	url: string | URL;
	/** A key from the account page, or from `tool-audit keys create`. */
	apiKey: string;
}

export function createLinks(options: ClientOptions): TRPCLink<AuditRouter>[] {
	const endpoint = endpointOf(options.url);
	const url = endpoint.href;
	const headers = { authorization: `Bearer ${options.apiKey}` };
	const keeper = createEndKeeper(url, headers);

	// EventSource gets its own `fetch` because it has no option for headers. The package is needed because Node has none.
	const eventSourceOptions = ({ op }: { op: Operation }) => ({
		fetch: async (address: string | URL, init: RequestInit) => {
			const sent = { ...init, headers: { ...init.headers, ...headers } };
			const response = await fetch(address, sent);
			if (!response.ok) keepRefusal(op, await response.json().catch(() => null));
			return response;
		},
	});
	const sending = { url, transformer, fetch: fetchOf(endpoint.origin) };
	const alone = httpLink({ ...sending, headers: ({ op }) => keeper.headersOf([op]) });
	const together = httpBatchLink({
		...sending,
		headers: ({ opList }) => keeper.headersOf(opList),
		maxItems: BATCH_CALLS_MAX,
		maxURLLength: URL_CHARS_MAX,
	});
	return [
		takeInput(),
		explainErrors(endpoint.origin),
		keeper.link(),
		splitLink({
			condition: (op) => op.type === 'subscription',
			true: httpSubscriptionLink({ url, transformer, EventSource, eventSourceOptions }),
			false: splitLink({
				condition: isLarge,
				true: alone,
				false: togetherOrAlone(together, alone),
			}),
		}),
	];
}
