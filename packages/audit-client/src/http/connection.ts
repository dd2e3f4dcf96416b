/** One server, as one client reaches it. All requests go through `fetch` here. */
import { untilAborted } from './abort.ts';
import { addressOf, type ServerAddress } from './address.ts';
import { AuditClientError } from '../error.ts';
import {
	isErrorShape,
	notToolAudit,
	plainFailure,
	proxyFailure,
	redirected,
	serverFailure,
} from './failures.ts';
import { networkFailure } from './network-failure.ts';
import { checkOptions } from '../check-options.ts';
import type { ClientOptions, HeaderValues, Logger, RequestOptions } from '../options.ts';
import { CLIENT_VERSION, majorOf } from '../version.ts';

export interface Connection {
	address: ServerAddress;
	/** The settings of all calls. */
	defaults: RequestOptions;
	logger: Logger;
	/** The headers of a request, without those of its body. */
	headers: () => Promise<Record<string, string>>;
	/** The same at once: of a function that returns a promise, those that it returned last. */
	headersNow: () => Record<string, string>;
	/**
	 * Fetches. Rejects with an `AuditClientError` unless the server itself answers, and at once when the signal is aborted,
	 * also while the caller's `headers` or `fetch` do nothing about that.
	 */
	fetch: (address: string, init?: RequestInit) => Promise<Response>;
	/** The server's version, when it has told one. */
	readonly serverVersion: string | null;
}

const VERSION_HEADER = 'x-tool-audit-version';
const CLIENT_HEADER = 'x-tool-audit-client';
const SILENCE: Logger = { warn: () => undefined, error: () => undefined };
/** It only reports: that it throws changes nothing for the call. */
function quiet(logger: Logger): Logger {
	const tell = (level: keyof Logger) => (message: string) => {
		try {
			logger[level](message);
		} catch {
			// A logger that fails must not fail the call.
		}
	};
	return { warn: tell('warn'), error: tell('error') };
}

const OPTIONS = ['url', 'apiKey', 'headers', 'fetch', 'logger', 'timeout', 'retries', 'batch'];

/** What a header may contain. */
const HEADER_TEXT = /^[\x20-\x7e]*$/;

/** @throws TypeError for options that can't be used */
export function openConnection(options: ClientOptions): Connection {
	checkOptions('createAuditClient', options, OPTIONS);
	const { url = variable('TOOL_AUDIT_URL'), apiKey: given = variable('TOOL_AUDIT_KEY') } = options;
	if (url === undefined) {
		throw new TypeError(
			'url is missing: give createAuditClient the address of the server, or set TOOL_AUDIT_URL.',
		);
	}
	if (given === undefined) {
		throw new TypeError(
			'apiKey is missing: create a key on the account page, and give it to createAuditClient or set TOOL_AUDIT_KEY.',
		);
	}
	// A file of a key ends with a line break.
	const apiKey = String(given).trim();
	if (typeof given !== 'string' || !HEADER_TEXT.test(apiKey)) {
		throw new TypeError('apiKey must be the text of a key, without line breaks.');
	}
	if (/^bearer /i.test(apiKey))
		throw new TypeError('apiKey must be the key alone, without "Bearer".');
	const address = addressOf(url);
	const own: Record<string, string> = { [CLIENT_HEADER]: CLIENT_VERSION };
	if (apiKey !== '') own['authorization'] = `Bearer ${apiKey}`;
	const { logger = console, timeout, retries, batch } = options;
	let serverVersion: string | null = null;

	const { headers: wanted } = options;
	let further: HeaderValues = typeof wanted === 'object' ? wanted : {};

	async function headers(): Promise<Record<string, string>> {
		if (typeof wanted === 'function') {
			try {
				further = await wanted();
			} catch (cause) {
				const message = `The option headers threw: ${String(cause)}`;
				throw new AuditClientError({ code: 'listener', message, cause });
			}
		}
		return headersNow();
	}

	async function ask(target: string, init: RequestInit): Promise<Response> {
		const { signal } = init;
		const sent: RequestInit = {
			...init,
			// Another address would get the key, and a call to record would become a query.
			redirect: 'manual',
			headers: sendable(merged(await headers(), init.headers as HeaderValues | undefined)),
		};
		signal?.throwIfAborted();
		let response: Response;
		try {
			// Looked up at each call: a test may have replaced the global one.
			response = (await (options.fetch ?? globalThis.fetch)(target, sent)) as Response;
		} catch (cause) {
			throw signal?.aborted ? cause : networkFailure(cause, address.name);
		}
		if (signal?.aborted) {
			// Of a `fetch` that does not heed the signal.
			void response.body?.cancel().catch(() => undefined);
			throw signal.reason;
		}
		if (typeof response?.headers?.get !== 'function') {
			const message = 'The option fetch gave no Response.';
			throw new AuditClientError({ code: 'listener', message });
		}
		serverVersion = checkVersion(response, address) ?? serverVersion;
		const isProcedure = target.startsWith(address.trpc);
		return checkAnswer(response, address, isProcedure);
	}

	const headersNow = () => merged(own, further);

	/** A function that returns them at once is asked: the process may be about to end. */
	function headersAtEnd(): Record<string, string> {
		if (typeof wanted !== 'function') return headersNow();
		try {
			const now = wanted();
			if (!('then' in now)) further = now;
		} catch {
			// Then those that it returned last are sent.
		}
		return headersNow();
	}

	return {
		address,
		defaults: { timeout, retries, batch },
		logger: quiet(logger || SILENCE),
		headers,
		headersNow: headersAtEnd,
		fetch(target, init = {}) {
			const answer = ask(target, init);
			return init.signal ? untilAborted(init.signal, answer) : answer;
		},
		get serverVersion() {
			return serverVersion;
		},
	};
}

/** A variable of the environment, where there is one. */
function variable(name: string): string | undefined {
	// An empty one is as good as none.
	return globalThis.process?.env?.[name] || undefined;
}

/** The server's version; `null` when it tells none. A server of another major version is not spoken to. */
function checkVersion(
	{ headers, status }: Response,
	{ name: origin }: ServerAddress,
): string | null {
	const version = headers.get(VERSION_HEADER);
	if (version === null) return null;
	const [server, client] = [majorOf(version), majorOf(CLIENT_VERSION)];
	if (server === null) return null;
	if (server === client) return version;
	const older = server < client! ? 'the server' : '@tool-audit/client';
	throw new AuditClientError({
		code: 'version',
		message: `${origin} runs Tool Audit ${version}, and this is the client of ${CLIENT_VERSION}: update ${older}.`,
		status,
		requestId: headers.get('x-request-id'),
	});
}

/** The answer, if the server itself gave it. */
async function checkAnswer(
	response: Response,
	{ name: origin }: ServerAddress,
	isProcedure: boolean,
): Promise<Response> {
	if (response.type === 'opaqueredirect' || isRedirect(response.status)) {
		throw redirected(origin, response);
	}
	const type = response.headers.get('content-type') ?? '';
	if (response.ok) {
		if (OUR_TYPES.test(type)) return response;
		throw notToolAudit(origin, { status: response.status });
	}
	const body: unknown = await response
		.clone()
		.json()
		.catch(() => null);
	const isList = Array.isArray(body);
	const { error } = ((isList ? body[0] : body) ?? {}) as { error?: unknown };
	// A list is no answer of a Tool Audit server to calls that share a request, but may have its errors.
	if (isErrorShape(error)) {
		if (isList) throw serverFailure(error);
		return response;
	}
	// Below its tRPC endpoint a Tool Audit server has no other form of error, so the path is wrong.
	if (isProcedure && response.status === 404) throw notToolAudit(origin, { status: 404 });
	throw plainFailure(error, response) ?? proxyFailure(response, origin);
}

/** JSON, lines of it, live events, and what an export gives. */
const OUR_TYPES = /^(application\/(json|jsonl|x-ndjson)|text\/(event-stream|csv))/;

const isRedirect = (status: number) => status >= 300 && status < 400;

/** `fetch` rejects for others as it does for a network that fails, and shows a value, which may be a secret. */
function sendable(headers: Record<string, string>): Record<string, string> {
	for (const name of Object.keys(headers)) {
		try {
			new Headers([[name, headers[name]!]]);
		} catch {
			throw new AuditClientError({
				code: 'bad_input',
				message: `The header ${JSON.stringify(name)} has a name or a value that HTTP does not allow.`,
			});
		}
	}
	return headers;
}

/** Headers by name, whatever its case: a later one takes the place of an earlier one. */
function merged(...all: (HeaderValues | undefined)[]): Record<string, string> {
	const values = all.flatMap((headers) => Object.entries(headers ?? {}));
	return Object.fromEntries(values.map(([name, value]) => [name.toLowerCase(), value]));
}
