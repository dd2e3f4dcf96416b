/** The errors of answers, each with its sentence: the server's own, a proxy's, those of another server or version. */
import { AuditClientError, type ErrorShape } from '../error.ts';

/** Something else answers. */
export function notToolAudit(
	server: string,
	{ cause, status }: { cause?: unknown; status?: number | undefined },
): AuditClientError {
	const how = status === undefined ? '' : ` (${status})`;
	return new AuditClientError({
		code: 'not_a_tool_audit_server',
		message: `${server} answers${how}, but not as a Tool Audit server: give createAuditClient the address that the server printed when it started.`,
		...{ status, cause },
	});
}

/** An answer that lacks what every answer of this procedure has. */
export function otherForm(path: string): AuditClientError {
	return new AuditClientError({
		code: 'not_a_tool_audit_server',
		message: `${path} had an answer of another form than a Tool Audit server gives: check the address of the server.`,
	});
}

/** The answer is the address of another server, to which no key is sent. */
export function redirected(server: string, { status, headers }: Response): AuditClientError {
	const target = headers.get('location');
	const where = target === null ? 'another address' : JSON.stringify(target);
	return new AuditClientError({
		code: 'not_a_tool_audit_server',
		message: `${server} redirects to ${where}: give createAuditClient the address that it leads to.`,
		// A browser hides it.
		status: status || null,
	});
}

/** The error of an answer that is not the server's own. */
export function proxyFailure({ status, headers }: Response, server: string): AuditClientError {
	const known = proxyAnswer(status, server);
	if (!known) return notToolAudit(server, { status });
	const [code, message, retryable] = known;
	return new AuditClientError({
		...{ code, message, retryable, status },
		requestId: headers.get('x-request-id'),
		retryAfterMs: retryAfterOf(headers),
	});
}

/** What a proxy's answer means, and whether the same request may have another one later. */
function proxyAnswer(
	status: number,
	server: string,
): [AuditClientError['code'], string, boolean] | undefined {
	switch (status) {
		case 401:
			return [
				'unauthorized',
				`A proxy in front of ${server} asks for a login of its own (401).`,
				false,
			];
		case 403:
			return ['forbidden', `A proxy in front of ${server} refused the request (403).`, false];
		case 413:
		case 414:
		case 431:
			return [
				'too_large',
				`The request is too large for ${server} or a proxy in front of it (${status}): send less in one.`,
				false,
			];
		case 429:
			return ['rate_limited', `${server} or a proxy in front of it gets too many requests.`, true];
		case 502:
		case 503:
		case 504:
			return [
				'server',
				`A gateway in front of ${server} answers ${status}: the server behind it can't be reached, or is starting.`,
				true,
			];
		default:
			return status >= 500 ? ['server', `${server} failed (${status}).`, true] : undefined;
	}
}

/** `Retry-After` in milliseconds: a number of seconds, or a date (RFC 9110 §10.2.3). */
export function retryAfterOf(headers: Headers): number | null {
	const value = headers.get('retry-after');
	if (value === null) return null;
	const seconds = Number(value);
	const waitMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now();
	return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}

/** The codes of the server's own errors, by the HTTP status that belongs to each. */
const CODES: Partial<Record<number, AuditClientError['code']>> = {
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not_found',
	408: 'timeout',
	409: 'conflict',
	412: 'conflict',
	413: 'too_large',
	429: 'rate_limited',
	499: 'aborted',
};
const RETRYABLE = new Set([429, 502, 503, 504]);

/** The error that the server itself has sent. */
export function serverFailure(
	shape: ErrorShape,
	{
		meta,
		retryAfterMs = null,
	}: { meta?: Record<string, unknown> | undefined; retryAfterMs?: number | null } = {},
): AuditClientError {
	const { data } = shape;
	const status = data.httpStatus;
	const code = CODES[status] ?? (status < 500 ? 'bad_input' : 'server');
	const waitMs = Number(data.retryAfterSeconds ?? Number.NaN) * 1_000;
	return new AuditClientError({
		code: data.reason === 'version' ? 'version' : code,
		message: shape.message,
		retryable: RETRYABLE.has(status),
		retryAfterMs: Number.isFinite(waitMs) ? Math.max(0, waitMs) : retryAfterMs,
		...{ shape, meta },
	});
}

/** The error of the server's plain endpoints, and of addresses that it does not have; `null` for any other body. */
export function plainFailure(
	error: unknown,
	{ status, headers }: Response,
): AuditClientError | null {
	const { code, message, ...further } = (error ?? {}) as Record<string, unknown>;
	if (typeof code !== 'string' || typeof message !== 'string') return null;
	const data = { ...further, code, httpStatus: status };
	return serverFailure(
		{ code: JSON_RPC_SERVER_ERROR, message, data },
		{ retryAfterMs: retryAfterOf(headers) },
	);
}

/** The number of an error that JSON-RPC leaves to the server (§5.1). */
const JSON_RPC_SERVER_ERROR = -32_000;

/** Whether a procedure is one of Tool Audit's: each answers with an object, and so do its events. */
export function isOurs(path: string): boolean {
	return path === 'health' || path.startsWith('audit.');
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** Whether it is an error in the form of a tRPC server. */
export function isErrorShape(value: unknown): value is ErrorShape {
	const { message, code, data } = (value ?? {}) as Partial<ErrorShape>;
	return typeof message === 'string' && typeof code === 'number' && typeof data?.code === 'string';
}
