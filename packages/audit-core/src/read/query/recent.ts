import type { Recent } from '../../audit-log.ts';
import type { FoundText } from '../../format/entry.ts';
import type { Filter } from '../../format/filter.ts';
import { toEntry, type RawRow, type ReadEntry } from '../../format/row.ts';
import { PAGE_BOUNDS } from '../../format/truncate.ts';
import type { ListedDay } from '../../home.ts';
import type { Engine } from '../index/engine.ts';
import { listDays } from '../io/listing.ts';
import { createUnreadables, type Unreadables } from '../io/unreadable.ts';
import { wantedDays } from '../scan/day-extent.ts';
import { findInDay } from './find-in-day.ts';
import { createTimeBudget, type TimeBudget } from './time-budget.ts';

export interface RecentQuery {
	fromDay: string;
	toDay: string;
	limit: number;
	filter: Filter | undefined;
	budgetMs: number;
	signal: AbortSignal | undefined;
}

/** An entry that is not yet truncated for the answer, because it may not become a part of it. */
export interface FoundEntry {
	row: RawRow;
	read: ReadEntry;
	found: FoundText | undefined;
	user: string;
	listed: ListedDay;
}

/** Where the reading of a log begins. */
export interface Place {
	/** A day, as it was listed. */
	listed: ListedDay;
	/** In the day: before the row at this offset. At its end by default, and then the day is not listed again. */
	before?: number;
	/** There may be older days than this one. */
	hasOlder: boolean;
}

/** Progress of a read: its time budget, and what it could not read. */
export interface Progress {
	budget: TimeBudget;
	unreadable: Unreadables;
}

export function startProgress({ budgetMs }: RecentQuery): Progress {
	return { budget: createTimeBudget(budgetMs), unreadable: createUnreadables() };
}

export function toRecent(entries: Recent['entries'], { budget, unreadable }: Progress): Recent {
	return { entries, complete: budget.complete, unreadable: unreadable.list() };
}

export async function readRecent(
	engine: Engine,
	user: string,
	query: RecentQuery,
): Promise<Recent> {
	const progress = startProgress(query);
	const entries: Recent['entries'] = [];
	for await (const found of newestFirst(engine, user, query, progress)) {
		entries.push(toRecentEntry(found));
		if (entries.length === query.limit) break;
	}
	return toRecent(entries, progress);
}

/**
 * The entries of one user from the newest day or another place backwards, each day in reverse file order, until the budget
 * runs out. What can't be read is noted.
 */
export async function* newestFirst(
	engine: Engine,
	user: string,
	query: RecentQuery,
	{ budget, unreadable }: Progress,
	from?: Place,
): AsyncGenerator<FoundEntry> {
	const { filter, signal } = query;
	for await (const { listed, before } of daysFrom(engine, user, query, from)) {
		const { day } = listed;
		if (budget.isOver()) return;
		try {
			const steps = findInDay(engine, { user, listed, filter, before, signal });
			for await (const { offset, row, found } of steps) {
				budget.noteProgress();
				if (row && 'object' in row.parsed) {
					yield { row, read: row.parsed, found, user, listed };
				}
				if (offset > 0 && budget.isOver()) return;
			}
		} catch (error) {
			unreadable.note(error, user, day);
		}
		budget.noteProgress();
	}
}

/** The days that are wanted, newest first, from a place on. */
async function* daysFrom(
	{ home }: Engine,
	user: string,
	query: RecentQuery,
	from?: Place,
): AsyncGenerator<Pick<Place, 'listed' | 'before'>> {
	const isBegun = from?.before !== undefined;
	if (from && !isBegun) {
		yield from;
		if (!from.hasOlder) return;
	}
	const choose = (days: string[]) =>
		wantedDays(days, query).filter((day) => {
			if (!from) return true;
			return isBegun ? day <= from.listed.day : day < from.listed.day;
		});
	for (const listed of await listDays(home, user, query.signal, choose)) {
		if (listed.day !== from?.listed.day) yield { listed };
		// Of a file that was replaced meanwhile, the rest is gone.
		else if (isSameFile(listed, from)) yield { listed, before: from.before! };
	}
}

function isSameFile({ identity, bytes }: ListedDay, { listed, before = 0 }: Place): boolean {
	return identity === listed.identity && bytes >= before;
}

export function toRecentEntry({
	row,
	read,
	found,
	user,
	listed: { day },
}: FoundEntry): Recent['entries'][number] {
	return { user, day, ...toEntry(row, read, PAGE_BOUNDS), ...(found && { found }) };
}
