import { AccountsError, type AccountsErrorCode } from '@tool-audit/accounts';
import { AgentSettingsError } from '@tool-audit/capture';
import { AuditError, type AuditErrorCode, InvalidRegexError } from '@tool-audit/core';
import { SettingsError } from '@tool-audit/settings';
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { ZodError } from 'zod';
import type { Context } from './context.ts';
import { Refusal, type RefusalCode, type RefusalData, stoppingRefusal } from './refusal.ts';

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
	exhausted: 'SERVICE_UNAVAILABLE',
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
		if (error.code === 'closed') return stoppingRefusal();
		return new Refusal(AUDIT_ERROR_CODES[error.code], error.message, dataOf(error.cause));
	}
	if (error instanceof AccountsError) {
		const { code, message, field } = error;
		const data = field === undefined ? {} : { fields: { [field]: message } };
		return new Refusal(ACCOUNTS_ERROR_CODES[code], message, data);
	}
	if (error instanceof TRPCError) {
		const { cause } = error;
		return cause instanceof ZodError
			? new Refusal('BAD_REQUEST', inputSentence(cause))
			: toRefusal(cause);
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

const ISSUES_MAX = 5;
/** A message may repeat what was sent. */
const ISSUE_CHARS_MAX = 300;

/** Describes invalid input in one sentence: where it is (`filter.status[0]`), and what is expected. */
export function inputSentence({ issues }: ZodError): string {
	// One at each place: of a value of a wrong kind, zod also checks the length.
	const places = new Map<string, string>();
	for (const { path, message } of issues) {
		const place = placeOf(path);
		if (!places.has(place)) places.set(place, place === '' ? message : `${place}: ${message}`);
	}
	const sentences = [...places.values()]
		.slice(0, ISSUES_MAX)
		.map((sentence) =>
			sentence.length > ISSUE_CHARS_MAX ? `${sentence.slice(0, ISSUE_CHARS_MAX)}…` : sentence,
		);
	if (places.size > ISSUES_MAX) sentences.push(`and ${places.size - ISSUES_MAX} more`);
	return sentences.join('; ').replaceAll('.; ', '; ');
}

/** What is wrong with each part of the input, by its name: the first sentence about it, without its place. */
function fieldsOf({ issues }: ZodError): Record<string, string> {
	const fields = new Map<string, string>();
	for (const { path, message } of issues) {
		const [name] = path;
		if (typeof name === 'string' && !fields.has(name)) fields.set(name, message);
	}
	return Object.fromEntries(fields);
}

function placeOf(path: readonly PropertyKey[]): string {
	return path
		.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
		.join('')
		.replace(/^\./, '');
}

const NAME_CHARS_MAX = 80;

/** tRPC's sentences about batches, which have no code of their own. */
const BATCH_SENTENCES = new Map([
	[
		'"input" needs to be an object when doing a batch call',
		'Give the inputs of a batch as an object such as {"0":{}}.',
	],
]);

/** What is wrong with a request that reached no procedure. tRPC's own messages are for its developers. */
function transportSentence({ code, message, cause }: TRPCError, path = ''): string {
	if (cause instanceof Refusal) return message;
	if (cause instanceof SyntaxError) return 'The input is not JSON.';
	const name = path.length > NAME_CHARS_MAX ? `${path.slice(0, NAME_CHARS_MAX)}…` : path;
	switch (code) {
		case 'NOT_FOUND':
			return `This server has no procedure ${JSON.stringify(name)}. Check the name; an older server may not have it yet.`;
		case 'METHOD_NOT_SUPPORTED':
			return 'Send a query by GET or POST, and a call that changes something by POST.';
		case 'UNSUPPORTED_MEDIA_TYPE':
			return 'Send the input as JSON, with the header content-type: application/json.';
		case 'BAD_REQUEST':
			return BATCH_SENTENCES.get(message) ?? message;
		default:
			return message;
	}
}

function sentenceOf(error: TRPCError, path: string | undefined, requestId?: string): string {
	if (error.cause instanceof ZodError) return inputSentence(error.cause);
	if (error.code === 'INTERNAL_SERVER_ERROR') return unexpectedSentence(requestId);
	return transportSentence(error, path);
}

/** By error: the id of its request, for one that happens before there is a context. */
const requestIds = new WeakMap<TRPCError, string>();

/** Remembers the request of an error, so that its data has the request's id. */
export function noteRequest(error: TRPCError, requestId: string): void {
	requestIds.set(error, requestId);
}

/** When the client may try again, in seconds, if one of these errors says so. */
export function retryAfterOf(errors: readonly TRPCError[]): number | undefined {
	const seconds = errors.flatMap(({ cause }) =>
		cause instanceof Refusal ? (cause.data.retryAfterSeconds ?? []) : [],
	);
	return seconds.length > 0 ? Math.max(...seconds) : undefined;
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
	const requestId = ctx?.requestId ?? requestIds.get(error);
	return {
		...shape,
		message: sentenceOf(error, shape.data.path, requestId),
		data: {
			code: error.code,
			httpStatus: getHTTPStatusCodeFromError(error),
			path: shape.data.path,
			requestId,
			...(error.cause instanceof Refusal && error.cause.data),
			...(error.cause instanceof ZodError && { fields: fieldsOf(error.cause) }),
		},
	};
}
