/** Requests without an answer, or with a part of one, by what Node.js, Bun and Deno tell of the cause. */
import { AuditClientError } from '../error.ts';
import { notToolAudit } from './failures.ts';

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

/** What Deno says instead of a code. */
const SAID_BY_DENO: [RegExp, string][] = [
	[/Requests to port \d+ are blocked/, 'bad port'],
	[/\(Connect\): dns/, 'ENOTFOUND'],
	[/\(Connect\): tcp/, 'ECONNREFUSED'],
	[/\(Connect\): invalid peer certificate/, 'CERT_INVALID'],
	[/\(SendRequest\): invalid HTTP/, 'HPE_'],
	[/\(SendRequest\)|reading a body/, 'terminated'],
];

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
	return fail(`${server} gave no answer: check the address and the network.`);
}

/** Whether an error is one of the network, and not of what was received. */
export function isOfNetwork(error: unknown): boolean {
	return systemCodeOf(error) !== '';
}

/** The system's code in an error or its causes (`ECONNREFUSED`, …); `bad port` and `terminated` have none of their own. */
function systemCodeOf(error: unknown): string {
	let cause = error as Record<'cause' | 'code' | 'message' | 'name', unknown> | undefined;
	for (let depth = 0; typeof cause === 'object' && cause !== null && depth < 8; depth++) {
		const { code, name, message } = cause;
		// Of an answer in chunks that has no last one.
		if (name === 'HTTPParserError') return /EOF/.test(String(message)) ? 'terminated' : 'HPE_';
		if (typeof code === 'string' && code !== 'ABORT_ERR') return code;
		if (message === 'bad port') return 'bad port';
		if (message === 'terminated' && !cause.cause) return 'terminated';
		const [, said] = SAID_BY_DENO.find(([pattern]) => pattern.test(String(message))) ?? [];
		if (said !== undefined) return said;
		const first: unknown = (cause as { errors?: unknown[] }).errors?.[0];
		cause = (cause.cause ?? first) as typeof cause;
	}
	return '';
}

/** A copy of an error: calls that shared a request do not share an error object. */
export function copyOf(error: AuditClientError): AuditClientError {
	const copy = new AuditClientError(error);
	if (unsent.has(error)) unsent.add(copy);
	return copy;
}
