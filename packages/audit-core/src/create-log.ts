import { join } from 'node:path';
import type {
	AuditLog,
	DaysSummaryOptions,
	DaySpan,
	ReadDayOptions,
	RecentOptions,
} from './audit-log.ts';
import {
	BUDGET_MAX_MS,
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	RECENT_LIMIT_MAX,
	SEARCH_LIMIT_MAX,
} from './format/limits.ts';
import { cursorOf, dayOf, filterOf, instantOf, refOf, within } from './read/query/arguments.ts';
import { encoderWith } from './format/encode.ts';
import { addDays, FIRST_DAY, LAST_DAY } from './format/day.ts';
import { withRe2 } from './format/redact/re2-patterns.ts';
import { openZone } from './format/time.ts';
import type { Home } from './home.ts';
import { readCalls } from './read/query/calls.ts';
import { withDayReader } from './read/io/day-reader.ts';
import { listUsers } from './read/io/listing.ts';
import { readDetail } from './read/query/detail.ts';
import { createEngine } from './read/index/engine.ts';
import type { ScanPool } from './read/scan/pool.ts';
import { readDays } from './read/query/list-days.ts';
import { readNotDays } from './read/query/not-days.ts';
import { emptyPage, readPage, type PageQuery } from './read/query/page.ts';
import { jsonOf, readPageJson } from './read/query/page-json.ts';
import { readRecentAllUsers } from './read/query/recent-all-users.ts';
import { readRecent, type RecentQuery } from './read/query/recent.ts';
import { readSearch } from './read/query/search.ts';
import { parseSearchCursor } from './read/query/search-cursor.ts';
import { createSecrets } from './read/query/secrets.ts';
import { readStoredRows } from './read/query/stored-rows.ts';
import { emptySummary, readSummary } from './read/query/summary.ts';
import { readSummaryOverDays, type DaysSummaryQuery } from './read/query/summary-over-days.ts';
import { parseCursor } from './read/tail/cursor.ts';
import { createChanges } from './read/tail/changes.ts';
import { createTails } from './read/tail/tail.ts';
import { createRecorder } from './write/recorder.ts';
import type { EncoderOptions } from './write/encoder-options.ts';
import type { RecordingOptions } from './write/recorder-types.ts';
import { createRedactingEncoder } from './write/redacting-encoder.ts';
import { withRedactionKey } from './write/redaction-key.ts';

const BUDGET_MS = 1_000;
/** `recent` has no cursor to continue from. */
const RECENT_BUDGET_MS = 10_000;

export interface LogOptions extends EncoderOptions, RecordingOptions {
	home: Home;
	pool: ScanPool;
}

/** The one implementation of an `AuditLog`: over the files of a home, on disk or in memory. */
export function createLog(options: LogOptions): AuditLog {
	const { home, pool, now = () => Date.now(), data, limits } = options;
	const zone = openZone(options.timeZone);
	const engine = createEngine({ home, zone, pool, indexFolder: data && join(data, 'index') });
	const tail = createTails(engine);
	const changes = createChanges(engine);
	const redact = options.redact === false ? false : withRedactionKey(options);
	const secrets = createSecrets(engine, () => redact || withRedactionKey(options));
	const recorder = createRecorder({
		...{ ...options, files: home, zone },
		encode: redact
			? createRedactingEncoder({ limits, redact: withRe2(redact) })
			: encoderWith(null, limits),
	});

	function recentQuery(
		{ days = 7, toDay = zone.dayOf(now()), limit, ...rest }: RecentOptions,
		usual: number,
	): RecentQuery {
		const { filter, budgetMs = RECENT_BUDGET_MS, signal } = rest;
		return {
			fromDay: addDays(dayOf(toDay), 1 - within('days', days, 1, RECENT_DAYS_MAX)),
			toDay,
			limit: within('limit', limit ?? usual, 1, RECENT_LIMIT_MAX),
			filter: filterOf(filter),
			budgetMs: budgetOf(budgetMs),
			signal,
		};
	}

	function daysSummaryQuery({
		filter,
		budgetMs = BUDGET_MS,
		signal,
		...span
	}: DaysSummaryOptions): DaysSummaryQuery {
		return { ...daysOf(span), filter: filterOf(filter), budgetMs: budgetOf(budgetMs), signal };
	}

	return {
		listUsers: ({ signal } = {}) => listUsers(home, signal),

		async listDays(user, { budgetMs = BUDGET_MS, signal } = {}) {
			return readDays(engine, user, { budgetMs: budgetOf(budgetMs), signal });
		},

		notDays: (user, { signal } = {}) => readNotDays(home, user, signal),

		async readDay(user, day, options = {}) {
			const query = pageQuery(options);
			const none = emptyPage(day, query.filter);
			return withDayReader(home, { user, day, signal: options.signal }, none, (file) =>
				readPage(engine, file, query),
			);
		},

		async readDayJson(user, day, options = {}) {
			const query = pageQuery(options);
			const none = jsonOf(emptyPage(day, query.filter));
			return withDayReader(home, { user, day, signal: options.signal }, none, (file) =>
				readPageJson(engine, file, query),
			);
		},

		async recent(user, options = {}) {
			return readRecent(engine, user, recentQuery(options, 200));
		},

		async recentAllUsers(options = {}) {
			return readRecentAllUsers(engine, recentQuery(options, 500));
		},

		async entry(user, day, ref, { rawFrom = 0, signal } = {}) {
			const wanted = refOf(ref);
			const from = within('rawFrom', rawFrom, 0, Number.MAX_SAFE_INTEGER);
			return withDayReader(home, { user, day, signal }, null, (file) =>
				readDetail(engine, file, wanted, from),
			);
		},

		async summary(user, day, { filter, signal } = {}) {
			const wanted = filterOf(filter);
			return withDayReader(home, { user, day, signal }, emptySummary(), (file) =>
				readSummary(engine, file, wanted),
			);
		},

		async summaryOverDays(user, options = {}) {
			return readSummaryOverDays(engine, user, daysSummaryQuery(options));
		},

		async summaryAllUsers(options = {}) {
			const query = daysSummaryQuery(options);
			return readSummaryOverDays(engine, await listUsers(home, query.signal), query);
		},

		countSecrets: (user, day, { signal } = {}) => secrets.count(user, day, signal),
		countedSecrets: (user, { signal } = {}) => secrets.counted(user, signal),

		async search(user, { limit = 100, budgetMs = BUDGET_MS, ...wanted }) {
			return readSearch(engine, user, {
				...daysOf(wanted),
				filter: filterOf(wanted.filter) ?? {},
				after: cursorOf(wanted.cursor, parseSearchCursor),
				limit: within('limit', limit, 1, SEARCH_LIMIT_MAX),
				budgetMs: budgetOf(budgetMs),
				signal: wanted.signal,
			});
		},

		tail: (user, { after, since, filter, signal } = {}) =>
			tail(user, {
				after: cursorOf(after, parseCursor),
				sinceMs: since === undefined ? null : instantOf('since', since),
				filter: filterOf(filter),
				signal,
			}),

		changes: ({ users, signal } = {}) => changes({ users: users ? new Set(users) : null, signal }),

		rows: (user, day, { filter, signal } = {}) =>
			readStoredRows(engine, user, day, filterOf(filter), signal),

		calls: (user, day, { signal } = {}) => readCalls(home, { user, day, signal }),
		record: (call, how) => recorder.record(call, how),
		recordSync: (call, how) => recorder.recordSync(call, how),
		recorderStats: () => recorder.stats(),
		flushSync: () => recorder.flushSync(),

		async close() {
			tail.close();
			changes.close();
			await Promise.all([recorder.close(), engine.close()]);
		},
	};
}

function pageQuery({
	from = 0,
	limit = PAGE_LIMIT_MAX,
	order = 'asc',
	filter,
}: ReadDayOptions): PageQuery {
	return {
		from: within('from', from, 0, Number.MAX_SAFE_INTEGER),
		limit: within('limit', limit, 1, PAGE_LIMIT_MAX),
		order,
		filter: filterOf(filter),
	};
}

function daysOf({ fromDay = FIRST_DAY, toDay = LAST_DAY }: DaySpan) {
	return { fromDay: dayOf(fromDay), toDay: dayOf(toDay) };
}

function budgetOf(budgetMs: number): number {
	return within('budgetMs', budgetMs, 0, BUDGET_MAX_MS);
}
