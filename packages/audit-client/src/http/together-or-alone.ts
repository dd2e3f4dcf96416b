import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable, type Unsubscribable } from '@trpc/server/observable';

/**
 * Sends calls together. When a whole request is rejected for its size, each of its calls is sent again, alone, so that only
 * a call that is too large by itself fails. Calls that were carried out are answered one by one, with a status of success
 * for the whole.
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

const TOO_LARGE = new Set([413, 414, 431]);

function isRefusedWhole(error: {
	meta?: Record<string, unknown> | undefined;
	status?: unknown;
}): boolean {
	const response = error.meta?.['response'] as { status?: number } | undefined;
	return TOO_LARGE.has(Number(response?.status ?? error.status));
}
