import type { DayReader } from '../io/day-reader.ts';
import type { StatusCounts } from '../scan/aggregate.ts';
import { aggregateView } from './aggregate-view.ts';
import type { CachedViews } from './cached-views.ts';
import { createKnownDays, type KnownDays } from './known-days.ts';

/** Counts of whole days that are known already. Nothing is read to be counted here. */
export interface DayCounts extends KnownDays<StatusCounts> {
	/** Counts of an open file, if they are kept and cover all of it. */
	peek(file: DayReader): Promise<StatusCounts | null>;
}

export function createDayCounts(views: CachedViews, timeZone: string): DayCounts {
	const wholeDay = aggregateView(timeZone);

	return {
		...createKnownDays<StatusCounts>(),
		async peek(file) {
			const view = await views.peek(file, wholeDay);
			const isWhole = view?.size === file.size && view.covered === file.size;
			return isWhole ? view.value.all : null;
		},
	};
}
