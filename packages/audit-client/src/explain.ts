import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';

/** The error in a server's answer: its code, and a sentence that says what to do. */
type Answer = ConstructorParameters<typeof TRPCClientError<AnyTRPCRouter>>[1] & object;
type ErrorAnswer = NonNullable<Answer['result']>;

const refusals = new WeakMap<Operation, ErrorAnswer>();

/** The reason for a rejected event stream is in a body that EventSource does not read, so it is kept here. */
export function keepRefusal(operation: Operation, answer: unknown): void {
	if (isErrorAnswer(answer)) refusals.set(operation, answer);
}

/**
 * A link that adds to every error what to do. The server's own messages are passed on unchanged; connection failures
 * (no server, a wrong address) get their message here.
 */
export function explainErrors<Router extends AnyTRPCRouter>(server: string): TRPCLink<Router> {
	return () =>
		({ op, next }) =>
			observable((observer) =>
				next(op).subscribe({
					next: (value) => observer.next(value),
					complete: () => observer.complete(),
					error: (error) => observer.error(explain(error, op, server)),
				}),
			);
}

function explain<Router extends AnyTRPCRouter>(
	error: TRPCClientError<Router>,
	operation: Operation,
	server: string,
): TRPCClientError<Router> {
	if (error.shape || operation.signal?.aborted) return error;
	const refusal = refusals.get(operation);
	if (refusal) return TRPCClientError.from(refusal, { cause: error });
	return new TRPCClientError(sentence(error, server), { cause: error });
}

function sentence(error: Error, server: string): string {
	const code = networkCode(error);
	if (code === null) {
		return `${server} answers, but not as a Tool Audit server: give createAuditClient the address that the server printed when it started.`;
	}
	return `${server} can't be reached (${code}): start the server, or give createAuditClient its address.`;
}

/** The system error code (`ECONNREFUSED`, `ENOTFOUND`, …) of a fetch without an answer; `null` when there was one. */
function networkCode(error: Error): string | null {
	// An error of `fetch` may have another `Error` than this code has, as it does in Jest.
	for (let at: unknown = error; typeof at === 'object' && at !== null;) {
		const { code, message, cause } = at as { code?: unknown; message?: unknown; cause?: unknown };
		if (typeof code === 'string') return code;
		if (message === 'fetch failed' && !cause) return 'no answer';
		at = cause;
	}
	return null;
}

/** Whether it is a tRPC server's answer to a failed call. */
export function isErrorAnswer(answer: unknown): answer is ErrorAnswer {
	const { error } = (answer ?? {}) as { error?: { message?: unknown; code?: unknown } };
	return typeof error?.message === 'string' && typeof error.code === 'number';
}
