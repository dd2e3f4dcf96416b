import type { AppRouter } from '@tool-audit/server/router';
import { TRPCClientError } from '@trpc/client';

export type Failure = TRPCClientError<AppRouter>;

/** The server's own data about a failure; `undefined` if it was not reached or the page itself failed. */
export function failureData(error: unknown): Failure['data'] | undefined {
	if (!(error instanceof TRPCClientError)) return undefined;
	return (error as Failure).data ?? undefined;
}

/** No answer, or none from this server: it is down, the network is, or a proxy answered instead. */
export function isUnreachable(error: unknown): boolean {
	return (
		error instanceof TRPCClientError &&
		!isAborted(error as Failure) &&
		failureData(error) === undefined
	);
}

/** What was asked for does not exist, or may not be read. */
export function isNotFound(error: unknown): boolean {
	return failureData(error)?.code === 'NOT_FOUND';
}

/** The request was aborted. */
export function isAborted(error: Failure): boolean {
	return error.cause?.name === 'AbortError';
}

/** What is wrong with the regular expression of a filter, in a sentence; `undefined` for any other error. */
export function regexProblem(error: unknown): string | undefined {
	const data = failureData(error);
	return data?.reason === 'invalid-regex' ? data.problem : undefined;
}

/** One sentence for the user. */
export function sentenceOf(error: unknown): string {
	if (isUnreachable(error))
		return 'The server can’t be reached. Check the connection and try again.';
	return error instanceof Error ? error.message : 'Something went wrong. Try again.';
}
