import { type Operation, TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';

/** The error a server's answer carries: its code, and a sentence that says what to do. */
type Answer = ConstructorParameters<typeof TRPCClientError<AnyTRPCRouter>>[1] & object;
type ErrorAnswer = NonNullable<Answer['result']>;

const refusals = new WeakMap<Operation, ErrorAnswer>();

/** An event stream that is refused tells why in a body that EventSource does not read: it is kept here. */
export function keepRefusal(operation: Operation, answer: unknown): void {
	if (isErrorAnswer(answer)) refusals.set(operation, answer);
}

/**
 * A link that makes every error say what to do. What the server says is passed on as it is; what went wrong on the
 * way to it (nobody listens, the wrong address) is said here.
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
		return `${server} answers, but not as a Tool Audit server: give createAuditClient the address that the server printed at its start.`;
	}
	return `${server} can't be reached (${code}): start the server, or give createAuditClient its address.`;
}

/** The system's code (`ECONNREFUSED`, `ENOTFOUND`, …) at the bottom of a fetch that got no answer; `null` when it got one. */
function networkCode(error: Error): string | null {
	for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
		if ('code' in cause && typeof cause.code === 'string') return cause.code;
		if (cause.message === 'fetch failed' && !cause.cause) return 'no answer';
	}
	return null;
}

/** Whether it is what a tRPC server answers to a call that failed. */
export function isErrorAnswer(answer: unknown): answer is ErrorAnswer {
	const { error } = (answer ?? {}) as { error?: { message?: unknown; code?: unknown } };
	return typeof error?.message === 'string' && typeof error.code === 'number';
}
