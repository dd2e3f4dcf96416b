/**
 * What can go wrong between a call and the server's own answer, each with its sentence: no connection, a proxy's answer,
 * another server, another version.
 */
import { AuditClientError, type ErrorShape } from '../error.ts';

/** Failures with which a request certainly did not arrive: also a write without an id may be sent again. */
const unsent = new WeakSet<AuditClientError>();

/** Whether the server may have carried out a call that failed so. */
export function mayHaveArrived(error: AuditClientError): boolean {
	return !unsent.has(error);
}

function neverSent(error: AuditClientError): AuditClientError {
	unsent.add(error);
	return error;
}

const NO_CONNECTION = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);
const NO_SUCH_NAME = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA']);
const TOO_SLOW = new Set(['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
const NO_TLS = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|ALTNAME/;
const NO_HTTP = /^HPE_/;

/** The error of a `fetch` that rejected, or of a body that could not be read to its end. */
export function networkFailure(cause: unknown, server: string): AuditClientError {
	const system = systemCodeOf(cause);
	const fail = (message: string, retryable = true) =>
		new AuditClientError({ code: 'network', message, retryable, cause });

	if (system === 'bad port') {
		return neverSent(
			fail(`fetch refuses to use the port of ${server}: start the server on another one.`, false),
		);
	}
	if (NO_CONNECTION.has(system)) {
		return neverSent(
			fail(
				`${server} can't be reached (${system}): start the server, or give createAuditClient its address.`,
			),
		);
	}
	if (NO_SUCH_NAME.has(system)) {
		return neverSent(
			fail(
				`The name of ${server} is not known (${system}): correct the address, or check the network.`,
			),
		);
	}
	if (system === 'UND_ERR_CONNECT_TIMEOUT') {
		return neverSent(
			new AuditClientError({
				code: 'timeout',
				message: `${server} does not accept a connection in time: check the address and the network.`,
				retryable: true,
				cause,
			}),
		);
	}
	if (TOO_SLOW.has(system)) {
		return new AuditClientError({
			code: 'timeout',
			message: `${server} did not answer in time (${system}).`,
			retryable: true,
			cause,
		});
	}
	if (NO_TLS.has(system)) {
		return neverSent(
			fail(`${server} answers without TLS: its address begins with http://.`, false),
		);
	}
	if (CERTIFICATE.test(system)) {
		return neverSent(
			fail(
				`The certificate of ${server} is not accepted (${system}): give the runtime the certificate's authority.`,
				false,
			),
		);
	}
	if (NO_HTTP.test(system)) return notToolAudit(server, { cause });
	if (system !== '') {
		return fail(`The connection to ${server} was cut before the answer was complete (${system}).`);
	}
	return fail(
		isBrowser()
			? `${server} can't be reached from this page: check the address, and that the server allows this page's origin (TOOL_AUDIT_CORS_ORIGINS).`
			: `${server} gave no answer: check the address and the network.`,
	);
}

/** Whether an error is one of the network, and not of what was received. */
export function isOfNetwork(error: unknown): boolean {
	return systemCodeOf(error) !== '';
}

/** The system's code in an error or its causes (`ECONNREFUSED`, …); `bad port` and `terminated` have none of their own. */
function systemCodeOf(error: unknown): string {
	let cause = error as Record<'cause' | 'code' | 'message' | 'name', unknown> | undefined;
	for (let depth = 0; typeof cause === 'object' && cause !== null && depth < 8; depth++) {
		if (typeof cause.code === 'string' && cause.code !== 'ABORT_ERR') return cause.code;
		if (cause.name === 'HTTPParserError') return 'HPE_';
		if (cause.message === 'bad port') return 'bad port';
		if (cause.message === 'terminated' && !cause.cause) return 'terminated';
		const first: unknown = (cause as { errors?: unknown[] }).errors?.[0];
		cause = (cause.cause ?? first) as typeof cause;
	}
	return '';
}

function isBrowser(): boolean {
	return 'document' in globalThis || 'WorkerGlobalScope' in globalThis;
}

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

/** The sentences for answers of proxies, by status. */
const PROXY_ANSWERS: Record<
	number,
	[AuditClientError['code'], (server: string, status: number) => string]
> = {
	401: [
		'unauthorized',
		(server) => `A proxy in front of ${server} asks for a login of its own (401).`,
	],
	403: ['forbidden', (server) => `A proxy in front of ${server} refused the request (403).`],
	429: ['rate_limited', (server) => `${server} or a proxy in front of it gets too many requests.`],
};
const TOO_LARGE = new Set([413, 414, 431]);
const GATEWAY = new Set([502, 503, 504]);

/** The error of an answer that is not the server's own. */
export function proxyFailure({ status, headers }: Response, server: string): AuditClientError {
	const common = {
		status,
		requestId: headers.get('x-request-id'),
		retryAfterMs: retryAfterOf(headers),
	};
	const known = Object.hasOwn(PROXY_ANSWERS, status) ? PROXY_ANSWERS[status] : undefined;
	if (known) {
		const [code, sentence] = known;
		const message = sentence(server, status);
		return new AuditClientError({ code, message, retryable: status === 429, ...common });
	}
	if (TOO_LARGE.has(status)) {
		return new AuditClientError({
			code: 'too_large',
			message: `The request is too large for ${server} or a proxy in front of it (${status}). Send less at a time.`,
			...common,
		});
	}
	if (GATEWAY.has(status)) {
		return new AuditClientError({
			code: 'server',
			message: `A gateway in front of ${server} answers ${status}: the server behind it can't be reached, or is starting.`,
			retryable: true,
			...common,
		});
	}
	if (status >= 500) {
		return new AuditClientError({
			code: 'server',
			message: `${server} failed (${status}).`,
			retryable: true,
			...common,
		});
	}
	return notToolAudit(server, { status });
}

/** `Retry-After` in milliseconds: a number of seconds, or a date (RFC 9110 §10.2.3). */
export function retryAfterOf(headers: Headers): number | null {
	const value = headers.get('retry-after');
	if (value === null) return null;
	const seconds = Number(value);
	const waitMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now();
	return Number.isFinite(waitMs) ? Math.max(0, waitMs) : null;
}

/** The codes of the server's own errors. */
const CODES: Record<string, AuditClientError['code']> = {
	BAD_REQUEST: 'bad_input',
	PARSE_ERROR: 'bad_input',
	UNPROCESSABLE_CONTENT: 'bad_input',
	UNSUPPORTED_MEDIA_TYPE: 'bad_input',
	METHOD_NOT_SUPPORTED: 'bad_input',
	UNAUTHORIZED: 'unauthorized',
	FORBIDDEN: 'forbidden',
	NOT_FOUND: 'not_found',
	CONFLICT: 'conflict',
	PRECONDITION_FAILED: 'conflict',
	TIMEOUT: 'timeout',
	CLIENT_CLOSED_REQUEST: 'aborted',
	PAYLOAD_TOO_LARGE: 'too_large',
	TOO_MANY_REQUESTS: 'rate_limited',
};
function codeOf({ code }: { code: string }): AuditClientError['code'] {
	return (Object.hasOwn(CODES, code) && CODES[code]) || 'server';
}

const RETRYABLE = new Set([
	'SERVICE_UNAVAILABLE',
	'TOO_MANY_REQUESTS',
	'BAD_GATEWAY',
	'GATEWAY_TIMEOUT',
]);

/** The error that the server itself has sent. */
export function serverFailure(
	shape: ErrorShape,
	{
		meta,
		retryAfterMs = null,
	}: { meta?: Record<string, unknown> | undefined; retryAfterMs?: number | null } = {},
): AuditClientError {
	const { data } = shape;
	const isVersion = data.reason === 'version';
	const waitMs = Number(data.retryAfterSeconds ?? Number.NaN) * 1_000;
	return new AuditClientError({
		code: isVersion ? 'version' : codeOf(data),
		message: shape.message,
		retryable: RETRYABLE.has(data.code),
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

/** A copy of an error: calls that shared a request do not share an error object. */
export function copyOf(error: AuditClientError): AuditClientError {
	const copy = new AuditClientError(error);
	if (unsent.has(error)) unsent.add(copy);
	return copy;
}
