import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import { isErrorAnswer } from './explain.ts';

/** Body, address or headers: what is refused so was not carried out, and may be sent again. */
const TOO_LARGE = new Set([413, 414, 431]);
const CODE = 'PAYLOAD_TOO_LARGE';

/** Fetches; a refusal for its size by a proxy, which knows nothing of calls, becomes the answer to a call. */
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
		const message = `The request is larger than ${server}, or a proxy before it, takes (${status}). Send less at a time.`;
		const error = {
			message,
			code: TRPC_ERROR_CODES_BY_KEY[CODE],
			data: { code: CODE, httpStatus: status },
		};
		return Response.json({ error }, { status });
	};
}

/**
 * Sends calls together. When all of a request was refused for its size, each of its calls is sent once more, alone:
 * only the one that is too large by itself fails then.
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

/** Calls that were carried out are answered one by one, in a list. */
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
