import type { AppRouter } from '@tool-audit/server/router';
import { TRPCClientError } from '@trpc/client';

export type Failure = TRPCClientError<AppRouter>;

/** What the server says about a failure; `undefined` when it was not reached, or the failure is our own. */
export function failureData(error: unknown): Failure['data'] | undefined {
	if (!(error instanceof TRPCClientError)) return undefined;
	return (error as Failure).data ?? undefined;
}

/** No answer, or one that is not the server's: it is down, the network is, or a proxy spoke in its place. */
export function isUnreachable(error: unknown): boolean {
	return (
		error instanceof TRPCClientError &&
		!isAborted(error as Failure) &&
		failureData(error) === undefined
	);
}

/** Nobody waits for the answer any more. */
export function isAborted(error: Failure): boolean {
	return error.cause?.name === 'AbortError';
}

/** One sentence for a person. */
export function sentenceOf(error: unknown): string {
	if (isUnreachable(error))
		return 'The server can’t be reached. Check the connection and try again.';
	return error instanceof Error ? error.message : 'Something went wrong. Try again.';
}
