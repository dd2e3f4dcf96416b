import { afterPaint } from '#lib/ui/after-paint.ts';

interface Context {
	signal: AbortSignal;
}

/** A `queryFn` that asks after the next paint and a pause, if anybody waits for the answer by then. */
export function laterQuery<Output>(
	ask: (context: Context) => Promise<Output>,
	pauseMs: number,
): (context: Context) => Promise<Output> {
	return async (context) => {
		// Read before the pause: a query whose signal was not read goes on when nobody waits for it.
		const { signal } = context;
		await new Promise<void>((resolve) => void afterPaint(resolve, pauseMs));
		signal.throwIfAborted();
		return ask(context);
	};
}
