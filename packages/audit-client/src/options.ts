import type { Signal } from '@tool-audit/core/types';

/**
 * Gets messages about what no call reports: a stream that has to connect again, days that can't be read, and calls that
 * were lost when the process ended. What it throws is ignored.
 */
export interface Logger {
	warn(message: string): void;
	error(message: string): void;
}

/** What can be set for all calls of a client, and for a single one. */
export interface RequestOptions {
	/** Time limit of one attempt, in milliseconds. 60,000 by default; `Infinity` for none. Streams have none. */
	timeout?: number | undefined;
	/**
	 * How often a failed call is tried again: 2 by default, 0 for never. Only what may work the next time is repeated
	 * (`AuditClientError.retryable`), after 0.5 s, 1 s, … or as long as the server asks for. Every `record` has an id, so that
	 * it is one entry however often it is sent. For a live stream it is the number of failures in a row that it survives:
	 * `Infinity`, unless the stream's own options say otherwise.
	 */
	retries?: number | undefined;
	/** `false` sends each call in a request of its own. True by default: calls made at the same time share one. */
	batch?: boolean | undefined;
}

/** Headers to send, by name. */
export type HeaderValues = Readonly<Record<string, string>>;

/** Options of `createAuditClient`. */
export interface ClientOptions extends RequestOptions {
	/** Address of the server, such as `http://127.0.0.1:8321`. By default the environment variable `TOOL_AUDIT_URL`. */
	url?: string | UrlObject | undefined;
	/**
	 * A key from the account page, or from `tool-audit keys create`. By default the environment variable
	 * `TOOL_AUDIT_KEY`.
	 */
	apiKey?: string | undefined;
	/**
	 * Further headers for every request, such as a proxy's token, or a function that returns them. If it throws, the call
	 * rejects with the code `listener`.
	 */
	headers?: HeaderValues | (() => HeaderValues | Promise<HeaderValues>) | undefined;
	/** Used in place of the global `fetch`. */
	fetch?: FetchLike | undefined;
	/** `console` by default; `false` for silence. */
	logger?: Logger | false | undefined;
}

/** Options of a single call. */
export interface CallOptions extends RequestOptions {
	/**
	 * Aborts the call, which then rejects at once with the code `aborted` and the signal's reason as `cause`, whatever
	 * `headers` and `fetch` do. A tail or subscription ends at once, without an error.
	 */
	signal?: Signal | undefined;
	/** Further headers. A call that has some is sent alone. */
	headers?: HeaderValues | undefined;
}

/** A `URL`, of any library. */
export interface UrlObject {
	readonly href: string;
}

/** A function like `fetch`. Its types are wide, because each platform has its own. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type FetchLike = (address: any, init?: any) => Promise<any>;
