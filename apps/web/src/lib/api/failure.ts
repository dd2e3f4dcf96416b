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

/** What is wrong with the fields of a form, in sentences, by the names that the server gives to them. */
export function fieldProblems(error: unknown): Record<string, string> {
	return failureData(error)?.fields ?? {};
}

/** What a form says of a failure beside what stands at its fields; `undefined` if they say everything. */
export function formProblem(error: unknown, shown: readonly string[]): string | undefined {
	if (!error) return undefined;
	const problems = Object.entries(fieldProblems(error));
	if (problems.length === 0) return sentenceOf(error);
	const others = problems.filter(([name]) => !shown.includes(name));
	return others.length > 0 ? others.map(([, sentence]) => sentence).join(' ') : undefined;
}
