import { afterPaint } from '#lib/ui/after-paint.ts';

interface Context {
	signal: AbortSignal;
}

/** A `queryFn` that waits for the next paint and a pause, and sends no request if the query was aborted by then. */
export function laterQuery<Output>(
	ask: (context: Context) => Promise<Output>,
	pauseMs: number,
): (context: Context) => Promise<Output> {
	return async (context) => {
		// Read before the pause: TanStack Query aborts a query without observers only if its signal was read.
		const { signal } = context;
		await new Promise<void>((resolve) => void afterPaint(resolve, pauseMs));
		signal.throwIfAborted();
		return ask(context);
	};
}
