/**
 * The entries of all users, newest instant first.
 *
 * Each log has a window of its next entries, and the newest entry of all windows is taken. There may be far more logs than
 * a process may have files open, so a log's file is closed when its window is full and others need theirs, and only what
 * can become a part of the answer is kept. The logs that changed last are looked at first: when the time runs out, those
 * that changed earlier are missing.
 */
import type { Recent } from '../../audit-log.ts';
import type { Engine } from '../index/engine.ts';
import { forEachAtOnce } from '../io/at-once.ts';
import { listUsers } from '../io/listing.ts';
import type { Unreadables } from '../io/unreadable.ts';
import { compareRanks, createBestEntries, insertRanked } from './best-entries.ts';
import { createLogWindow, WINDOW_ENTRIES, type LogWindow } from './log-window.ts';
import { listNewestLogs, type NewestLog } from './newest-logs.ts';
import {
	newestFirst,
	startProgress,
	toRecent,
	type FoundEntry,
	type Progress,
	type RecentQuery,
} from './recent.ts';
import { createTimeBudget } from './time-budget.ts';

/** Logs whose files stay open between two of their entries, so that a few logs are read without opening them again. */
const OPEN_LOGS_MAX = 64;
/** How much of the time may pass before the first log is read. */
const LISTING_SHARE = 0.5;

export interface AllUsersBounds {
	openLogsMax?: number;
	/** More logs are surveyed by worker threads. */
	surveyedHereMax?: number;
}

export async function readRecentAllUsers(
	engine: Engine,
	query: RecentQuery,
	{ openLogsMax = OPEN_LOGS_MAX, surveyedHereMax }: AllUsersBounds = {},
): Promise<Recent> {
	const progress = startProgress(query);
	const listing = createTimeBudget(query.budgetMs * LISTING_SHARE);
	const users = await listUsers(engine.home, query.signal);
	progress.unreadable.noteOdd(await engine.home.oddUsers());
	const logs = await listNewestLogs(engine, users, {
		...{ ...query, budget: listing, unreadable: progress.unreadable },
		// What a filter leaves is only known when the log is read.
		entries: query.filter ? 0 : WINDOW_ENTRIES,
		surveyedHereMax,
	});
	const open = createOpenWindows(openLogsMax);
	const entries: Recent['entries'] = [];
	try {
		const windows = await openWindows(engine, logs, query, { progress, open });
		while (entries.length < query.limit) {
			// The best is the last.
			const window = windows.pop();
			const taken = window?.take();
			if (!window || !taken?.entry) break;
			entries.push(taken.entry);
			await open.fill(window);
			if (window.newest()) insertRanked(windows, window, worstFirst);
		}
	} finally {
		await open.closeAll();
	}
	const { complete, ...recent } = toRecent(entries, progress);
	return { ...recent, complete: complete && listing.complete };
}

/** The windows of the logs that can be a part of the answer, filled; that with the newest entry is the last. */
async function openWindows(
	engine: Engine,
	logs: readonly NewestLog[],
	query: RecentQuery,
	{ progress, open }: { progress: Progress; open: OpenWindows },
): Promise<LogWindow[]> {
	const best = createBestEntries(query.limit);
	let windows: LogWindow[] = [];
	await forEachAtOnce(logs, async ({ user, order, newest, hasOlder, instant }) => {
		if (progress.budget.isOver()) return;
		// Not one of its entries can be a part of the answer.
		if (instant !== null && !best.isWanted({ instant, order, number: 0 })) return;
		const window = createLogWindow({
			...{ order, zone: engine.zone, best },
			place: { listed: newest, hasOlder },
			read: (from) =>
				readable(newestFirst(engine, user, query, progress, from), user, progress.unreadable),
		});
		await open.fill(window);
		windows.push(window);
		// Now and then, so that it costs little: those whose entries were all pushed out by better ones.
		if (windows.length > 2 * query.limit + OPEN_LOGS_MAX) windows = await open.keepWanted(windows);
	});
	windows = await open.keepWanted(windows);
	return windows.sort(worstFirst);
}

function worstFirst(one: LogWindow, other: LogWindow): number {
	return compareRanks(other.newest()!, one.newest()!);
}

/** The entries of a log. A log that can't be read at all is noted and has none. */
async function* readable(
	found: AsyncGenerator<FoundEntry>,
	user: string,
	unreadable: Unreadables,
): AsyncGenerator<FoundEntry> {
	try {
		yield* found;
	} catch (error) {
		unreadable.note(error, user, null);
	}
}

interface OpenWindows {
	/** Fills a window, and closes another one when too many are open. */
	fill(window: LogWindow): Promise<void>;
	/** Those that can be a part of the answer; the others are closed. */
	keepWanted(windows: LogWindow[]): Promise<LogWindow[]>;
	closeAll(): Promise<void>;
}

function createOpenWindows(openLogsMax: number): OpenWindows {
	/** Least recently used first. */
	const open = new Set<LogWindow>();
	/** A window that is being filled must not be closed. */
	const filling = new Set<LogWindow>();

	async function close(window: LogWindow): Promise<void> {
		open.delete(window);
		await window.close();
	}

	return {
		async fill(window) {
			open.delete(window);
			filling.add(window);
			try {
				await window.fill();
			} finally {
				filling.delete(window);
				open.add(window);
			}
			if (!window.isWanted()) await close(window);
			while (open.size > openLogsMax) await close(open.values().next().value!);
		},
		async keepWanted(windows) {
			const [wanted, others]: [LogWindow[], LogWindow[]] = [[], []];
			for (const window of windows) (window.isWanted() ? wanted : others).push(window);
			await Promise.all(others.map(close));
			return wanted;
		},
		async closeAll() {
			await Promise.all([...open, ...filling].map(close));
		},
	};
}
