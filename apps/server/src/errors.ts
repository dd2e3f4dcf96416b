import { AccountsError, type AccountsErrorCode } from '@tool-audit/accounts';
import { AgentSettingsError } from '@tool-audit/capture';
import { AuditError, type AuditErrorCode, InvalidRegexError } from '@tool-audit/core';
import { SettingsError } from '@tool-audit/settings';
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { ZodError } from 'zod';
import type { Context } from './context.ts';
import { Refusal, type RefusalCode, type RefusalData } from './refusal.ts';

/** The transport's codes for errors of the log. */
const AUDIT_ERROR_CODES: Record<AuditErrorCode, RefusalCode> = {
	'bad-user': 'NOT_FOUND',
	'bad-day': 'BAD_REQUEST',
	'bad-ref': 'NOT_FOUND',
	'bad-id': 'BAD_REQUEST',
	'bad-time': 'BAD_REQUEST',
	'bad-range': 'BAD_REQUEST',
	'bad-filter': 'BAD_REQUEST',
	'bad-cursor': 'BAD_REQUEST',
	'bad-option': 'SERVICE_UNAVAILABLE',
	'bad-time-zone': 'BAD_REQUEST',
	'bad-redaction': 'SERVICE_UNAVAILABLE',
	'unsafe-file': 'CONFLICT',
	unreadable: 'CONFLICT',
	'damaged-key': 'SERVICE_UNAVAILABLE',
	changed: 'CONFLICT',
	timeout: 'TIMEOUT',
	aborted: 'CLIENT_CLOSED_REQUEST',
	'not-recorded': 'SERVICE_UNAVAILABLE',
	closed: 'SERVICE_UNAVAILABLE',
};

/** The transport's codes for errors of accounts. */
const ACCOUNTS_ERROR_CODES: Record<AccountsErrorCode, RefusalCode> = {
	'sign-in-failed': 'UNAUTHORIZED',
	'wrong-password': 'FORBIDDEN',
	'session-ended': 'UNAUTHORIZED',
	disabled: 'FORBIDDEN',
	unknown: 'NOT_FOUND',
	taken: 'CONFLICT',
	'last-admin': 'CONFLICT',
	'too-many-keys': 'CONFLICT',
};

/** The refusal for an expected error; `undefined` for an unexpected one. */
export function toRefusal(error: unknown): Refusal | undefined {
	if (error instanceof Refusal) return error;
	if (error instanceof AuditError) {
		return new Refusal(AUDIT_ERROR_CODES[error.code], error.message, dataOf(error.cause));
	}
	if (error instanceof AccountsError) {
		return new Refusal(ACCOUNTS_ERROR_CODES[error.code], error.message);
	}
	// Connecting an agent reads and writes both.
	if (error instanceof AgentSettingsError || error instanceof SettingsError) {
		return new Refusal('CONFLICT', error.message);
	}
	return undefined;
}

function dataOf(cause: unknown): RefusalData {
	if (!(cause instanceof InvalidRegexError)) return {};
	const { problem } = cause;
	return { reason: 'invalid-regex', problem: `${problem[0]!.toUpperCase()}${problem.slice(1)}.` };
}

/** Converts an expected error to its tRPC code; other errors are returned unchanged. */
export function toTRPCError(error: TRPCError): TRPCError {
	const cause = toRefusal(error.cause);
	return cause ? new TRPCError({ code: cause.code, message: cause.message, cause }) : error;
}

/** Converts the errors of a stream, which fails after its procedure has returned. */
export async function* refusable<T>(events: AsyncIterable<T>): AsyncGenerator<T> {
	try {
		yield* events;
	} catch (error) {
		throw toTRPCError(getTRPCErrorFromUnknown(error));
	}
}

export function httpStatusOf(code: RefusalCode): number {
	return getHTTPStatusCodeFromError(new TRPCError({ code }));
}

/** The message for an unexpected error, whose own message may contain paths and contents. */
export function unexpectedSentence(requestId: string | undefined): string {
	return `Something went wrong on the server. Its log has the details under ${requestId ?? 'this time'}.`;
}

/** Describes invalid input in one sentence: where it is, and what is expected. */
export function inputSentence(error: ZodError): string {
	const sentences = error.issues.map(({ path, message }) =>
		path.length > 0 ? `${path.join('.')}: ${message}` : message,
	);
	return sentences.join('; ').replaceAll('.; ', '; ');
}

function sentenceOf(error: TRPCError, requestId: string | undefined): string {
	if (error.cause instanceof ZodError) return inputSentence(error.cause);
	return error.code === 'INTERNAL_SERVER_ERROR' ? unexpectedSentence(requestId) : error.message;
}

export interface ErrorData extends RefusalData {
	code: TRPCError['code'];
	httpStatus: number;
	path?: string | undefined;
	requestId?: string | undefined;
}

/** What a client sees of an error: a code and a sentence, without paths or stacks of the server. */
export function toErrorShape<S extends { message: string; data: { path?: string | undefined } }>({
	shape,
	error,
	ctx,
}: {
	shape: S;
	error: TRPCError;
	ctx?: Context | undefined;
}): Omit<S, 'data' | 'message'> & { message: string; data: ErrorData } {
	return {
		...shape,
		message: sentenceOf(error, ctx?.requestId),
		data: {
			code: error.code,
			httpStatus: getHTTPStatusCodeFromError(error),
			path: shape.data.path,
			requestId: ctx?.requestId,
			...(error.cause instanceof Refusal ? error.cause.data : {}),
		},
	};
}
