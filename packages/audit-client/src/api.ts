/**
 * The procedures that an API key can call, written out: a test compares them with the server's own types. They are what
 * an editor shows.
 */
import type {
	Call,
	CountedSecrets,
	Day,
	DaysSummary,
	DaySecrets,
	EntryDetail,
	Filter,
	LogChange,
	NotDays,
	Order,
	Page,
	Receipt,
	Recent,
	SearchPage,
	SecretOverDays,
	Summary,
	TailEvent,
} from '@tool-audit/core/types';
import type { AuditClientError } from './error.ts';
import type { CallOptions } from './options.ts';

/** Arguments of a call: an input whose parts are all optional may be left out. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
type Arguments<Input, Options> = {} extends Input
	? [input?: Input | undefined, options?: Options]
	: [input: Input, options?: Options];

/** A procedure that reads. */
export interface Query<Input, Output> {
	/**
	 * Asks the server. It is safe to repeat.
	 *
	 * @throws AuditClientError
	 */
	query: (...args: Arguments<Input, CallOptions>) => Promise<Output>;
}

/** A procedure that writes. */
export interface Mutation<Input, Output> {
	/** @throws AuditClientError */
	mutate: (...args: Arguments<Input, CallOptions>) => Promise<Output>;
}

/** The state of a live stream's connection. */
export interface ConnectionState {
	type: 'state';
	/** `pending`: connected, waiting for events. `idle`: ended. */
	state: 'connecting' | 'pending' | 'idle';
	/** Why it is connecting again; `null` the first time. */
	error: AuditClientError | null;
}

/**
 * What `subscribe` calls. A callback that throws ends the stream with the code `listener`. What `onError` and `onComplete`
 * throw goes to the client's `logger`, because the stream has ended by then.
 */
export interface StreamCallbacks<Event> {
	/** Called at each connection. */
	onStarted?: ((opts: { context: Record<string, unknown> | undefined }) => void) | undefined;
	/** Called for each event. */
	onData?: ((event: Event) => void) | undefined;
	/** Called when the stream ends because of an error. */
	onError?: ((error: AuditClientError) => void) | undefined;
	/** Called when the server ends the stream. */
	onStopped?: (() => void) | undefined;
	/** Called when the stream ends, for any reason but an error. */
	onComplete?: (() => void) | undefined;
	/** Called when the connection is lost or made. */
	onConnectionStateChange?: ((state: ConnectionState) => void) | undefined;
}

/** A procedure that is a live stream. `for await` over `client.tail()` is simpler. */
export interface Subscription<Input, Event> {
	/**
	 * Listens until `unsubscribe` is called or the signal is aborted. A lost connection is made again, as often as `retries`
	 * says, and the stream continues after the last event.
	 */
	subscribe: (
		input: Input | undefined,
		callbacks: StreamCallbacks<Event> & CallOptions,
	) => { unsubscribe(): void };
}

/** Selects a log. */
export interface OwnerInput {
	/** The owner of the log. Your own by default; only the key of an admin can name another user. */
	user?: string | undefined;
}

/** Limits the time of a read. */
export interface BudgetInput {
	/**
	 * In milliseconds, 0 to 10,000. When the time is up, the answer has what was found so far, and `complete: false`. 1,000
	 * by default; 5,000 for `recent` and `recentAllUsers`.
	 */
	budgetMs?: number | undefined;
}

/** Input of `listDays`. */
export interface ListDaysInput extends OwnerInput, BudgetInput {}

/** Answer of `listDays`. */
export interface ListedDays {
	/** Newest first. */
	days: Day[];
	/** False when some days were not counted in time. All days are listed anyway; a later call counts more. */
	complete: boolean;
	/** Today's date in the log's time zone, `YYYY-MM-DD`. */
	today: string;
	/** IANA name of the zone in which days begin and end. */
	timeZone: string;
	/** Files of the log that look like days and are none: they are not read. Absent when there are none. */
	notDays?: NotDays;
}

/** Input of `readDay`. */
export interface ReadDayInput extends OwnerInput {
	/** The day, `YYYY-MM-DD`. One without calls is an empty page. */
	day: string;
	/** Rows to skip: from the beginning of the day, or from its end with `order: 'desc'`. 0 by default. */
	from?: number | undefined;
	/** Number of rows, 1 to 1,000. 200 by default. */
	limit?: number | undefined;
	/** `'asc'` (the default) is the order of the file; `'desc'` begins with the newest row. */
	order?: Order | undefined;
	/** Only rows that match. All by default. */
	filter?: Filter | undefined;
}

/** Input of `recentAllUsers`. */
export interface RecentAllUsersInput extends BudgetInput {
	/** Number of days, 1 to 36,500. 7 by default. */
	days?: number | undefined;
	/** The newest day to look at, `YYYY-MM-DD`. Today by default. */
	toDay?: string | undefined;
	/** Number of calls, 1 to 1,000. 200 by default; 500 over all users. */
	limit?: number | undefined;
	/** Only calls that match. All by default. */
	filter?: Filter | undefined;
}

/** Input of `recent`. */
export interface RecentInput extends RecentAllUsersInput, OwnerInput {}

/** Input of `entry`. */
export interface EntryInput extends OwnerInput {
	/** The day, `YYYY-MM-DD`. */
	day: string;
	/** The row's permanent name: `ref` of a row in an earlier answer. */
	ref: string;
	/** Offset in the line, in bytes, of the first byte of `raw`. 0 by default. */
	rawFrom?: number | undefined;
}

/** Input of `summary`. */
export interface SummaryInput extends OwnerInput {
	/** The day, `YYYY-MM-DD`. */
	day: string;
	/** Counts only rows that match. All by default. */
	filter?: Filter | undefined;
}

/** A range of days. */
export interface DaySpanInput {
	/** First day, `YYYY-MM-DD`. The oldest by default. */
	fromDay?: string | undefined;
	/** Last day, `YYYY-MM-DD`. The newest by default. */
	toDay?: string | undefined;
}

/** Input of `summaryAllUsers`. */
export interface SummaryAllUsersInput extends DaySpanInput, BudgetInput {
	/** Counts only calls that match. All by default. */
	filter?: Filter | undefined;
}

/** Input of `summaryOverDays`. */
export interface SummaryOverDaysInput extends SummaryAllUsersInput, OwnerInput {}

/** Input of `search`. */
export interface SearchInput extends OwnerInput, DaySpanInput, BudgetInput {
	/** Which calls; `{}` for all. */
	filter: Filter;
	/** The `cursor` of the previous page, with the same filter and days. Leave it out to begin a search. */
	cursor?: string | undefined;
	/** Number of calls, 1 to 1,000. 100 by default. */
	limit?: number | undefined;
}

/** Input of `secrets`. */
export interface SecretsInput {
	/** Number of rows to name for each day, 0 to 1,000. 100 by default. */
	rows?: number | undefined;
}

/** Answer of `secrets`: where secrets are in your own log. It never contains the secrets themselves. */
export interface SecretsAnswer {
	/** Days with secrets, newest first. */
	days: Omit<DaySecrets, 'distinct'>[];
	/** Each secret once, the most frequent first. `exact` is false when there may be more. */
	distinct: { count: number; exact: boolean; secrets: SecretOverDays[] };
	/** How many days have been searched so far. */
	looked: { days: number; daysTotal: number };
	/** False while days remain to be searched. The server continues by itself; ask again later. */
	complete: boolean;
	/** Days that can't be read. */
	unreadable: CountedSecrets['unreadable'];
}

/** Input of `tail`. */
export interface TailInput extends OwnerInput {
	/**
	 * An instant, ISO 8601 with an offset: the tail begins with the calls recorded since then. By default it begins now.
	 */
	since?: string | undefined;
	/** The `cursor` of an earlier event: the tail continues after it. Takes precedence over `since`. */
	after?: string | undefined;
	/** Only rows that match. All by default. */
	filter?: Filter | undefined;
}

/**
 * Input of `record`: a tool call, in the fields of the log's format. The server redacts secrets.
 *
 * `args` and `extra` may hold any value. What JSON can't hold (a `Map`, bytes, `NaN`, a cycle, …) is written as a text that
 * names it, as by the log itself. A `bigint` beyond 2^53 is sent as a string of its digits.
 *
 * @example
 * ```ts
 * await audit.record.mutate({
 * 	tool: 'web.get',
 * 	args: { url: 'https://example.com' },
 * 	status: 'ok',
 * 	result: 'Example Domain',
 * 	duration_ms: 84,
 * 	session: 'chat-17',
 * });
 * ```
 */
export interface RecordInput extends Omit<Call, 'user'>, OwnerInput {
	/**
	 * The arguments, any object. A request may have 6 MiB, and so may they; the log keeps the beginning of each text in them
	 * that is longer than 500 characters.
	 */
	args: Call['args'];
	/**
	 * The entry's own name, 1 to 64 characters of `A-Z a-z 0-9 . _ : -`. A call that is sent twice with the same id is one
	 * entry. By default the client makes a UUIDv7.
	 */
	id?: string | undefined;
	/**
	 * When the call began, if not just now. The year 2000 is the earliest; an instant in the future is taken as now, because
	 * clocks of machines differ. By default it is the time at which `record` was
	 * called, also when the call has to be sent again. An entry that is recorded more than 5 seconds after the call's end
	 * has `recorded_at`.
	 */
	at?: string | Date | undefined;
	/** Length of the whole result in characters, when `result` is only its beginning. The client sets it for long results. */
	result_chars?: number | undefined;
}

/** The procedures of the log. */
export interface AuditApi {
	/** The owners of logs, in alphabetical order. Needs an admin's key. */
	listUsers: Query<Record<never, never>, { users: string[] }>;
	/**
	 * The days of a log, newest first, each with its counts.
	 *
	 * @example
	 * ```ts
	 * const { days, today } = await audit.listDays.query();
	 * ```
	 */
	listDays: Query<ListDaysInput, ListedDays>;
	/**
	 * A page of one day, in the order of its file. `client.rows` walks all pages.
	 *
	 * @example
	 * ```ts
	 * const page = await audit.readDay.query({ day: '2026-11-22', filter: { status: ['denied'] } });
	 * for (const { position, entry } of page.entries) console.log(position, entry.tool);
	 * ```
	 */
	readDay: Query<ReadDayInput, Page>;
	/**
	 * The newest calls of a log. `client.recent` walks all of them.
	 *
	 * @example
	 * ```ts
	 * const { entries } = await audit.recent.query({ days: 7, filter: { status: ['denied'] } });
	 * ```
	 */
	recent: Query<RecentInput, Recent>;
	/** The newest calls of all logs, sorted by time. Needs an admin's key, and is recorded in the admin's own log. */
	recentAllUsers: Query<RecentAllUsersInput, Recent>;
	/**
	 * One row in full, with its raw line and the refs of its neighbours. Rejects with `not_found` when there is none.
	 *
	 * @example
	 * ```ts
	 * const { row, raw } = await audit.entry.query({ day, ref });
	 * ```
	 */
	entry: Query<EntryInput, EntryDetail>;
	/**
	 * Counts of a day by status, tool and time.
	 *
	 * @example
	 * ```ts
	 * const { counts, tools } = await audit.summary.query({ day: '2026-11-22' });
	 * console.log(counts.denied, tools[0]?.tool);
	 * ```
	 */
	summary: Query<SummaryInput, Summary>;
	/** Counts over many days, newest day first, within the time budget. A later call gets further. */
	summaryOverDays: Query<SummaryOverDaysInput, DaysSummary>;
	/** Counts over many days of all logs. Needs an admin's key, and is recorded in the admin's own log. */
	summaryAllUsers: Query<SummaryAllUsersInput, DaysSummary>;
	/**
	 * Calls of many days that match a filter, newest first, one page per call. `client.search` walks all pages.
	 *
	 * @example
	 * ```ts
	 * const { entries, cursor } = await audit.search.query({ filter: { text: 'plan.md' } });
	 * ```
	 */
	search: Query<SearchInput, SearchPage>;
	/** Finds secrets in your own log that were written before today's redaction rules. */
	secrets: Query<SecretsInput, SecretsAnswer>;
	/**
	 * Rows as they are appended. `id` is the cursor of the event.
	 *
	 * @example
	 * ```ts
	 * const live = audit.tail.subscribe({}, { onData: ({ data }) => console.log(data.type) });
	 * live.unsubscribe();
	 * ```
	 */
	tail: Subscription<TailInput, { id: string; data: TailEvent }>;
	/** Tells which days have grown, in all logs that the key may read. Sends no rows, and at most 20 events a second. */
	changes: Subscription<Record<never, never>, LogChange>;
	/**
	 * Records a call. The client sends it again when the connection fails; its id keeps it one entry. Needs a key with the
	 * scope `audit:write`.
	 *
	 * @example
	 * ```ts
	 * const { day, id } = await audit.record.mutate({ tool: 'web.get', args: { url }, status: 'ok', result: text });
	 * ```
	 */
	record: Mutation<RecordInput, Receipt>;
}

/** The server's own state. */
export type HealthQuery = Query<Record<never, never>, { status: 'ok'; version: string }>;

/** Which kind of procedure each is. */
export const AUDIT_PROCEDURES = {
	listUsers: 'query',
	listDays: 'query',
	readDay: 'query',
	recent: 'query',
	recentAllUsers: 'query',
	entry: 'query',
	summary: 'query',
	summaryOverDays: 'query',
	summaryAllUsers: 'query',
	search: 'query',
	secrets: 'query',
	tail: 'subscription',
	changes: 'subscription',
	record: 'mutation',
} as const satisfies Record<keyof AuditApi, 'query' | 'mutation' | 'subscription'>;
