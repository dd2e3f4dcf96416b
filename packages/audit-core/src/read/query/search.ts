import type { SearchPage } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import { toEntry } from '../../format/row.ts';
import { PAGE_BOUNDS } from '../../format/truncate.ts';
import type { ListedDay } from '../../home.ts';
import type { Engine } from '../index/engine.ts';
import { listDays } from '../io/listing.ts';
import { workAhead } from '../io/work-ahead.ts';
import { wantedDays } from '../scan/day-extent.ts';
import { findInDay } from './find-in-day.ts';
import { formatSearchCursor, type SearchCursor } from './search-cursor.ts';
import { createTimeBudget } from './time-budget.ts';
import { createUnreadables } from '../io/unreadable.ts';

export interface SearchQuery {
	fromDay: string;
	toDay: string;
	filter: Filter;
	after: SearchCursor | null;
	limit: number;
	budgetMs: number;
	signal: AbortSignal | undefined;
}

/** Searches until the budget runs out, but at least one segment of a file, so that every call makes progress. */
export async function readSearch(
	engine: Engine,
	user: string,
	query: SearchQuery,
): Promise<SearchPage> {
	const { filter, after, limit, signal } = query;
	const budget = createTimeBudget(query.budgetMs);
	const wanted = await listDays(engine.home, user, signal, (days) => wantedDays(days, query));
	const entries: SearchPage['entries'] = [];
	const unreadable = createUnreadables();
	const pageTo = (cursor: SearchCursor | null) => ({
		...pageOf(wanted, cursor, entries),
		complete: budget.complete,
		unreadable: unreadable.list(),
	});

	const left = wanted.filter(({ day }) => {
		return !after || day < after.day || (day === after.day && after.offset > 0);
	});
	async function work(listed: ListedDay, signal: AbortSignal) {
		const before = listed.day === after?.day ? after.offset : undefined;
		const steps = findInDay(engine, { user, listed, filter, before, signal });
		return { steps, first: await steps.next() };
	}

	let cursor = after;
	const drop = async ({ steps }: Awaited<ReturnType<typeof work>>) => {
		await steps.return(undefined);
	};
	for await (const { item, result } of workAhead({ items: left, work, signal, drop })) {
		const { day } = item;
		if (budget.isOver()) return pageTo(cursor);
		try {
			const { steps, first } = await result;
			for (let step = first; !step.done; step = await steps.next()) {
				const { offset, row, found } = step.value;
				budget.noteProgress();
				if (row && 'object' in row.parsed) {
					const entry = toEntry(row, row.parsed, PAGE_BOUNDS);
					entries.push({ day, ...entry, ...(found && { found }) });
				}
				const isFull = entries.length === limit;
				if (isFull || (offset > 0 && budget.isOver())) return pageTo({ day, offset });
			}
		} catch (error) {
			unreadable.note(error, user, day);
		}
		budget.noteProgress();
		cursor = { day, offset: 0 };
	}
	return pageTo(null);
}

function pageOf(
	wanted: ListedDay[],
	cursor: SearchCursor | null,
	entries: SearchPage['entries'],
): Pick<SearchPage, 'entries' | 'cursor' | 'looked'> {
	const days = wanted.filter(({ isPlain }) => isPlain);
	const bytesTotal = sizeOf(days);
	const oldestDay = days.at(-1)?.day ?? null;
	// The oldest day may be one that can't be read, and was not reported yet.
	if (!cursor || (cursor.day === wanted.at(-1)?.day && cursor.offset === 0)) {
		const looked = { days: days.length, bytes: bytesTotal, oldestDay, bytesTotal };
		return { entries, cursor: null, looked };
	}
	const newer = days.filter(({ day }) => day > cursor.day);
	const current = days.find(({ day }) => day === cursor.day);
	return {
		entries,
		cursor: formatSearchCursor(cursor),
		looked: {
			days: newer.length + (current ? 1 : 0),
			bytes: sizeOf(newer) + Math.max(0, (current?.bytes ?? 0) - cursor.offset),
			oldestDay: cursor.day,
			bytesTotal,
		},
	};
}

function sizeOf(days: ListedDay[]): number {
	return days.reduce((sum, { bytes }) => sum + bytes, 0);
}
