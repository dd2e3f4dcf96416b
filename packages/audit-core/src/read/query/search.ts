import type { SearchPage } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import { toEntry } from '../../format/row.ts';
import { PAGE_BOUNDS } from '../../format/truncate.ts';
import type { ListedDay } from '../../home.ts';
import { openDayReader } from '../io/day-reader.ts';
import type { Engine } from '../index/engine.ts';
import { findBackwards } from './find-backwards.ts';
import { formatSearchCursor, type SearchCursor } from './search-cursor.ts';
import { createUnreadables, notPlain } from '../io/unreadable.ts';

export interface SearchQuery {
	fromDay: string;
	toDay: string;
	filter: Filter;
	after: SearchCursor | null;
	limit: number;
	budgetMs: number;
	signal: AbortSignal | undefined;
}

/** Looks for at least one segment of a file, so that every call comes further, and until the budget is used up. */
export async function readSearch(
	engine: Engine,
	user: string,
	query: SearchQuery,
): Promise<SearchPage> {
	const { fromDay, toDay, filter, after, limit, signal } = query;
	const deadline = performance.now() + query.budgetMs;
	const all = await engine.home.listDays(user);
	const wanted = all.filter(({ day }) => day >= fromDay && day <= toDay);
	const readable = wanted.filter(({ isPlain }) => isPlain);
	const entries: SearchPage['entries'] = [];
	const unreadable = createUnreadables();
	const pageTo = (cursor: SearchCursor | null) => ({
		...pageOf(readable, cursor, entries),
		unreadable: unreadable.list(),
	});

	for (const { day, isPlain } of wanted) {
		if (after && (day > after.day || (day === after.day && after.offset === 0))) continue;
		try {
			if (!isPlain) throw notPlain(user, day);
			await using file = await openDayReader(engine.home, user, day);
			if (!file) continue;
			const before = day === after?.day ? after.offset : undefined;
			const options = { before, signal };
			for await (const { offset, row } of findBackwards(engine, file, filter, options)) {
				if (row && 'object' in row.parsed) {
					entries.push({ day, ...toEntry(row, row.parsed.object, PAGE_BOUNDS) });
				}
				if (entries.length === limit || performance.now() > deadline) {
					return pageTo({ day, offset });
				}
			}
		} catch (error) {
			unreadable.note(error, user, day);
		}
	}
	return pageTo(null);
}

function pageOf(
	days: ListedDay[],
	cursor: SearchCursor | null,
	entries: SearchPage['entries'],
): Omit<SearchPage, 'unreadable'> {
	const bytesTotal = sizeOf(days);
	const oldestDay = days.at(-1)?.day ?? null;
	if (!cursor || (cursor.day === oldestDay && cursor.offset === 0)) {
		const looked = { days: days.length, bytes: bytesTotal, oldestDay, bytesTotal };
		return { entries, cursor: null, looked };
	}
	const newer = days.filter(({ day }) => day > cursor.day);
	const current = days.find(({ day }) => day === cursor.day);
	return {
		entries,
		cursor: formatSearchCursor(cursor),
		looked: {
			days: newer.length + 1,
			bytes: sizeOf(newer) + Math.max(0, (current?.bytes ?? 0) - cursor.offset),
			oldestDay: cursor.day,
			bytesTotal,
		},
	};
}

function sizeOf(days: ListedDay[]): number {
	return days.reduce((sum, { bytes }) => sum + bytes, 0);
}
