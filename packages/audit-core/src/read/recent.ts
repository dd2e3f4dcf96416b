import type { Recent } from '../audit-log.ts';
import { addDays } from '../format/day.ts';
import type { JsonObject } from '../format/entry.ts';
import type { Filter } from '../format/filter.ts';
import { toEntry, type RawRow } from '../format/row.ts';
import { PAGE_BOUNDS } from '../format/shorten.ts';
import { openDayFile, type DayFile } from './day-file.ts';
import type { Engine } from './engine.ts';
import { findBackwards } from './find-backwards.ts';
import { readRowsBackwards } from './rows.ts';

type RecentEntry = Recent['entries'][number];

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
): Promise<RecentEntry[]> {
	const entries: RecentEntry[] = [];
	for await (const found of newestFirst(engine, user, query)) {
		entries.push(toRecent(found));
		if (entries.length === query.limit) break;
	}
	return entries;
}

/** The entries of one user from today backwards, each day in reverse file order. */
export async function* newestFirst(
	engine: Engine,
	user: string,
	{ today, days, filter }: RecentQuery,
): AsyncGenerator<FoundEntry> {
	const oldest = addDays(today, 1 - days);
	for (const { day } of await engine.home.listDays(user)) {
		if (day > today || day < oldest) continue;
		await using file = await openDayFile(engine.home, user, day);
		if (!file) continue;
		for await (const row of rowsOfFile(engine, file, filter)) {
			if ('object' in row.parsed) yield { row, object: row.parsed.object, user, day };
		}
	}
}

async function* rowsOfFile(
	engine: Engine,
	file: DayFile,
	filter: Filter | undefined,
): AsyncGenerator<RawRow> {
	if (!filter) yield* readRowsBackwards(file);
	else for await (const { row } of findBackwards(engine, file, filter)) if (row) yield row;
}

export function toRecent({ row, object, user, day }: FoundEntry): RecentEntry {
	return { user, day, ...toEntry(row, object, PAGE_BOUNDS) };
}
