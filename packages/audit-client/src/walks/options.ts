/** What the loops over a log and its exports take and give. */
import type {
	EntryContent,
	Filter,
	Order,
	Row,
	TailEvent,
	Unreadable,
} from '@tool-audit/core/types';
import type { DaySpanInput, OwnerInput } from '../api.ts';
import type { AuditClientError } from '../error.ts';
import type { CallOptions } from '../options.ts';

/** Options of a loop over pages. An abort of its signal rejects at once, so that a part is never taken for the whole. */
export interface WalkOptions extends Omit<CallOptions, 'batch'>, OwnerInput {}

/** Options of `client.rows`. */
export interface RowsOptions extends WalkOptions {
	/** Only rows that match. All by default. */
	filter?: Filter | undefined;
	/** `'asc'` (the default) is the order of the file; `'desc'` begins with the newest row. */
	order?: Order | undefined;
}

/** Options of `client.search`. */
export interface SearchAllOptions extends WalkOptions, DaySpanInput {
	/** Which calls. */
	filter: Filter;
	/**
	 * Called for days that can't be read. By default the logger gets a warning. If it throws, the loop rejects with the code
	 * `listener`.
	 */
	onUnreadable?: ((unreadable: Unreadable) => void) | undefined;
}

/** Options of `client.recent`. */
export interface RecentOptions extends WalkOptions {
	/** Number of days, 1 to 36,500, today included. 7 by default. */
	days?: number | undefined;
	/** Only calls that match. All by default. */
	filter?: Filter | undefined;
	/**
	 * Called for days that can't be read. By default the logger gets a warning. If it throws, the loop rejects with the code
	 * `listener`.
	 */
	onUnreadable?: ((unreadable: Unreadable) => void) | undefined;
}

/** A call that a search over days has found. */
export type FoundCall = EntryContent & {
	/** The day of its file, `YYYY-MM-DD`. */
	day: string;
};

/** Options of `client.tail`. */
export interface TailOptions extends Omit<CallOptions, 'batch'>, OwnerInput {
	/**
	 * An instant, as a `Date` or ISO 8601 with an offset: the tail begins with the calls recorded since then. By default it
	 * begins now.
	 */
	since?: string | Date | undefined;
	/** The `cursor` of a row: the tail continues after it. Takes precedence over `since`. */
	after?: string | undefined;
	/** Only rows that match. All by default. */
	filter?: Filter | undefined;
	/**
	 * Called before each further attempt to connect, with the error that ended the last one. The logger gets the first of
	 * several in a row. If it throws, the tail ends with the code `listener`.
	 */
	onReconnect?: ((error: AuditClientError) => void) | undefined;
	/** Called when a day's file was truncated or replaced: the rows that follow are those of its new beginning. If it throws, the tail ends with the code `listener`. */
	onReset?: ((event: Extract<TailEvent, { type: 'reset' }>) => void) | undefined;
}

/** A row as it was appended. */
export type TailRow = Row & {
	/** The day of its file, `YYYY-MM-DD`. */
	day: string;
	/**
	 * Set on the last of the rows that came together, `null` on the others. A tail with this `after` continues behind it,
	 * also in another process. Save it once you have handled all rows up to this one.
	 */
	cursor: string | null;
};

/** Options of `client.export`. */
export interface ExportOptions extends Omit<CallOptions, 'batch' | 'retries'>, OwnerInput {
	/** `jsonl` (the default) has the unchanged lines of the log. */
	format?: 'jsonl' | 'json' | 'csv' | undefined;
	/** Only rows that match. All by default. */
	filter?: Filter | undefined;
}

/**
 * A file with rows of a day, as a stream of bytes. It can be read once, at the reader's pace. Leaving the loop, or
 * `return()` of its iterator, closes the connection.
 */
export interface ExportedFile extends AsyncIterable<Uint8Array> {
	/** A name for the file, such as `alice-2026-11-22.jsonl`. */
	readonly name: string;
	/** Its media type. */
	readonly type: string;
	/** Number of rows, counted before the first is sent; `null` when the server does not say. */
	readonly rows: number | null;
	/** The whole file as text. */
	text(): Promise<string>;
}
