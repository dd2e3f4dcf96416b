import type { DamagedRow, EntryContent, EntryRow, Json, JsonObject } from './format/entry.ts';
import type { RowStatus, Status } from './format/status.ts';
import type { RecorderStats } from './write/metrics.ts';
import type { Filter } from './format/filter.ts';

/** How many rows of each kind. The parts add up to `total`. */
export interface Counts extends Record<RowStatus, number> {
	total: number;
}

/** Why a day, or a log, could not be read. */
export interface UnreadableReason {
	/** `unsafe-file`: a link, or no plain file. `unreadable`: forbidden, or the disk fails. */
	code: 'unsafe-file' | 'unreadable';
	/** A sentence for people. Holds no path. */
	message: string;
}

/** What could not be read, beside what could. */
export interface Unreadable extends UnreadableReason {
	user: string;
	/** `null`: the whole log of the user, or so many of its days that they are named together. */
	day: string | null;
}

export interface Day {
	/** Calendar date, `YYYY-MM-DD`. */
	day: string;
	/** Size of the day's file, in bytes. */
	bytes: number;
	/** When the file last changed, ISO 8601 in UTC. */
	modified: string;
	/** `null` for a day that is not counted yet, because it is large or time was short, and for one that can't be read. */
	counts: Counts | null;
	/** The day is there and can't be read. */
	unreadable?: UnreadableReason;
}

export type Order = 'asc' | 'desc';

export interface Page {
	day: string;
	/** Rows of the whole day: entries and damaged lines. */
	total: number;
	/**
	 * The day is large and its index is not there yet (it is being made): `total` is an estimate from the
	 * file's size. So are the positions of a page read from the end; they agree with this `total`.
	 */
	estimated?: true;
	/** Rows that match the filter; absent without one. */
	matched?: number;
	/** Large rows filled the page before the limit did: go on behind its last row. */
	short?: true;
	entries: EntryRow[];
	damaged: DamagedRow[];
}

export type Row = ({ kind: 'entry' } & EntryRow) | ({ kind: 'damaged' } & DamagedRow);

export interface Recent {
	/** Newest first; each says which user and day it is of. */
	entries: (EntryContent & { user: string; day: string })[];
	/** False when the time was used up: there may be more of what was asked for. */
	complete: boolean;
	/** Days, and for all users logs, that were looked for entries and could not be read. */
	unreadable: Unreadable[];
}

export interface EntryDetail {
	row: Row;
	/** The line as it stands on disk, decoded; bytes that are not UTF-8 stand as `\xNN`. */
	raw: string;
	/** Length of the line on disk, in bytes. */
	bytes: number;
	/** Byte range of the line that `raw` holds, when the line is too long to give whole. */
	rawRange?: { from: number; to: number };
	previous: { position: number; ref: string } | null;
	next: { position: number; ref: string } | null;
}

export interface Summary {
	/** Counts of the rows that match the filter. */
	counts: Counts;
	/** Most used first. */
	tools: { tool: string; counts: Counts }[];
	/** Tools beyond the most used ones, together. */
	otherTools?: Counts;
	/** Length of a time bucket, in seconds. */
	bucketSeconds: number;
	/** Only buckets that hold something, in order. `start` is an ISO 8601 instant in UTC. */
	buckets: { start: string; counts: Counts }[];
	/** Absent when every time is one of the day, and where the filter has a time span of its own. */
	outside?: OutsideDay;
}

/**
 * Rows whose time can't be one of the day, wherever it was written: a clock was wrong. They are in the day's counts,
 * and in none of its buckets.
 */
export interface OutsideDay {
	before: Counts;
	after: Counts;
	/** The day, from where it begins first to where it ends last on Earth: ISO 8601 instants in UTC. */
	from: string;
	to: string;
}

export interface DaysSummary extends Pick<Summary, 'counts' | 'tools' | 'otherTools'> {
	/** What was counted, of how much. */
	looked: SearchPage['looked'];
	/** Everything was counted: there was time for it. */
	complete: boolean;
	/** What was to be counted and could not be read. */
	unreadable: Unreadable[];
}

export interface SearchPage {
	/** Newest first: newest day first, each day in reverse file order. Damaged lines are not among them. */
	entries: (EntryContent & { day: string })[];
	/** Where the next call goes on; `null` when everything has been looked at. */
	cursor: string | null;
	/** False when the time was used up before the page was full or everything had been looked at. */
	complete: boolean;
	/** What all calls up to this one have looked at, of how much. */
	looked: { days: number; bytes: number; oldestDay: string | null; bytesTotal: number };
	/** Days that this call came to and could not read. */
	unreadable: Unreadable[];
}

export type TailEvent =
	/** Comes first, so that a listener that loses its connection before the first row can come back. */
	| { type: 'start'; cursor: string; day: string | null }
	| { type: 'rows'; cursor: string; day: string; rows: Row[] }
	/** The file was cut short or replaced; what follows is read from its new beginning. */
	| { type: 'reset'; cursor: string; day: string; reason: 'truncated' | 'replaced' };

/** A row on its way out of the log whole: to an export, or to a program of another language. */
export interface StoredRow {
	position: number;
	/** Length of the row on disk, in bytes, without a newline. */
	bytes: number;
	/** The row as readers get it. */
	read(): Row;
	/** The row's bytes as they stand on disk, all of them, some at a time; only while its batch is at hand. */
	raw(): AsyncIterable<Uint8Array>;
}

/** How many rows there are: counted, never estimated. */
export interface RowCounts {
	/** Rows of the whole day: entries and damaged lines. */
	total: number;
	/** Those that the filter leaves; all of them without one. */
	matched: number;
}

/**
 * The rows of a day, in batches, and how many they are. Both are of one file that is opened once, and as long as it
 * was then: what is appended later is neither counted nor given. The file is closed when the rows were read, when
 * the reading of them is stopped, by the signal, and by disposing.
 */
export interface StoredRows extends AsyncIterable<StoredRow[]>, AsyncDisposable {
	/**
	 * How many rows there are. Of a large day that was not counted yet this takes a pass over the file. Rows that are
	 * read afterwards are as many, or the reading rejects.
	 */
	count(): Promise<RowCounts>;
}

/** What a caller hands over to be recorded. */
export interface Call {
	user: string;
	tool: string;
	args: JsonObject;
	status: Status;
	/** The whole result as text; its length is counted and its head is kept. */
	result: string;
	/**
	 * Further fields of the format (`call_id`, `session`, `agent`, `duration_ms`, …), redacted and cut like
	 * the arguments. `ts`, `id`, `result_chars` and `result_snippet` are the recorder's own.
	 */
	[field: string]: Json | undefined;
}

/** What became of a `record`. Under fail-open a call that could not be written yet answers `written: false`. */
export type Receipt =
	| { written: true; id: string; ts: string; day: string }
	| { written: false; id: string; ts: string; day: string; reason: string };

/** What happened to one day's file since it was last told. */
export interface DayChange {
	user: string;
	day: string;
	/** Length of the file now; 0 when it is gone. */
	bytes: number;
	/** Lines that were added. */
	added: number;
	/** Of those added, rows that were recorded later than they happened. Nothing writes such rows yet: 0. */
	late: number;
	/** The file was cut short, replaced or deleted, or its size was not known: what was read of it no longer holds. */
	reset?: true;
}

/** What a listener is told of logs: first `start`, when every change from then on will be told. */
export type LogChange = { type: 'start' } | ({ type: 'change' } & DayChange);

export interface ReadOptions {
	/** Stops the work when the answer is not wanted any more; the call then rejects with `aborted`. */
	signal?: AbortSignal | undefined;
}

export interface TimedReadOptions extends ReadOptions {
	/** Milliseconds to look, up to `BUDGET_MAX_MS`, before answering with what there is by then. */
	budgetMs?: number | undefined;
}

export interface ReadDayOptions extends ReadOptions {
	/** Rows to leave out before the page: from the day's beginning, or from its end with `order: 'desc'`. */
	from?: number;
	/** 1 to `PAGE_LIMIT_MAX`, which is the default. */
	limit?: number;
	/** `'asc'`, the default, is file order; `'desc'` gives the newest row first. */
	order?: Order;
	filter?: Filter | undefined;
}

export interface RecentOptions extends TimedReadOptions {
	/** How many days to look at, today included. */
	days?: number;
	limit?: number;
	filter?: Filter | undefined;
}

export interface EntryOptions extends ReadOptions {
	/** First byte of the line that `raw` is to hold; 0 unless given. */
	rawFrom?: number;
}

export interface SummaryOptions extends ReadOptions {
	filter?: Filter | undefined;
}

/** Days to look at, both included; all of them unless given. */
export interface DaySpan {
	fromDay?: string | undefined;
	toDay?: string | undefined;
}

export interface DaysSummaryOptions extends DaySpan, TimedReadOptions {
	filter?: Filter | undefined;
}

export interface SearchOptions extends DaySpan, TimedReadOptions {
	filter: Filter;
	/** From the page before, with the same filter and days. */
	cursor?: string | undefined;
	/** 100 unless given, `SEARCH_LIMIT_MAX` at most. */
	limit?: number | undefined;
}

export interface TailOptions {
	/** The cursor of the last event that was taken. Without it the tail begins at the end of the newest day. */
	after?: string | undefined;
	filter?: Filter | undefined;
	/** Ends the tail. */
	signal?: AbortSignal | undefined;
}

export interface ChangesOptions {
	/** Whose logs; those of all users, also ones yet to come, unless given. */
	users?: readonly string[] | undefined;
	/** Ends the stream. */
	signal?: AbortSignal | undefined;
}

export interface RowsOptions extends ReadOptions {
	filter?: Filter | undefined;
}

/**
 * The log of every user below one home. One implementation stands behind it: JSONL files.
 *
 * Every read takes a signal, and what may take long takes a budget of time: a second unless given, ten for `recent` and
 * `recentAllUsers`, which can't be gone on with. Something is looked at whatever the budget.
 */
export interface AuditLog {
	/** Folders below home that are users, in alphabetical order. */
	listUsers(options?: ReadOptions): Promise<string[]>;
	/**
	 * The days that have a file, newest first; one that can't be read says why. They are all listed whatever the budget:
	 * a day that there was no time to count has no counts yet, and a later call comes further.
	 */
	listDays(user: string, options?: TimedReadOptions): Promise<Day[]>;
	/** A page of one day, in file order. A day without a file is empty. */
	readDay(user: string, day: string, options?: ReadDayOptions): Promise<Page>;
	/**
	 * Newest first: from today backwards, each day in reverse file order, until the limit is reached.
	 * 7 days and 200 entries unless told otherwise.
	 */
	recent(user: string, options?: RecentOptions): Promise<Recent>;
	/** The same over all users, newest instant first; 500 entries unless told otherwise. */
	recentAllUsers(options?: RecentOptions): Promise<Recent>;
	/** One line whole; `null` when there is no such line. */
	entry(
		user: string,
		day: string,
		ref: string,
		options?: EntryOptions,
	): Promise<EntryDetail | null>;
	/** Counts of a day, or of what a filter leaves of it. */
	summary(user: string, day: string, options?: SummaryOptions): Promise<Summary>;
	/** The same over many days, newest first, as far as the time goes; a second call comes further. */
	summaryOverDays(user: string, options?: DaysSummaryOptions): Promise<DaysSummary>;
	/** The same over all users. */
	summaryAllUsers(options?: DaysSummaryOptions): Promise<DaysSummary>;
	/** What a filter finds over many days, newest first, a page at a time. */
	search(user: string, options: SearchOptions): Promise<SearchPage>;
	/**
	 * Rows as they are appended, each whole line once, until the signal or the end of the loop stops it.
	 * An event may be shared by several listeners: it is not to be changed.
	 */
	tail(user: string, options?: TailOptions): AsyncIterable<TailEvent>;
	/**
	 * That days change, of some users or of all, without their rows: a size and a number of lines. For whatever shows
	 * logs and reads what it shows. The stream has no cursor: after `start` it tells what happens from then on, so
	 * a reader who comes back looks again at what it shows. At most twenty events a second; what happens to a day
	 * meanwhile is added up.
	 *
	 * @example
	 * ```ts
	 * for await (const event of log.changes({ users: ['alice'] })) {
	 *   if (event.type === 'change') console.log(event.day, event.added); // '2026-11-22' 3
	 * }
	 * ```
	 */
	changes(options?: ChangesOptions): AsyncIterable<LogChange>;
	/** All rows of a day in file order, or those that a filter leaves, in batches. */
	rows(user: string, day: string, options?: RowsOptions): StoredRows;
	/** Appends one entry. Never throws into the caller unless the log was opened with `onFailure: 'closed'`. */
	record(call: Call): Promise<Receipt>;
	/** How recording goes in this process: what was written, what waits, what failed and since when. */
	recorderStats(): RecorderStats;
	/**
	 * Blocks until what was recorded is in the files, each call as durable as was asked for; for a process that
	 * is about to be frozen or replaced. One that exits, also by an uncaught error or SIGTERM, SIGINT or SIGHUP, does
	 * this by itself.
	 *
	 * @throws AuditError `not-recorded` with the number of what could not be written. It stays in memory, and is
	 *   tried again as ever.
	 *
	 * @example
	 * ```ts
	 * void log.record(call);
	 * log.flushSync(); // the line is in the file
	 * ```
	 */
	flushSync(): void;
	/** Finishes what was accepted, or rejects and says how much could not be written. */
	close(): Promise<void>;
}
