/** In a browser, no call can be sent while a page ends. */
import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';

export function keepAtEnd<Router extends AnyTRPCRouter>(): TRPCLink<Router> {
	return () =>
		({ op, next }) =>
			next(op);
}
