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

/** Half of what the server takes in one request. */
const BATCH_CALLS_MAX = 10;
/** Proxies cut or refuse longer addresses; 8 KiB is what the common ones take. */
const URL_CHARS_MAX = 8_000;

/** See `AuditRouter`: what arrives is what was sent. */
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

	// EventSource is given a `fetch` because it takes no headers, and Node has no EventSource of its own.
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
