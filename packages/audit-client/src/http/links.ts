import {
	httpBatchStreamLink,
	httpLink,
	type Operation,
	splitLink,
	type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { makeAttempts } from './attempts.ts';
import type { Connection } from './connection.ts';
import { prepareInput } from './input.ts';
import { keepAtEnd } from './keep-at-end.ts';
import { optionsOf } from './operation.ts';
import { isLarge, isTooLongForAddress, URL_CHARS_MAX } from './size.ts';
import { streamLink } from './stream-link.ts';
import { togetherOrAlone } from './together-or-alone.ts';

/** Half of the server's limit for one request. */
const BATCH_CALLS_MAX = 10;

/** Values are sent as plain JSON, unchanged; see `AuditRouter`. */
const transformer = {
	serialize: (value: unknown): unknown => value,
	deserialize: (value: unknown): unknown => value,
};

/**
 * How a call travels: its input is prepared, it is remembered until it is answered, it is tried as often as it may be, and
 * it shares a request with those that are made at the same time. The answers of a shared request come as they are ready.
 */
export function createCallLinks<Router extends AnyTRPCRouter>(
	connection: Connection,
): TRPCLink<Router>[] {
	const sending = {
		url: connection.address.trpc,
		transformer,
		fetch: connection.fetch,
	} as never as {
		url: string;
	};
	const headers = ({ op }: { op: Operation }) => ({ ...optionsOf(op, connection).headers });
	const alone = either<Router>(
		isTooLongForAddress,
		httpLink({ ...sending, headers, methodOverride: 'POST' } as never),
		httpLink({ ...sending, headers } as never),
	);
	const together = httpBatchStreamLink<Router>({
		...sending,
		maxItems: BATCH_CALLS_MAX,
		maxURLLength: URL_CHARS_MAX,
	} as never);

	function isAlone(op: Operation): boolean {
		const { batch, headers } = optionsOf(op, connection);
		return batch === false || headers !== undefined || isLarge(op);
	}

	return [
		prepareInput(),
		keepAtEnd(connection),
		makeAttempts(connection),
		either(isAlone, alone, togetherOrAlone(together, alone)),
	];
}

/** What tRPC's `splitLink` does. That would be a seventieth of this client's weight. */
function either<Router extends AnyTRPCRouter>(
	condition: (op: Operation) => boolean,
	yes: TRPCLink<Router>,
	no: TRPCLink<Router>,
): TRPCLink<Router> {
	return (runtime) => {
		const [one, other] = [yes(runtime), no(runtime)];
		return (call) => (condition(call.op) ? one : other)(call);
	};
}

/** The same with live streams, which this package's own client reads without links. */
export function createLinks<Router extends AnyTRPCRouter>(
	connection: Connection,
): TRPCLink<Router>[] {
	return [
		splitLink<Router>({
			condition: ({ type }) => type === 'subscription',
			true: [prepareInput(), streamLink(connection)],
			false: createCallLinks<Router>(connection),
		}),
	];
}
