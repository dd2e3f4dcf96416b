import type { AnyTRPCRouter } from '@trpc/server';
import type { TRPCClientError, TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';

export interface Watcher<R extends AnyTRPCRouter> {
	onAnswer(): void;
	onError(error: TRPCClientError<R>, path: string): void;
}

/** Observes every answer and every error on its way to its receiver, and changes neither. */
export function watchLink<R extends AnyTRPCRouter>(watcher: Watcher<R>): TRPCLink<R> {
	return () =>
		({ op, next }) =>
			observable((observer) =>
				next(op).subscribe({
					next(answer) {
						// State messages of a subscription about its own connection do not come from the server.
						if (answer.result.type !== 'state') watcher.onAnswer();
						observer.next(answer);
					},
					error(error) {
						watcher.onError(error, op.path);
						observer.error(error);
					},
					complete: () => observer.complete(),
				}),
			);
}
