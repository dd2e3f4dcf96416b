import type { Filter } from '../../format/filter.ts';
import { ROW_STATUSES } from '../../format/status.ts';
import type { ListedDay } from '../../home.ts';
import type { Engine } from '../index/engine.ts';
import { rowsOf, type RawRow } from '../../format/row.ts';
import { openDayReader, type DayReader } from '../io/day-reader.ts';
import { lineStartBefore, readLineAt, readRowsBackwards } from '../io/rows.ts';
import { throwIfUnreadable } from '../io/unreadable.ts';
import type { StatusCounts } from '../scan/aggregate.ts';
import { findBackwards, type FindStep } from './find-backwards.ts';

export interface FindInDay {
	user: string;
	listed: ListedDay;
	filter: Filter | undefined;
	/** Only rows that begin before this offset. */
	before?: number | undefined;
	signal: AbortSignal | undefined;
}

/**
 * Rows of a listed day that match a filter, newest first. A day is not read when its known counts have no entries
 * of the wanted statuses.
 */
export async function* findInDay(
	engine: Engine,
	{ user, listed, filter, before, signal }: FindInDay,
): AsyncGenerator<FindStep> {
	const { day } = listed;
	throwIfUnreadable(user, listed);
	const hasWanted = createStatusTest(filter);
	const knownCounts = hasWanted && engine.counts.get(user, listed);
	if (knownCounts && !hasWanted(knownCounts)) return;
	await using file = await openDayReader(engine.home, { user, day, signal });
	if (!file) return;
	const counts = hasWanted && (await engine.counts.peek(file));
	if (counts) engine.counts.set(user, listed, counts);
	if (counts && !hasWanted(counts)) return;
	if (filter) yield* findBackwards(engine, file, filter, before);
	else for await (const row of rowsBefore(file, before)) yield { offset: row.offset, row };
}

/** The rows before an offset, newest first. Those of the same line are read as a part of it. */
async function* rowsBefore(file: DayReader, before = file.size): AsyncGenerator<RawRow> {
	const start = before < file.size ? await lineStartBefore(file, before) : before;
	if (start < before) {
		const rows = rowsOf(await readLineAt(file, start));
		yield* rows.filter(({ offset }) => offset < before).reverse();
	}
	yield* readRowsBackwards(file, start);
}

/** Tests whether counts include entries of the statuses that a filter wants; `null` when it names none. */
function createStatusTest(filter: Filter | undefined): ((counts: StatusCounts) => boolean) | null {
	const { status, excludeStatus } = filter ?? {};
	if (!status && !excludeStatus) return null;
	// A damaged line is not an entry.
	const isWanted = ROW_STATUSES.map(
		(name) =>
			name !== 'damaged' && status?.includes(name) !== false && !excludeStatus?.includes(name),
	);
	return (counts) => counts.some((count, index) => count > 0 && isWanted[index]);
}
