import {
	PAGE_LIMIT_MAX,
	RECENT_DAYS_MAX,
	RECENT_LIMIT_MAX,
	type AuditLog,
	type RecentOptions,
} from './audit-log.ts';
import { AuditError, quote } from './errors.ts';
import { parseRef } from './format/ref.ts';
import { openZone } from './format/time.ts';
import { openHome } from './home.ts';
import { countRows } from './read/counts.ts';
import { readDetail } from './read/detail.ts';
import { createMatcher } from './read/match.ts';
import { readPage } from './read/page.ts';
import { readRecent, readRecentAllUsers, type RecentQuery } from './read/recent.ts';

export interface AuditLogOptions {
	/** The folder that holds one folder per user. */
	home: string;
	/** Where indexes are kept. Without it they live in memory, and are made anew each time. */
	data?: string;
	/** IANA name; of days, and of times without an offset. The machine's unless given. */
	timeZone?: string;
	/** Milliseconds since 1970. */
	now?: () => number;
}

/** The log as JSONL files below `home`. */
export function openAuditLog(options: AuditLogOptions): AuditLog {
	const { now = Date.now } = options;
	const zone = openZone(options.timeZone);
	const home = openHome(options.home);

	function recentQuery(options: RecentOptions, defaultLimit: number): RecentQuery {
		const { days = 7, limit = defaultLimit, filter } = options;
		return {
			today: zone.dayOf(now()),
			days: whole('days', days, 1, RECENT_DAYS_MAX),
			limit: whole('limit', limit, 1, RECENT_LIMIT_MAX),
			matches: filter ? createMatcher(filter, zone) : () => true,
		};
	}

	return {
		listUsers: () => home.listUsers(),

		async listDays(user) {
			const files = await home.listDays(user);
			return Promise.all(
				files.map(async ({ day, bytes, modifiedMs }) => ({
					day,
					bytes,
					modified: new Date(modifiedMs).toISOString(),
					counts: await countRows(home, user, day),
				})),
			);
		},

		async readDay(user, day, { from = 0, limit = PAGE_LIMIT_MAX, order = 'asc', filter } = {}) {
			const wanted = {
				day,
				from: whole('from', from, 0, Number.MAX_SAFE_INTEGER),
				limit: whole('limit', limit, 1, PAGE_LIMIT_MAX),
				order,
				matches: filter ? createMatcher(filter, zone) : null,
			};
			const file = await home.openDay(user, day);
			try {
				return await readPage(file, wanted);
			} finally {
				await file?.close();
			}
		},

		async recent(user, options = {}) {
			return { entries: await readRecent(home, user, recentQuery(options, 200)) };
		},

		async recentAllUsers(options = {}) {
			return { entries: await readRecentAllUsers(home, recentQuery(options, 500), zone) };
		},

		async entry(user, day, ref) {
			const wanted = parseRef(ref);
			if (!wanted) throw new AuditError('bad-ref', `${quote(ref)} is no ref.`);
			const file = await home.openDay(user, day);
			try {
				return file && (await readDetail(file, wanted));
			} finally {
				await file?.close();
			}
		},

		async record() {
			throw new Error('not wired yet');
		},

		async close() {},
	};
}

function whole(name: string, value: number, min: number, max: number): number {
	if (Number.isSafeInteger(value) && value >= min && value <= max) return value;
	const what = `${name} is ${quote(String(value))}, and must be from ${min} to ${max}.`;
	throw new AuditError('bad-range', what);
}
