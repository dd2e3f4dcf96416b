import type { ListedDay } from '../../home.ts';
import type { DayReader } from '../io/day-reader.ts';
import type { StatusCounts } from '../scan/aggregate.ts';
import { aggregateView } from './aggregate-view.ts';
import type { CachedViews } from './cached-views.ts';
import { createLruCache } from './lru-cache.ts';

const COUNTS_BYTES_MAX = 16 * 1024 * 1024;

/** Counts of whole days that are known already. Nothing is read to be counted here. */
export interface DayCounts {
	/** Counts of a file that has not changed since; it need not be opened. */
	get(user: string, listed: ListedDay): StatusCounts | null;
	set(user: string, listed: ListedDay, counts: StatusCounts): void;
	/** Counts of an open file, if they are kept and cover all of it. */
	peek(file: DayReader): Promise<StatusCounts | null>;
}

export function createDayCounts(views: CachedViews, timeZone: string): DayCounts {
	const known = createLruCache<{ listed: ListedDay; counts: StatusCounts }>(COUNTS_BYTES_MAX);
	const wholeDay = aggregateView(timeZone);

	return {
		get(user, listed) {
			const found = known.get(`${user}/${listed.day}`);
			const isSame =
				found?.listed.inode === listed.inode &&
				found.listed.bytes === listed.bytes &&
				found.listed.changedMs === listed.changedMs;
			return isSame ? found.counts : null;
		},
		set(user, listed, counts) {
			known.set(`${user}/${listed.day}`, { listed, counts }, 0);
		},
		async peek(file) {
			const view = await views.peek(file, wholeDay);
			const isWhole = view?.size === file.size && view.covered === file.size;
			return isWhole ? view.value.all : null;
		},
	};
}
