import type { DaysSummary } from '../../audit-log.ts';
import type { Filter } from '../../format/filter.ts';
import { withDayReader, type DayReader } from '../io/day-reader.ts';
import type { ListedDay } from '../../home.ts';
import { forEachAtOnce } from '../io/at-once.ts';
import { listDays } from '../io/listing.ts';
import { workAhead } from '../io/work-ahead.ts';
import { aggregateView } from '../index/aggregate-view.ts';
import type { Engine } from '../index/engine.ts';
import { readAggregate } from '../index/read-aggregate.ts';
import { emptyAggregate, addAggregates, type Aggregate } from '../scan/aggregate.ts';
import { wantedDays } from '../scan/day-extent.ts';
import { summaryOf } from './summary.ts';
import { createTimeline } from './timeline.ts';
import { createTimeBudget, type TimeBudget } from './time-budget.ts';
import { createUnreadables, throwIfUnreadable } from '../io/unreadable.ts';

/** A larger day is counted in steps of this size. The budget is checked between two steps. */
const STEP_BYTES = 32 * 1024 * 1024;

export interface DaysSummaryQuery {
	fromDay: string;
	toDay: string;
	filter: Filter | undefined;
	budgetMs: number;
	signal: AbortSignal | undefined;
}

type WantedFile = { user: string } & Pick<ListedDay, 'day' | 'bytes' | 'isPlain' | 'failure'>;

/**
 * Counts of several days, newest first, until the budget runs out. Counts are kept, so that a second call gets
 * further, within a large day too; each call counts at least one step of a day, however many are counted already. Over several users, a log that
 * can't be read is noted and affects no other.
 */
export async function readSummaryOverDays(
	engine: Engine,
	whose: string | string[],
	query: DaysSummaryQuery,
): Promise<DaysSummary> {
	const { filter, budgetMs, signal } = query;
	const users = typeof whose === 'string' ? [whose] : whose;
	const budget = createTimeBudget(budgetMs);
	const unreadable = createUnreadables();
	if (typeof whose !== 'string') unreadable.noteOdd(await engine.home.oddUsers());
	const wanted: WantedFile[] = [];
	await forEachAtOnce(users, async (user) => {
		try {
			const choose = (days: string[]) => wantedDays(days, query);
			const listed = await listDays(engine.home, user, signal, choose);
			// Of many days of many users only what is needed is kept.
			for (const { day, bytes, isPlain, failure } of listed) {
				wanted.push({ user, day, bytes, isPlain, ...(failure && { failure }) });
			}
		} catch (error) {
			if (typeof whose === 'string') throw error;
			unreadable.note(error, user, null);
		}
	});
	wanted.sort(newestDayFirst);
	const bytesTotal = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
	const looked: DaysSummary['looked'] = { days: 0, bytes: 0, oldestDay: null, bytesTotal };
	let aggregate = emptyAggregate();
	const timeline = createTimeline(engine.zone, query, [...new Set(wanted.map(({ day }) => day))]);
	async function work(listed: WantedFile, signal: AbortSignal): Promise<CountedDay> {
		const { user, day } = listed;
		throwIfUnreadable(user, listed);
		const none = { aggregate: emptyAggregate(), covered: 0, isNew: false };
		return withDayReader<CountedDay>(engine.home, { user, day, signal }, none, (file) =>
			countDay(engine, file, filter, budget),
		);
	}

	for await (const { item, result } of workAhead({ items: wanted, work, signal })) {
		const { user, day, bytes } = item;
		if (budget.isOver()) break;
		try {
			const counted = await result;
			// Days that are counted already end no answer, or many of them would leave no time for others.
			if (counted.isNew) budget.noteProgress();
			else budget.passKnown();
			if (!counted.aggregate) {
				looked.bytes += counted.covered;
				break;
			}
			aggregate = addAggregates(aggregate, withoutBuckets(counted.aggregate));
			timeline.add(day, counted.aggregate);
		} catch (error) {
			unreadable.note(error, user, day);
		}
		looked.days++;
		looked.bytes += bytes;
		looked.oldestDay = day;
	}
	const { counts, tools, otherTools } = summaryOf(aggregate);
	return {
		counts,
		tools,
		...(otherTools && { otherTools }),
		...timeline.result(),
		looked,
		complete: budget.complete,
		unreadable: unreadable.list(),
	};
}

/** Of the same day, by the user's name. */
function newestDayFirst(one: WantedFile, other: WantedFile): number {
	if (one.day !== other.day) return one.day < other.day ? 1 : -1;
	return one.user < other.user ? -1 : 1;
}

/** What was counted of a day: nothing when the budget ran out before its end, and then the next call continues. */
interface CountedDay {
	aggregate: Aggregate | null;
	/** So many bytes are counted, and kept. */
	covered: number;
	/** It was not counted before, apart from what was appended. */
	isNew: boolean;
}

async function countDay(
	engine: Engine,
	file: DayReader,
	filter: Filter | undefined,
	budget: TimeBudget,
): Promise<CountedDay> {
	const view = aggregateView(engine.zone.name, filter);
	const known = await engine.views.peek(file, view);
	let covered = known?.size === file.size ? file.size : (known?.covered ?? 0);
	const isNew = !known;
	while (file.size - covered > STEP_BYTES) {
		if (budget.isOver()) return { aggregate: null, covered, isNew };
		const step = await engine.views.get(file.upTo(covered + STEP_BYTES), view);
		budget.noteProgress();
		// A line longer than a step is counted with the rest of the file.
		if (step.covered <= covered) break;
		covered = step.covered;
	}
	return { aggregate: await readAggregate(engine, file, filter), covered: file.size, isNew };
}

/** Without the buckets, which are in the timeline. */
function withoutBuckets(aggregate: Aggregate): Aggregate {
	return { ...aggregate, buckets: [] };
}
