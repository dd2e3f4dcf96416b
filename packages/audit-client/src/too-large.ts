import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import { isErrorAnswer } from './explain.ts';

/** Body, address or headers too large: such a request was not carried out, and may be sent again. */
const TOO_LARGE = new Set([413, 414, 431]);
const CODE = 'PAYLOAD_TOO_LARGE';

/** Fetches. When a proxy rejects a request for its size, its answer is replaced by a tRPC error. */
export function fetchOf(server: string) {
	return async (address: string | URL | Request, init?: object): Promise<Response> => {
		const response = await fetch(address, init);
		const { status } = response;
		if (!TOO_LARGE.has(status)) return response;
		const answer: unknown = await response
			.clone()
			.json()
			.catch(() => null);
		if (Array.isArray(answer) || isErrorAnswer(answer)) return response;
		const message = `The request is too large for ${server} or a proxy in front of it (${status}). Send less at a time.`;
		const error = {
			message,
			code: TRPC_ERROR_CODES_BY_KEY[CODE],
			data: { code: CODE, httpStatus: status },
		};
		return Response.json({ error }, { status });
	};
}

/**
 * Sends calls together. When a whole request is rejected for its size, each of its calls is sent again, alone, so that
 * only a call that is too large by itself fails.
 */
export function togetherOrAlone<Router extends AnyTRPCRouter>(
	togetherLink: TRPCLink<Router>,
	aloneLink: TRPCLink<Router>,
): TRPCLink<Router> {
	return (runtime) => {
		const [together, alone] = [togetherLink(runtime), aloneLink(runtime)];
		return (call) =>
			observable((observer) => {
				let running: Unsubscribable = together(call).subscribe({
					next: (value) => observer.next(value),
					complete: () => observer.complete(),
					error(error) {
						if (isRefusedWhole(error)) running = alone(call).subscribe(observer);
						else observer.error(error);
					},
				});
				return () => running.unsubscribe();
			});
	};
}

/** Whether no call of the request was carried out: calls that were are answered in a list. */
function isRefusedWhole({
	data,
	meta,
}: {
	data?: unknown;
	meta?: Record<string, unknown> | undefined;
}): boolean {
	const { code } = (data ?? {}) as { code?: unknown };
	return code === CODE && !Array.isArray(meta?.['responseJSON']);
}
