import type { Recent } from '../../audit-log.ts';
import { addDays } from '../../format/day.ts';
import type { JsonObject } from '../../format/entry.ts';
import type { Filter } from '../../format/filter.ts';
import { toEntry, type RawRow } from '../../format/row.ts';
import { PAGE_BOUNDS } from '../../format/truncate.ts';
import { openDayReader, type DayReader } from '../io/day-reader.ts';
import type { Engine } from '../index/engine.ts';
import { findBackwards } from './find-backwards.ts';
import { readRowsBackwards } from '../io/rows.ts';
import { createUnreadables, notPlain, type Unreadables } from '../io/unreadable.ts';

export interface RecentQuery {
	today: string;
	days: number;
	limit: number;
	filter: Filter | undefined;
}

/** An entry that has not been made fit to be handed on: there may be no need to. */
export interface FoundEntry {
	row: RawRow;
	object: JsonObject;
	user: string;
	day: string;
}

export async function readRecent(
	engine: Engine,
	user: string,
	query: RecentQuery,
): Promise<Recent> {
	const entries: Recent['entries'] = [];
	const unreadable = createUnreadables();
	for await (const found of newestFirst(engine, user, query, unreadable)) {
		entries.push(toRecent(found));
		if (entries.length === query.limit) break;
	}
	return { entries, unreadable: unreadable.list() };
}

/** The entries of one user from today backwards, each day in reverse file order. What can't be read is noted. */
export async function* newestFirst(
	engine: Engine,
	user: string,
	{ today, days, filter }: RecentQuery,
	unreadable: Unreadables,
): AsyncGenerator<FoundEntry> {
	const oldest = addDays(today, 1 - days);
	for (const { day, isPlain } of await engine.home.listDays(user)) {
		if (day > today || day < oldest) continue;
		try {
			if (!isPlain) throw notPlain(user, day);
			await using file = await openDayReader(engine.home, user, day);
			if (!file) continue;
			for await (const row of rowsOfFile(engine, file, filter)) {
				if ('object' in row.parsed) yield { row, object: row.parsed.object, user, day };
			}
		} catch (error) {
			unreadable.note(error, user, day);
		}
	}
}

async function* rowsOfFile(
	engine: Engine,
	file: DayReader,
	filter: Filter | undefined,
): AsyncGenerator<RawRow> {
	if (!filter) yield* readRowsBackwards(file);
	else for await (const { row } of findBackwards(engine, file, filter)) if (row) yield row;
}

export function toRecent({ row, object, user, day }: FoundEntry): Recent['entries'][number] {
	return { user, day, ...toEntry(row, object, PAGE_BOUNDS) };
}
