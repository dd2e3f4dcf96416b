import type { CallFields } from './format/call-fields.ts';
import type { DamagedRow, EntryContent, EntryRow } from './format/entry.ts';
import type { RowStatus, Status } from './format/status.ts';
import type { DistinctSecret, SecretInField } from './format/found-secrets.ts';
import type { RecorderStats } from './write/metrics.ts';
import type { WriteFailure } from './write/trouble.ts';
import type { Filter } from './format/filter.ts';
import type { AsyncDisposing } from './async-disposing.ts';
import type { Signal } from './signal.ts';

/** How many rows of each kind. The parts add up to `total`. */
export interface Counts extends Record<RowStatus, number> {
	/** All rows. */
	total: number;
}

/** Why a day or a log could not be read. */
export interface UnreadableReason {
	/** `unsafe-file`: a link, or not a plain file. `unreadable`: no permission, or an I/O error. */
	code: 'unsafe-file' | 'unreadable';
	/** A sentence for people. It contains no path. */
	message: string;
}

/** A day or log that could not be read, reported beside what could. */
export interface Unreadable extends UnreadableReason {
	/** The owner of the log. */
	user: string;
	/**
	 * The day, `YYYY-MM-DD`. `null`: the user's whole log, or so many of its days that they are reported together.
	 */
	day: string | null;
}

/** A day of a log, as `listDays` lists it. */
export interface Day {
	/** Calendar date, `YYYY-MM-DD`. */
	day: string;
	/** Size of the day's file, in bytes. */
	bytes: number;
	/** When the file last changed, ISO 8601 in UTC. */
	modified: string;
	/** `null` when the day is not counted yet, because it is large or the time budget ran out, or can't be read. */
	counts: Counts | null;
	/** Set when the day has a file that can't be read. */
	unreadable?: UnreadableReason;
}

/**
 * Files in the folder of a log whose names look like those of days, and are not: a compressed or rotated day, a copy, another
 * notation of the date. They are not read, and hide no day.
 */
export interface NotDays {
	/** How many there are. */
	count: number;
	/** The first 20 of them, by name. */
	files: {
		/** The file's name. */
		name: string;
		/** Why it is not a day and what to do, a sentence for people. It contains no path. */
		message: string;
	}[];
}

/** `asc`: file order, the oldest row first. `desc`: the newest row first. */
export type Order = 'asc' | 'desc';

/** Consecutive rows of a day, or of the rows of it that match a filter. */
export interface Page {
	/** The day, `YYYY-MM-DD`. */
	day: string;
	/** Rows of the whole day: entries and damaged lines. */
	total: number;
	/**
	 * The day is large and its index is still being built: `total` is estimated from the file's size. The positions
	 * of a page read from the end are estimates too, and agree with this `total`.
	 */
	estimated?: true;
	/** Rows of the whole day that match the filter; absent without a filter. */
	matched?: number;
	/** The page holds fewer rows than `limit` because they are large. Continue after its last row. */
	short?: true;
	/** The entries of the page, in its order. */
	entries: EntryRow[];
	/** The damaged lines of the page, in its order. Their positions say where they are between the entries. */
	damaged: DamagedRow[];
}

/** A page as JSON. */
export interface PageJson {
	/** The text in UTF-8. */
	readonly bytes: Uint8Array;
	/**
	 * Says that the bytes are not used any more, so that the next page can have their memory. Without it the memory is garbage
	 * like any other.
	 */
	release(): void;
}

/** A row of a day: an entry or a damaged line. */
export type Row = ({ kind: 'entry' } & EntryRow) | ({ kind: 'damaged' } & DamagedRow);

/** The newest entries of one or of all users. */
export interface Recent {
	/**
	 * Newest first, each with its user and day. A day is read from its last line to its first, so calls that were recorded
	 * later may stand before newer ones.
	 */
	entries: (EntryContent & { user: string; day: string })[];
	/** False when the time budget ran out first: there may be more matching entries. */
	complete: boolean;
	/** Days (and, over all users, logs) that should have been searched and could not be read. */
	unreadable: Unreadable[];
}

/** One row in full. */
export interface EntryDetail {
	/** The row, with bounds that hardly any row reaches: 200,000 characters in a text, 1,000,000 in all. */
	row: Row;
	/** The line on disk as text; bytes that are not UTF-8 are shown as `\xNN`. */
	raw: string;
	/** Length of the line on disk, in bytes. */
	bytes: number;
	/** Which bytes of the line `raw` holds, when the line is too long to return whole. `to` is exclusive. */
	rawRange?: { from: number; to: number };
	/** The row before it in the file; `null` for the first one. */
	previous: { position: number; ref: string } | null;
	/** The row after it in the file; `null` for the last one. */
	next: { position: number; ref: string } | null;
}

/** Counts of a day, or of those of its rows that match a filter. */
export interface Summary {
	/** Counts of the rows that match the filter. */
	counts: Counts;
	/** Most used first. */
	tools: { tool: string; counts: Counts }[];
	/** All tools after the first ones in `tools`, added up. */
	otherTools?: Counts;
	/** Length of a time bucket, in seconds. */
	bucketSeconds: number;
	/** Non-empty buckets, in order. `start` is an ISO 8601 instant in UTC. */
	buckets: { start: string; counts: Counts }[];
	/** Rows with times outside the day. Absent when there are none, and when the filter's time span is beside the day. */
	outside?: OutsideDay;
}

/**
 * Rows whose time is not on the day in any time zone, because a clock was wrong. They are in the day's counts, but
 * in none of its buckets.
 */
export interface OutsideDay {
	/** Rows with earlier times. */
	before: Counts;
	/** Rows with later times. */
	after: Counts;
	/** The beginning of the day where it begins first, at UTC+14: an ISO 8601 instant in UTC. */
	from: string;
	/** The end of the day where it ends last, at UTC-12; exclusive. */
	to: string;
}

/** Counts over several days, of one or of all users. */
export interface DaysSummary extends Pick<Summary, 'counts' | 'tools' | 'otherTools'> {
	/**
	 * Length of a time bucket, in seconds. For up to two weeks it is shorter than a day, as in `Summary`. A longer range
	 * has one bucket per day (86,400), and more than 400 days one per week, two weeks, four weeks, and so on. The range is
	 * that of `fromDay` and `toDay` or, without them, from the oldest day to the newest; a filter's `since` and `until`
	 * make it shorter. A partial answer has the length of the whole one.
	 */
	bucketSeconds: number;
	/**
	 * Non-empty buckets, in order. `start` is an ISO 8601 instant in UTC. Buckets within days have the calls by their times.
	 * Those of days and weeks have the rows by the day of their file, and begin when the day begins in the log's zone, a week
	 * on Monday: a day with a clock change is longer or shorter than `bucketSeconds`.
	 */
	buckets: Summary['buckets'];
	/** Rows whose time is not on the day of their file in any time zone. They are in no bucket. Absent when there are none. */
	outside?: Counts;
	/** How much of the logs was counted. `bytes` include those of a day that is counted in part, and is not in the counts. */
	looked: SearchPage['looked'];
	/** False when the time budget ran out before everything was counted. */
	complete: boolean;
	/** Days and logs that should have been counted and could not be read. */
	unreadable: Unreadable[];
}

/**
 * What today's rules of redaction would take out of a day that is written already. It says where secrets are, and
 * never what they are.
 */
export interface DaySecrets {
	/** The day, `YYYY-MM-DD`. */
	day: string;
	/** Calls that hold a secret. */
	calls: number;
	/** Secrets in these calls. */
	secrets: number;
	/** The same by the rule that the mark of a secret would show, most first. */
	rules: { rule: string; count: number }[];
	/**
	 * The first `SECRET_ROWS_MAX` of the calls, in file order, each with its first `SECRETS_IN_ROW_MAX` secrets.
	 * `position` and `ref` are those of the row.
	 */
	rows: { position: number; ref: string; secrets: SecretInField[] }[];
	/** The first `DISTINCT_SECRETS_MAX` different secrets. What was not searched is none. */
	distinct: DistinctSecret[];
	/** Damaged lines that may hold a secret: they can't be searched. */
	damaged: number;
	/** How much of the day's file was searched, and how large it is now. */
	looked: { bytes: number; bytesTotal: number };
}

/** The secrets that are counted in the days of a log. */
export interface CountedSecrets {
	/** Days that are counted, newest first. One that has grown since was counted up to `looked.bytes`. */
	days: DaySecrets[];
	/** Days that are not counted yet, newest first. */
	missing: string[];
	/** Days that can't be read, and so are not counted. */
	unreadable: Unreadable[];
}

/** One page of a search over several days. */
export interface SearchPage {
	/** Newest day first, each day in reverse file order. Damaged lines are not included. */
	entries: (EntryContent & { day: string })[];
	/** Pass it to the next call to continue; `null` when everything has been searched. */
	cursor: string | null;
	/** False when the time budget ran out before the page was full or everything had been searched. */
	complete: boolean;
	/** How much this call and the calls before it have searched, and how much there is to search. */
	looked: { days: number; bytes: number; oldestDay: string | null; bytesTotal: number };
	/** Days that this call should have searched and could not read. */
	unreadable: Unreadable[];
}

/** An event of a tail. With the `cursor` of any event, a tail is resumed after it. */
export type TailEvent =
	/**
	 * Always first, so that a listener that loses its connection before the first row has a cursor to resume from.
	 */
	| {
			type: 'start';
			/** The place in the log. */
			cursor: string;
			/** The newest day that is followed, `YYYY-MM-DD`; `null` when there is none yet. */
			day: string | null;
	  }
	/**
	 * Rows in file order. There may be none of a long file that is read from `since` on: the cursor has moved all the same.
	 */
	| {
			type: 'rows';
			/** The place after the rows. */
			cursor: string;
			/** The day of the rows, `YYYY-MM-DD`. */
			day: string;
			/** The rows that match the filter. Do not modify them: other listeners may have the same ones. */
			rows: Row[];
	  }
	/** The file was truncated or replaced. The rows that follow are read from its new beginning. */
	| {
			type: 'reset';
			/** The place at the new beginning. */
			cursor: string;
			/** The day of the file, `YYYY-MM-DD`. */
			day: string;
			/** `truncated`: the same file is shorter. `replaced`: it is another file, or has other content. */
			reason: 'truncated' | 'replaced';
	  };

/** A complete row: for exports, and for programs in other languages. */
export interface StoredRow {
	/** 0-based, in file order. */
	position: number;
	/** Length of the row on disk, in bytes, without a newline. */
	bytes: number;
	/** The row in the form that `entry` returns. */
	read(): Row;
	/** The row's unchanged bytes on disk, in chunks. Only valid until the next batch is requested. */
	raw(): AsyncIterable<Uint8Array>;
}

/** Exact numbers of rows, never estimates. */
export interface RowCounts {
	/** Rows of the whole day: entries and damaged lines. */
	total: number;
	/** Rows that match the filter; equal to `total` without a filter. */
	matched: number;
}

/**
 * The rows of a day in batches, and their number. Both come from one file that is opened once and read up to the
 * size it had then: rows that are appended later are neither counted nor returned. The file is closed when all
 * rows were read, when the loop over them is left, by the signal, and by disposing.
 */
export interface StoredRows extends AsyncIterable<StoredRow[]>, AsyncDisposing {
	/**
	 * The numbers of rows. A large day that has not been counted yet takes a pass over the file. Reading the rows
	 * afterwards returns exactly as many, or rejects with the AuditError `changed`.
	 */
	count(): Promise<RowCounts>;
}

/**
 * The arguments of a call: any object but a list. An interface, a class instance, dates, `bigint`, read-only lists and
 * `undefined` are all possible: docs/format.md §8 tells how each is written.
 *
 * @example
 * ```ts
 * const args: CallArgs = { path: 'notes/plan.md', since: new Date(), tags: ['a', 'b'] as const };
 * ```
 */
export type CallArgs =
	| Readonly<Record<string, unknown>>
	| (object & {
			// What has one of these is a list, a date, a function or an expression: its content is not in its properties.
			readonly [Symbol.iterator]?: never;
			readonly [Symbol.toPrimitive]?: never;
			readonly [Symbol.hasInstance]?: never;
			readonly [Symbol.match]?: never;
			// A promise: an `await` was forgotten.
			readonly then?: never;
	  });

/**
 * A tool call to record.
 *
 * @example
 * ```ts
 * const call: Call = {
 * 	user: 'alice',
 * 	tool: 'filesystem.read_text_file',
 * 	args: { path: 'notes/plan.md' },
 * 	status: 'ok',
 * 	result: '# Plan\n…',
 * 	duration_ms: 12,
 * };
 * ```
 */
export interface Call extends CallFields {
	/** The owner of the log: the name of a folder below home (docs/format.md §1). */
	user: string;
	/** The tool's name. */
	tool: string;
	/** The arguments. Strings in them that are longer than 500 characters are truncated. */
	args: CallArgs;
	/** How the call ended. */
	status: Status;
	/** The whole result as text. Its length and its first 300 characters are kept. */
	result: string;
	/**
	 * Fields that the format does not know. Each is written beside the others, redacted and truncated like the arguments.
	 * It replaces none: one that is named like a field of the call counts only when the call does not have that field, and
	 * one that is named like a field of the recorder (`ts`, `id`, `result_chars`, `result_snippet`, `recorded_at`) never does.
	 *
	 * @example
	 * ```ts
	 * await log.record({ ...call, extra: { tenant: 'acme', attempt: 2 } });
	 * // {"ts":"…","user":"alice",…,"tenant":"acme","attempt":2}
	 * ```
	 */
	extra?: Readonly<Record<string, unknown>> | undefined;
}

/** What is said of a call beside its fields. */
export interface RecordOptions {
	/**
	 * The entry's own name, in place of a UUIDv7: 1 to 64 characters of `A-Z a-z 0-9 . _ : -`. Two entries may have the
	 * same one: the log does not look for it. A server takes a call whose name it knows for the same one, sent again. One
	 * that looks like a secret is refused, because a redacted name would not be found again.
	 */
	id?: string | undefined;
	/**
	 * When the call began, as a `Date` or in milliseconds since 1970: from 2000 on, and at most a minute in the future.
	 * It gives the entry its `ts`, its day and its id. An entry that is written more than 5 seconds after the call's end
	 * (`at` and the call's `duration_ms`) has `recorded_at`. By default the call is recorded as of now.
	 */
	at?: Date | number | undefined;
	/** Length of the whole result in characters (Unicode code points), when `result` is only its beginning. */
	resultChars?: number | undefined;
}

/**
 * The outcome of a `record`. Under fail-open, a call that could not be written yet has `written: false` and the
 * reason as a sentence. `ts` is ISO 8601 with milliseconds and offset, `id` the entry's own name, `day` the day of the file.
 * `fate` tells whether to record it again: only what is `lost` will never be in the file. What is `kept` is written when
 * the disk works again, and what is `unconfirmed` is in the file or possibly in it.
 */
export type Receipt =
	| {
			/** The line is in the file, with the durability that the log was opened with. */
			written: true;
			/** The entry's own name. */
			id: string;
			/** The entry's time, ISO 8601 with milliseconds and offset. */
			ts: string;
			/** The day of the file, `YYYY-MM-DD`: `<home>/<user>/tool_audit/<day>.jsonl`. */
			day: string;
	  }
	| {
			/** The line is not in the file, or not confirmed by the disk. */
			written: false;
			/** The name that the entry has, or would have had; empty when the call was refused before it had one. */
			id: string;
			/** The entry's time, in the same form; empty when the call was refused before it had one. */
			ts: string;
			/** The day of the file, in the same form; empty when the call was refused before it had one. */
			day: string;
			/** Why, as a sentence. It contains no path. */
			reason: string;
			/** What became of the entry. Only what is `lost` may be recorded again. */
			fate: WriteFailure['fate'];
	  };

/** The calls that a day has, as pairs of the source that told of them and their `call_id`. */
export interface RecordedCalls extends Iterable<[source: string, callId: string]> {
	/** How many there are. */
	readonly size: number;
	/** True when the day has a call with this `source` (empty for none) and this `call_id`. */
	has(source: string, callId: string): boolean;
}

/** How one day's file has changed since the last event about it. */
export interface DayChange {
	/** The owner of the log. */
	user: string;
	/** The day, `YYYY-MM-DD`. */
	day: string;
	/** Size of the file now, in bytes; 0 when it was deleted. */
	bytes: number;
	/** Number of lines added. */
	added: number;
	/**
	 * How many of the added lines were recorded later than they happened: their entry has `recorded_at`. An import of
	 * older calls adds many of them at once.
	 */
	late: number;
	/**
	 * The file was truncated, replaced or deleted, or its previous size is unknown: discard what was read from it.
	 */
	reset?: true;
}

/** An event of `changes`. `start` comes first: every change after it is reported. */
export type LogChange = { type: 'start' } | ({ type: 'change' } & DayChange);

/** What every read takes. */
export interface ReadOptions {
	/** Stops the read; the call then rejects with the AuditError `aborted`. */
	signal?: Signal | undefined;
}

/** What a read takes that may be long. */
export interface TimedReadOptions extends ReadOptions {
	/**
	 * Time budget in milliseconds, 0 to `BUDGET_MAX_MS`. When it runs out, the call returns what it has found so
	 * far.
	 */
	budgetMs?: number | undefined;
}

/** Which rows of a day, and in which order. */
export interface ReadDayOptions extends ReadOptions {
	/**
	 * Rows to skip before the page: from the beginning of the day, or from its end with `order: 'desc'`. Default 0.
	 */
	from?: number | undefined;
	/** Number of rows, 1 to `PAGE_LIMIT_MAX` (the default). */
	limit?: number | undefined;
	/** `'asc'` (the default) is file order; `'desc'` returns the newest row first. */
	order?: Order | undefined;
	/** Which rows to return. All by default. */
	filter?: Filter | undefined;
}

/** How far to look back, and for what. */
export interface RecentOptions extends TimedReadOptions {
	/** Number of days up to `toDay`, including it, 1 to `RECENT_DAYS_MAX`. Default 7. */
	days?: number | undefined;
	/** The newest day to look at, `YYYY-MM-DD`. Today by default. */
	toDay?: string | undefined;
	/** Number of entries, 1 to `RECENT_LIMIT_MAX`. By default 200 of one user, 500 of all. */
	limit?: number | undefined;
	/** Which entries to return. All by default. */
	filter?: Filter | undefined;
}

/** Which part of a long line to return. */
export interface EntryOptions extends ReadOptions {
	/** Offset in the line, in bytes, of the first byte of `raw`. Default 0. */
	rawFrom?: number | undefined;
}

/** What to count. */
export interface SummaryOptions extends ReadOptions {
	/** Which rows to count. All by default. */
	filter?: Filter | undefined;
}

/** First and last day of a read, `YYYY-MM-DD`, both inclusive. All days by default. */
export interface DaySpan {
	/** The first day. */
	fromDay?: string | undefined;
	/** The last day, inclusive. */
	toDay?: string | undefined;
}

/** What to count over several days. */
export interface DaysSummaryOptions extends DaySpan, TimedReadOptions {
	/** Which rows to count. All by default. */
	filter?: Filter | undefined;
}

/** What to search for, and where. */
export interface SearchOptions extends DaySpan, TimedReadOptions {
	/** Which entries to return. */
	filter: Filter;
	/** The `cursor` of the previous page. Filter and days must be the same. */
	cursor?: string | undefined;
	/** Number of entries, 1 to `SEARCH_LIMIT_MAX`. Default 100. */
	limit?: number | undefined;
}

/** Where a tail begins, and which rows it yields. */
export interface TailOptions {
	/** The cursor of the last event received. By default the tail begins at the end of the newest day. */
	after?: string | undefined;
	/**
	 * An instant, as a `Date` or in ISO 8601 with an offset. The tail begins with the rows that are there with an instant
	 * at or after it: day by day, each in file order, from the first day on which it may lie (docs/format.md §10). Then it
	 * goes on with new rows, also those at or after it alone. A row without a valid time is not among them. With `after`,
	 * which says where to begin, it only says which rows are left out: a tail that is resumed gives both.
	 */
	since?: string | Date | undefined;
	/** Which rows to return. All by default. */
	filter?: Filter | undefined;
	/** Ends the tail. */
	signal?: Signal | undefined;
}

/** Whose changes to report. */
export interface ChangesOptions {
	/** The users whose logs to watch. By default all users, including new ones. */
	users?: readonly string[] | undefined;
	/** Ends the stream. */
	signal?: Signal | undefined;
}

/** Which rows of a day to export. */
export interface RowsOptions extends ReadOptions {
	/** Which rows to return. All by default. */
	filter?: Filter | undefined;
}

/**
 * The logs of all users below one home folder. `openAuditLog` has the one implementation, over JSONL files.
 *
 * Every read takes a signal. Reads that may take long also take a time budget in milliseconds: 1,000 by default,
 * 10,000 for `recent` and `recentAllUsers`, which have no cursor to continue from. Every call makes some progress,
 * however small its budget.
 *
 * Errors are `AuditError`s. Calls reject with `bad-user`, `bad-day`, `bad-ref`, `bad-range`, `bad-filter` or
 * `bad-cursor` for an invalid argument, with `unsafe-file` or `unreadable` for a day or log that can't be read,
 * with `exhausted` when the machine has no more open files or memory for any, with `aborted` by their signal, with
 * `timeout` when a part of a scan takes longer than 10 seconds, and with `closed` when a scan starts after `close`. A read over several days or users lists what it could not read in
 * `unreadable` and does not reject for it.
 */
export interface AuditLog {
	/** The users: folders below home with a legal name, in alphabetical order. */
	listUsers(options?: ReadOptions): Promise<string[]>;
	/**
	 * All days that have a file, newest first; a day that can't be read has its reason. When the budget runs out,
	 * the remaining days have no counts yet; counts are kept, so that a later call gets further.
	 */
	listDays(user: string, options?: TimedReadOptions): Promise<Day[]>;
	/**
	 * The files in the folder of the log that look like days and are none, such as `2026-11-20.jsonl.gz`: their calls are in
	 * no answer.
	 *
	 * @example
	 * ```ts
	 * const { files } = await log.notDays('alice');
	 * for (const { message } of files) console.warn(message);
	 * ```
	 */
	notDays(user: string, options?: ReadOptions): Promise<NotDays>;
	/**
	 * A page of one day. A day without a file is an empty page.
	 *
	 * @example
	 * ```ts
	 * const page = await log.readDay('alice', '2026-11-22', { filter: { status: ['denied'] } });
	 * for (const { position, entry } of page.entries) console.log(position, entry.tool);
	 * ```
	 */
	readDay(user: string, day: string, options?: ReadDayOptions): Promise<Page>;
	/**
	 * The same page as JSON in UTF-8: the bytes of `JSON.stringify(await log.readDay(…))`. For programs that pass pages on,
	 * such as a server: most rows are copied from the file, which takes a fraction of the time of parsing and writing them.
	 *
	 * @example
	 * ```ts
	 * const page = await log.readDayJson('alice', '2026-11-22', { from: 1_000, limit: 200 });
	 * console.log(new TextDecoder().decode(page.bytes)); // {"day":"2026-11-22","total":1503,"entries":[…
	 * page.release();
	 * ```
	 */
	readDayJson(user: string, day: string, options?: ReadDayOptions): Promise<PageJson>;
	/**
	 * The newest entries: from today or another day backwards, each day in reverse file order, up to `limit`. By
	 * default 200 entries of 7 days.
	 */
	recent(user: string, options?: RecentOptions): Promise<Recent>;
	/** The newest entries of all users, ordered by instant. By default 500 entries of 7 days. */
	recentAllUsers(options?: RecentOptions): Promise<Recent>;
	/** One row in full, with the refs of its neighbours; `null` when the day has no row with this ref. */
	entry(
		user: string,
		day: string,
		ref: string,
		options?: EntryOptions,
	): Promise<EntryDetail | null>;
	/** Counts of a day, or of its rows that match a filter. */
	summary(user: string, day: string, options?: SummaryOptions): Promise<Summary>;
	/**
	 * Counts over many days, newest day first, until the budget runs out. Counts are kept, so that a second call
	 * gets further.
	 */
	summaryOverDays(user: string, options?: DaysSummaryOptions): Promise<DaysSummary>;
	/** Counts over many days of all users, until the budget runs out. */
	summaryAllUsers(options?: DaysSummaryOptions): Promise<DaysSummary>;
	/**
	 * Searches a day for what today's rules of redaction would take out of it: the built-in rules, with the names and
	 * patterns that the log was opened with. Nothing in the log changes. The counts are kept, so that a day is searched
	 * once, and only what was added when it has grown. A day without a file has no secrets.
	 *
	 * The search takes much longer than counting calls, and has no time budget: give it a signal.
	 *
	 * @example
	 * ```ts
	 * const { calls, rules } = await log.countSecrets('alice', '2026-11-22', { signal });
	 * console.log(calls, rules); // 2 [ { rule: 'password', count: 3 } ]
	 * ```
	 */
	countSecrets(user: string, day: string, options?: ReadOptions): Promise<DaySecrets>;
	/**
	 * What `countSecrets` has counted already, for all days of a log. It never searches a day itself, and names those
	 * that are not counted yet.
	 *
	 * @example
	 * ```ts
	 * const { days, missing } = await log.countedSecrets('alice');
	 * for (const day of missing) days.push(await log.countSecrets('alice', day));
	 * ```
	 */
	countedSecrets(user: string, options?: ReadOptions): Promise<CountedSecrets>;
	/**
	 * Entries of many days that match a filter, newest first, one page per call.
	 *
	 * @example
	 * ```ts
	 * let cursor: string | undefined;
	 * do {
	 * 	const page = await log.search('alice', { filter: { text: 'plan.md' }, cursor });
	 * 	for (const { day, entry } of page.entries) console.log(day, entry.tool);
	 * 	cursor = page.cursor ?? undefined;
	 * } while (cursor);
	 * ```
	 */
	search(user: string, options: SearchOptions): Promise<SearchPage>;
	/**
	 * Rows as they are appended, each complete line once, until the signal is aborted or the loop is left. Listeners
	 * may share an event object: do not modify it.
	 *
	 * @example
	 * ```ts
	 * for await (const event of log.tail('alice', { since: '2026-11-22T08:00:00Z' })) {
	 * 	if (event.type === 'rows') console.log(event.rows.length, event.cursor);
	 * }
	 * ```
	 */
	tail(user: string, options?: TailOptions): AsyncIterable<TailEvent>;
	/**
	 * Events that say which days have changed, with their size and the number of added lines but without rows: for
	 * programs that show logs and read again what they show. The stream has no cursor. It reports what happens after
	 * `start`, so a reader that reconnects must read again. At most twenty events a second; changes of one day
	 * between two events are added up.
	 *
	 * @example
	 * ```ts
	 * for await (const event of log.changes({ users: ['alice'] })) {
	 * 	if (event.type === 'change') console.log(event.day, event.added); // '2026-11-22' 3
	 * }
	 * ```
	 */
	changes(options?: ChangesOptions): AsyncIterable<LogChange>;
	/** All rows of a day in file order, or those that match a filter, in batches. */
	rows(user: string, day: string, options?: RowsOptions): StoredRows;
	/**
	 * Appends one entry. Rejects only when the log was opened with `onFailure: 'closed'`: with `not-recorded` when
	 * the entry can't be written, `bad-user` for an invalid user, `bad-id`, `bad-time` and `bad-range` for wrong options,
	 * `closed` after `close`. Otherwise such a call resolves with `written: false` and the reason.
	 *
	 * @example
	 * ```ts
	 * await log.record(call);
	 * await log.record(call, { at: new Date('2026-11-21T23:59:58Z') }); // into the day when the call began
	 * ```
	 */
	record(call: Call, options?: RecordOptions): Promise<Receipt>;
	/**
	 * Appends one entry, and returns when its line is in the file with the durability that the log was opened with: after
	 * everything that waits for the same day, in order, once. It blocks the program for as long as the disk takes. For a call
	 * that must be on record before the next line runs, however the process ends then, also by SIGKILL.
	 *
	 * @throws AuditError only when the log was opened with `onFailure: 'closed'`, like `record`. Otherwise a call that can't
	 *   be written returns `written: false`, the reason and its fate.
	 *
	 * @example
	 * ```ts
	 * const { written, id } = log.recordSync({ user, tool: 'payment.send', args, status: 'ok', result });
	 * ```
	 */
	recordSync(call: Call, options?: RecordOptions): Receipt;
	/**
	 * The calls that a day has, by their `source` and `call_id`. For what records calls that may be in the log already.
	 * A day without a file has none.
	 *
	 * @example
	 * ```ts
	 * const calls = await log.calls('alice', '2026-11-22');
	 * calls.has('claude-code', 'toolu_01A…'); // true
	 * ```
	 */
	calls(user: string, day: string, options?: ReadOptions): Promise<RecordedCalls>;
	/** State of the recorder in this process: what was written, what waits, what failed and since when. */
	recorderStats(): RecorderStats;
	/**
	 * Blocks until everything recorded is in the files, with the durability that the log was opened with. For a
	 * process that is about to be frozen or replaced. A process that exits, also by an uncaught error, SIGTERM,
	 * SIGINT or SIGHUP, does this automatically.
	 *
	 * @throws AuditError `not-recorded` with the number of entries that could not be written. They stay in memory
	 *   and are retried.
	 *
	 * @example
	 * ```ts
	 * void log.record(call);
	 * log.flushSync(); // the line is in the file
	 * ```
	 */
	flushSync(): void;
	/**
	 * Writes what is waiting, ends all tails and change streams, and closes the log.
	 *
	 * @throws AuditError `not-recorded` with the number of entries that could not be written
	 */
	close(): Promise<void>;
}
