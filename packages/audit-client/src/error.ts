import { TRPCClientError } from '@trpc/client';

/** What went wrong with a call, for programs. */
export const AUDIT_CLIENT_ERROR_CODES = [
	/** No answer: no server, no network, a name that is not known, a connection that was cut. */
	'network',
	/** No answer in time. */
	'timeout',
	/** Stopped by the caller's signal. */
	'aborted',
	/** The request is larger than the server or a proxy accepts, or an event larger than the client does. */
	'too_large',
	/** Too many requests or live streams. */
	'rate_limited',
	/** The API key is missing, unknown, revoked or expired. */
	'unauthorized',
	/** The API key lacks a scope, or its account a right. */
	'forbidden',
	/** There is no such user, row or procedure, or it can't be read with this key. */
	'not_found',
	/** The input is not valid; the message names the part that is wrong. */
	'bad_input',
	/** The log or file is in a state that does not allow it: not a plain file, no permission, changed meanwhile. */
	'conflict',
	/** The server failed, is restarting, or a gateway in front of it can't reach it. */
	'server',
	/** Something else answers at this address. */
	'not_a_tool_audit_server',
	/** Client and server are of versions that do not work together. */
	'version',
	/** A function of the caller threw: a callback, or `headers`; or its `fetch` gave no response. */
	'listener',
] as const;

/** The codes of `AuditClientError`. */
export type AuditClientErrorCode = (typeof AUDIT_CLIENT_ERROR_CODES)[number];

/** What the server says of an error, beside its message. */
export interface ErrorData {
	/** The server's own code, such as `UNAUTHORIZED`. */
	code: string;
	/** The HTTP status that belongs to it. */
	httpStatus: number;
	/** The procedure, such as `audit.readDay`. */
	path?: string | undefined;
	/** Finds the request in the server's own log. */
	requestId?: string | undefined;
	/** How long to wait before the next attempt, in seconds. */
	retryAfterSeconds?: number | undefined;
	/** A cause that programs may tell apart from others of the same code. */
	reason?: string | undefined;
	/** What is wrong, in one short sentence: `Missing closing parenthesis.` */
	problem?: string | undefined;
}

/** An error as the server sends it. */
export interface ErrorShape {
	/** The number of JSON-RPC. */
	code: number;
	message: string;
	data: ErrorData;
}

export interface AuditClientErrorOptions {
	code: AuditClientErrorCode;
	message: string;
	retryable?: boolean | undefined;
	status?: number | null | undefined;
	requestId?: string | null | undefined;
	retryAfterMs?: number | null | undefined;
	shape?: ErrorShape | undefined;
	cause?: unknown;
	meta?: Record<string, unknown> | undefined;
}

/** Written out, so that the published type names nothing of tRPC. */
interface TRPCClientErrorLike extends Error {
	/** The error as the server sent it; `undefined` when there was no answer of a Tool Audit server. */
	readonly shape: ErrorShape | undefined;
	/** `shape.data`. */
	readonly data: ErrorData | undefined;
	/** The response, where tRPC has kept it. */
	meta: Record<string, unknown> | undefined;
}
type TRPCClientErrorClass = new (
	message: string,
	options: {
		result?: { error: ErrorShape } | undefined;
		cause?: unknown;
		meta?: Record<string, unknown> | undefined;
	},
) => TRPCClientErrorLike;
const Base = TRPCClientError as unknown as TRPCClientErrorClass;

const BRAND = Symbol.for('@tool-audit/client/error');

/**
 * Why a call failed. Its `message` is one or two sentences that say what happened and what to do; `code` is for programs.
 *
 * @example
 * ```ts
 * try {
 * 	await audit.readDay.query({ day });
 * } catch (error) {
 * 	if (isAuditClientError(error) && error.code === 'unauthorized') askForNewKey();
 * 	else throw error;
 * }
 * ```
 */
export class AuditClientError extends Base {
	readonly code: AuditClientErrorCode;
	/** Whether the same call may work a little later. It has been tried again already, if `retries` allowed it. */
	readonly retryable: boolean;
	/** The HTTP status of the answer; `null` without one. */
	readonly status: number | null;
	/** Finds the request in the server's own log; `null` without an answer. */
	readonly requestId: string | null;
	/** How long the server asks to wait before the next attempt, in milliseconds; `null` when it does not say. */
	readonly retryAfterMs: number | null;

	constructor(options: AuditClientErrorOptions) {
		const { code, message, shape, cause, meta } = options;
		super(message, { result: shape && { error: shape }, cause, meta });
		// tRPC's class sets its own.
		Object.setPrototypeOf(this, new.target.prototype);
		this.name = 'AuditClientError';
		this.code = code;
		this.retryable = options.retryable ?? false;
		this.status = options.status ?? shape?.data.httpStatus ?? null;
		this.requestId = options.requestId ?? shape?.data.requestId ?? null;
		this.retryAfterMs = options.retryAfterMs ?? null;
		Object.defineProperty(this, BRAND, { value: true });
		// The fields above say the same to a person who sees the error printed.
		for (const name of ['shape', 'data', 'meta']) {
			Object.defineProperty(this, name, { enumerable: false });
		}
	}
}

/**
 * Whether an error comes from a call to the server. It also recognises errors of another copy of this package.
 *
 * @example
 * ```ts
 * await audit.record.mutate(call).catch((error: unknown) => {
 * 	if (!isAuditClientError(error)) throw error;
 * 	console.error(error.code, error.message);
 * });
 * ```
 */
export function isAuditClientError(error: unknown): error is AuditClientError {
	return typeof error === 'object' && error !== null && BRAND in error;
}
