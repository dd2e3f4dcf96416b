import type { Counts, Day } from '../../audit-log.ts';
import type { ListedDay } from '../../home.ts';
import { openDayReader } from '../io/day-reader.ts';
import type { Engine } from '../index/engine.ts';
import { createLruCache } from '../index/lru-cache.ts';
import { countsOf, readAggregate, aggregateView } from './summary.ts';
import { notPlain, reasonOf } from '../io/unreadable.ts';

/** Larger days are counted in the background. */
const COUNTED_AT_ONCE_BYTES = 4 * 1024 * 1024;
/** So much is counted for one list; the rest in the background. */
const COUNTED_PER_LIST_BYTES = 16 * 1024 * 1024;
const MEMORY_BYTES_MAX = 16 * 1024 * 1024;

/** Lists days with their counts, and remembers the counts of files that have not changed. */
export function createDayLister(engine: Engine): (user: string) => Promise<Day[]> {
	const memory = createLruCache<{ listed: ListedDay; counts: Counts }>(MEMORY_BYTES_MAX);

	function remembered(user: string, listed: ListedDay): Counts | null {
		const known = memory.get(`${user}/${listed.day}`);
		const isSame =
			known?.listed.inode === listed.inode &&
			known.listed.bytes === listed.bytes &&
			known.listed.changedMs === listed.changedMs;
		return isSame ? known.counts : null;
	}

	async function count(user: string, listed: ListedDay): Promise<Counts | null> {
		await using file = await openDayReader(engine.home, user, listed.day);
		if (!file) return null;
		const counts = countsOf((await readAggregate(engine, file)).all);
		memory.set(`${user}/${listed.day}`, { listed, counts }, 0);
		return counts;
	}

	/** Bytes that are not yet counted; 0 when the counts are only to be fetched. */
	async function uncounted(user: string, { day, bytes }: ListedDay): Promise<number> {
		if (bytes <= COUNTED_AT_ONCE_BYTES) return bytes;
		await using file = await openDayReader(engine.home, user, day);
		const known = file && (await engine.views.peek(file, aggregateView(engine.zone.name)));
		return bytes - (known?.covered ?? 0);
	}

	return async (user) => {
		const days: Day[] = [];
		let bytesLeft = COUNTED_PER_LIST_BYTES;

		async function countsOfDay(listed: ListedDay): Promise<Counts | null> {
			const known = remembered(user, listed);
			if (known) return known;
			if (!listed.isPlain) throw notPlain(user, listed.day);
			const bytes = await uncounted(user, listed);
			bytesLeft -= bytes;
			if (bytes <= COUNTED_AT_ONCE_BYTES && bytesLeft >= 0) return await count(user, listed);
			engine.prepare(user, listed.day, aggregateView(engine.zone.name));
			return null;
		}

		for (const listed of await engine.home.listDays(user)) {
			const { day, bytes, modifiedMs } = listed;
			const head = { day, bytes, modified: new Date(modifiedMs).toISOString() };
			try {
				days.push({ ...head, counts: await countsOfDay(listed) });
			} catch (error) {
				days.push({ ...head, counts: null, unreadable: reasonOf(error, user, day) });
			}
		}
		return days;
	};
}
