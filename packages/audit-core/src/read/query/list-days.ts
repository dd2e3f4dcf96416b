import type { Day } from '../../audit-log.ts';
import type { ListedDay } from '../../home.ts';
import { aggregateView } from '../index/aggregate-view.ts';
import type { Engine } from '../index/engine.ts';
import { readAggregate } from '../index/read-aggregate.ts';
import { openDayReader } from '../io/day-reader.ts';
import { listDays } from '../io/listing.ts';
import { reasonOf, throwIfUnreadable } from '../io/unreadable.ts';
import type { StatusCounts } from '../scan/aggregate.ts';
import { countsOf } from './summary.ts';
import { createTimeBudget } from './time-budget.ts';

/** Larger days are counted in the background. */
const COUNTED_AT_ONCE_BYTES = 4 * 1024 * 1024;
/** One list counts at most this much; the rest is counted in the background. */
const COUNTED_PER_LIST_BYTES = 16 * 1024 * 1024;

export interface ListDaysQuery {
	budgetMs: number;
	signal: AbortSignal | undefined;
}

/** Days with their counts, until the budget runs out. Counts are kept for later calls. */
export async function readDays(
	engine: Engine,
	user: string,
	{ budgetMs, signal }: ListDaysQuery,
): Promise<Day[]> {
	const budget = createTimeBudget(budgetMs);
	const wholeDay = aggregateView(engine.zone.name);
	let bytesLeft = COUNTED_PER_LIST_BYTES;

	async function count(listed: ListedDay): Promise<StatusCounts | null> {
		await using file = await openDayReader(engine.home, { user, day: listed.day, signal });
		if (!file) return null;
		const { all } = await readAggregate(engine, file);
		engine.counts.set(user, listed, all);
		return all;
	}

	/** Number of bytes that are not counted yet; 0 when the counts only have to be loaded. */
	async function uncounted({ day, bytes }: ListedDay): Promise<number> {
		if (bytes <= COUNTED_AT_ONCE_BYTES) return bytes;
		await using file = await openDayReader(engine.home, { user, day, signal });
		const known = file && (await engine.views.peek(file, wholeDay));
		return bytes - (known?.covered ?? 0);
	}

	async function countsOfDay(listed: ListedDay): Promise<StatusCounts | null> {
		const known = engine.counts.get(user, listed);
		if (known) return known;
		throwIfUnreadable(user, listed);
		if (budget.isOver()) return null;
		budget.noteProgress();
		const bytes = await uncounted(listed);
		bytesLeft -= bytes;
		if (bytes <= COUNTED_AT_ONCE_BYTES && bytesLeft >= 0) return await count(listed);
		engine.prepare(user, listed.day, wholeDay);
		return null;
	}

	const days: Day[] = [];
	for (const listed of await listDays(engine.home, user, signal)) {
		const { day, bytes, modifiedMs } = listed;
		const head = { day, bytes, modified: new Date(modifiedMs).toISOString() };
		try {
			const counts = await countsOfDay(listed);
			days.push({ ...head, counts: counts && countsOf(counts) });
		} catch (error) {
			days.push({ ...head, counts: null, unreadable: reasonOf(error, user, day) });
		}
	}
	return days;
}
