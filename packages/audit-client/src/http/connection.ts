/** One server, as one client reaches it. All requests go through `fetch` here. */
import { addressOf, type ServerAddress } from './address.ts';
import { AuditClientError } from '../error.ts';
import {
	isErrorShape,
	networkFailure,
	notToolAudit,
	plainFailure,
	proxyFailure,
} from './failures.ts';
import type { ClientOptions, HeaderValues, Logger, RequestOptions } from '../options.ts';
import { CLIENT_VERSION, majorOf } from '../version.ts';

export interface Connection {
	address: ServerAddress;
	/** The settings of all calls. */
	defaults: RequestOptions;
	logger: Logger;
	/** The headers of a request, without those of its body. */
	headers: () => Promise<Record<string, string>>;
	/** The same at once: those of a function are the ones that it returned last. */
	headersNow: () => Record<string, string>;
	/** Fetches. Rejects with an `AuditClientError` unless the server itself answers. */
	fetch: (address: string, init?: RequestInit) => Promise<Response>;
	/** The server's version, when it has told one. */
	readonly serverVersion: string | null;
}

const VERSION_HEADER = 'x-tool-audit-version';
const CLIENT_HEADER = 'x-tool-audit-client';
const SILENCE: Logger = { warn: () => undefined, error: () => undefined };
/** What a header may contain. */
const HEADER_TEXT = /^[\x20-\x7e]*$/;

/** @throws TypeError for options that can't be used */
export function openConnection(options: ClientOptions): Connection {
	checkNames(options);
	const { url = variable('TOOL_AUDIT_URL'), apiKey = variable('TOOL_AUDIT_KEY') } = options;
	if (url === undefined) {
		throw new TypeError(
			'url is missing: give createAuditClient the address of the server, or set TOOL_AUDIT_URL.',
		);
	}
	if (apiKey === undefined) {
		throw new TypeError(
			'apiKey is missing: create a key on the account page, and give it to createAuditClient or set TOOL_AUDIT_KEY.',
		);
	}
	if (typeof apiKey !== 'string' || !HEADER_TEXT.test(apiKey)) {
		throw new TypeError('apiKey must be the text of a key, without line breaks.');
	}
	checkNumbers(options);
	const address = addressOf(url);
	const own: Record<string, string> = { [CLIENT_HEADER]: CLIENT_VERSION };
	if (apiKey !== '') own['authorization'] = `Bearer ${apiKey}`;
	const { logger = console, timeout, retries, batch } = options;
	let serverVersion: string | null = null;

	const { headers: given } = options;
	let further: HeaderValues = typeof given === 'object' ? given : {};

	async function headers(): Promise<Record<string, string>> {
		if (typeof given === 'function') further = await given();
		return headersNow();
	}

	const headersNow = () => ({ ...own, ...further });

	return {
		address,
		defaults: { timeout, retries, batch },
		logger: logger || SILENCE,
		headers,
		headersNow,
		async fetch(target, init = {}) {
			const sent = {
				...init,
				headers: { ...(init.headers as HeaderValues), ...(await headers()) },
			};
			let response: Response;
			try {
				// Looked up at each call: a test may have replaced the global one.
				response = (await (options.fetch ?? globalThis.fetch)(target, sent)) as Response;
			} catch (cause) {
				if (init.signal?.aborted) throw cause;
				throw networkFailure(cause, address.origin);
			}
			serverVersion = checkVersion(response, address) ?? serverVersion;
			const isProcedure = target.startsWith(address.trpc);
			return checkAnswer(response, address, isProcedure);
		},
		get serverVersion() {
			return serverVersion;
		},
	};
}

const OPTION_NAMES: Record<keyof ClientOptions, true> = {
	...{ url: true, apiKey: true, headers: true, fetch: true, logger: true },
	...{ timeout: true, retries: true, batch: true },
};

function checkNames(options: ClientOptions): void {
	const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTION_NAMES, name));
	if (unknown === undefined) return;
	const names = Object.keys(OPTION_NAMES).join(', ');
	throw new TypeError(
		`createAuditClient has no option ${JSON.stringify(unknown)}. Its options are ${names}.`,
	);
}

/** @throws TypeError */
export function checkNumbers({ timeout, retries }: RequestOptions): void {
	for (const [name, value] of Object.entries({ timeout, retries })) {
		if (value === undefined || (typeof value === 'number' && value >= 0)) continue;
		throw new TypeError(`${name} must be a number from 0 on; it is ${String(value)}.`);
	}
}

/** A variable of the environment, where there is one. */
function variable(name: string): string | undefined {
	return globalThis.process?.env?.[name];
}

/** The server's version; `null` when it tells none. A server of another major version is not spoken to. */
function checkVersion({ headers, status }: Response, { origin }: ServerAddress): string | null {
	const version = headers.get(VERSION_HEADER);
	if (version === null) return null;
	const [server, client] = [majorOf(version), majorOf(CLIENT_VERSION)];
	if (server === null || server === client) return version;
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
	{ origin }: ServerAddress,
	isProcedure: boolean,
): Promise<Response> {
	const type = response.headers.get('content-type') ?? '';
	if (response.ok) {
		const isOurs = /^(application\/json|application\/jsonl|text\/event-stream)/.test(type);
		if (isOurs || response.headers.has('content-disposition')) return response;
		throw notToolAudit(origin, { status: response.status });
	}
	const body: unknown = await response
		.clone()
		.json()
		.catch(() => null);
	const error = (body as { error?: unknown } | null)?.error;
	if (Array.isArray(body) || isErrorShape(error)) return response;
	// Below its tRPC endpoint a Tool Audit server has no other form of error, so the path is wrong.
	if (isProcedure && response.status === 404) throw notToolAudit(origin, { status: 404 });
	throw plainFailure(error, response) ?? proxyFailure(response, origin);
}
