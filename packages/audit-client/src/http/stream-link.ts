import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { Connection } from './connection.ts';
import type { AuditClientError } from '../error.ts';
import type { StreamEvent } from '../transport.ts';
import { followStream } from './event-stream.ts';
import { joined } from './abort.ts';
import { threw, told } from '../listen.ts';
import { ownOptionsOf } from './operation.ts';

/** The last link of a subscription. Its results are those of tRPC's own link for server-sent events. */
export function streamLink<Router extends AnyTRPCRouter>(connection: Connection): TRPCLink<Router> {
	return () =>
		({ op }) =>
			observable((observer) => {
				const left = new AbortController();
				const stop = joined(op.signal ? [left.signal, op.signal] : [left.signal]);
				const { path, input } = op;

				const tell = (result: object) =>
					told(path, 'stream', () => observer.next({ result } as never));

				async function follow(): Promise<void> {
					const options = ownOptionsOf(op);
					const request = { path, input, options, signal: stop.signal };
					for await (const event of followStream(connection, request)) {
						for (const result of resultsOf(event)) tell(result);
					}
					if (left.signal.aborted) return;
					tell({ type: 'stopped' });
					tell({ type: 'state', state: 'idle', error: null });
				}

				void follow()
					.finally(stop.release)
					.then(
						() => observer.complete(),
						(error: AuditClientError) => observer.error(error as never),
					)
					.catch((cause: unknown) => connection.logger.error(`tool-audit: ${threw(path, cause)}`));
				return () => left.abort();
			});
}

function resultsOf(event: StreamEvent): object[] {
	switch (event.kind) {
		case 'connecting':
			return [{ type: 'state', state: 'connecting', error: event.error }];
		case 'connected':
			return [{ type: 'started' }, { type: 'state', state: 'pending', error: null }];
		case 'data': {
			const { id, data } = event;
			return [id === undefined ? { data } : { id, data: { id, data } }];
		}
	}
}
