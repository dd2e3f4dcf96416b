import type { AuditClientError } from './error.ts';
import type { CallOptions } from './options.ts';

/** How a client reaches a log: over HTTP, or in the same process for tests. */
export interface Transport {
	/** Calls a procedure that is not a stream. Rejects with an `AuditClientError`. */
	call: (
		kind: 'query' | 'mutation',
		path: string,
		input: unknown,
		options: CallOptions,
	) => Promise<unknown>;
	/** The events of a stream, until its signal is aborted. Throws an `AuditClientError`. */
	follow: (
		path: string,
		input: unknown,
		options: CallOptions & { signal: AbortSignal },
	) => AsyncIterable<StreamEvent>;
	/** A file with rows of a day. Rejects with an `AuditClientError`. */
	download: (query: Record<string, unknown>, options: CallOptions) => Promise<Download>;
}

export interface Download {
	/** The number of rows, or `null` when the server does not say. */
	rows: number | null;
	name: string;
	type: string;
	/** Its bytes, until the signal is aborted. It is called once at most. */
	read: (signal: AbortSignal) => AsyncIterator<Uint8Array, void>;
	/** Ends the download, whether it is being read or not. */
	cancel: () => void;
}

export type StreamEvent =
	/** Before each attempt to connect; `error` says why it is not the first one. */
	| { kind: 'connecting'; error: AuditClientError | null }
	| { kind: 'connected' }
	| { kind: 'data'; id: string | undefined; data: unknown };
