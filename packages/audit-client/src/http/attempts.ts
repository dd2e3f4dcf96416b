import type { Operation, OperationResultEnvelope, TRPCLink } from '@trpc/client';
import { TRPCClientError } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { Connection } from './connection.ts';
import { AuditClientError } from '../error.ts';
import { isErrorShape, isObject, isOurs, notToolAudit, serverFailure } from './failures.ts';
import { copyOf, isOfNetwork, mayHaveArrived, networkFailure } from './network-failure.ts';
import { abortedBy, joined } from './abort.ts';
import { RECORD } from './input.ts';
import { optionsOf } from './operation.ts';
import { clearTimeout, setTimeout, TIMER_MAX_MS } from './real-timers.ts';
import { pause, waitMsAfter } from './wait.ts';

/** Time limit of one attempt. */
export const TIMEOUT_MS = 60_000;
const RETRIES = 2;
/** A server that asks for more is not waited for. */
const RETRY_AFTER_MAX_MS = 60_000;
/** Time limit for asking a server for its version. */
const ASK_TIMEOUT_MS = 5_000;

type Envelope = OperationResultEnvelope<unknown, TRPCClientError<AnyTRPCRouter>>;
type Next = Parameters<ReturnType<TRPCLink<AnyTRPCRouter>>>[0]['next'];

/**
 * A link that makes a call as often as it may be made. It ends at once when the caller's signal is aborted, whatever the
 * request does that the call shares with others; each attempt has a time limit; and every failure becomes an
 * `AuditClientError`. Streams have a link of their own.
 */
export function makeAttempts<Router extends AnyTRPCRouter>(
	connection: Connection,
): TRPCLink<Router> {
	return () =>
		({ op, next }) => {
			return observable((observer) => {
				const left = new AbortController();
				const signals = op.signal ? [left.signal, op.signal] : [left.signal];
				const stop = joined(signals);
				attempts(connection, op, next as unknown as Next, stop.signal)
					.finally(stop.release)
					.then(
						(envelope) => {
							observer.next(envelope as never);
							observer.complete();
						},
						(error: AuditClientError) => observer.error(error as never),
					);
				return () => left.abort();
			});
		};
}

async function attempts(
	connection: Connection,
	op: Operation,
	next: Next,
	signal: AbortSignal,
): Promise<Envelope> {
	const { timeout = TIMEOUT_MS, retries = RETRIES } = optionsOf(op, connection);
	const madeAt = new Date();
	/** Of an attempt to record that the server may have carried out. */
	let doubt: AuditClientError | undefined;
	for (let failures = 0; ; failures++) {
		try {
			if (doubt && !(await knowsIds(connection, signal))) throw doubt;
			const sent = failures > 0 && op.path === RECORD ? withStart(op, madeAt) : op;
			return await attempt(next, sent, { signal, timeoutMs: timeout });
		} catch (cause) {
			if (signal.aborted) throw abortedBy(op.signal ?? signal, op.path);
			if (doubt && cause === doubt) throw doubt;
			const error = explain(cause, connection, op, timeout);
			if (failures >= retries || !mayHelp(error)) throw error;
			if (op.path === RECORD && mayHaveArrived(error)) doubt = error;
			await pause(waitMsAfter(failures, error.retryAfterMs), signal);
			if (signal.aborted) throw abortedBy(op.signal ?? signal, op.path);
		}
	}
}

/** A call that has to be sent again is recorded as of when it was made. */
function withStart(op: Operation, madeAt: Date): Operation {
	return { ...op, input: { at: madeAt.toISOString(), ...(op.input as object) } };
}

/** Why an attempt was given up. An abort is found by its signal. */
const TOO_LATE = new Error('too late');

/** Another server may answer with other JSON. */
const NO_ANSWER = new Error('The answer has no result.');

function isAnswer({ path }: Operation, envelope: Envelope | undefined): envelope is Envelope {
	const { result } = (envelope ?? {}) as { result?: { data?: unknown } | null };
	return isObject(result) && (!isOurs(path) || isObject(result.data));
}

/** One attempt. Rejects with `TOO_LATE` after the time limit. */
function attempt(
	next: Next,
	op: Operation,
	{ signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<Envelope> {
	return new Promise((resolve, reject) => {
		let last: Envelope | undefined;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const end = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', onAbort);
		};
		const request = next({ ...op, signal: null }).subscribe({
			next: (envelope) => (last = envelope as never),
			error: (error) => (end(), reject(error)),
			complete: () => (end(), isAnswer(op, last) ? resolve(last) : reject(NO_ANSWER)),
		});
		const giveUp = (reason: Error) => {
			end();
			request.unsubscribe();
			reject(reason);
		};
		const onAbort = () => giveUp(TOO_LATE);
		if (signal.aborted) return onAbort();
		signal.addEventListener('abort', onAbort);
		if (timeoutMs <= TIMER_MAX_MS) timer = setTimeout(() => giveUp(TOO_LATE), timeoutMs);
	});
}

function explain(
	cause: unknown,
	{ address: { name: origin }, serverVersion }: Connection,
	{ path }: Operation,
	timeoutMs: number,
): AuditClientError {
	if (cause === TOO_LATE) {
		const message = `${path} had no answer from ${origin} after ${timeoutMs / 1_000} s.`;
		return new AuditClientError({ code: 'timeout', message, retryable: true });
	}
	if (cause instanceof AuditClientError) return copyOf(cause);
	if (cause instanceof TRPCClientError) {
		const { shape, meta } = cause as { shape: unknown; meta: Record<string, unknown> | undefined };
		if (isErrorShape(shape)) return serverFailure(shape, { meta });
		const { response } = (meta ?? {}) as { response?: Response };
		const isOurs = serverVersion !== null;
		if (isOfNetwork(cause) || (isOurs && isCut(cause))) return networkFailure(cause, origin);
		return notToolAudit(origin, { cause, status: response?.status });
	}
	return notToolAudit(origin, { cause });
}

/** tRPC's message for an answer that ends before all calls of a request are answered, and for one of another form. */
function isCut({ message }: Error): boolean {
	return /stream (interrupted|closed)/i.test(message);
}

/** Whether another attempt may have another end. */
function mayHelp({ retryable, retryAfterMs }: AuditClientError): boolean {
	return retryable && (retryAfterMs ?? 0) <= RETRY_AFTER_MAX_MS;
}

/**
 * A server that tells no version does not know the ids of calls to record: they would be two entries.
 *
 * @throws AuditClientError or `TOO_LATE` when it can't be asked
 */
async function knowsIds(connection: Connection, signal: AbortSignal): Promise<boolean> {
	if (connection.serverVersion === null) {
		const stop = joined([signal, AbortSignal.timeout(ASK_TIMEOUT_MS)]);
		try {
			await connection.fetch(`${connection.address.trpc}/health`, { signal: stop.signal });
		} catch (cause) {
			throw stop.signal.aborted ? TOO_LATE : cause;
		} finally {
			stop.release();
		}
	}
	return connection.serverVersion !== null;
}
