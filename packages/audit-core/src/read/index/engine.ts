import type { Zone } from '../../format/time.ts';
import type { Home } from '../../home.ts';
import { wait } from '../../wait.ts';
import { withDayReader, type DayReader } from '../io/day-reader.ts';
import { createCachedViews, type CachedViews } from './cached-views.ts';
import { createDayCounts, type DayCounts } from './day-counts.ts';
import { createDiskCache, NO_DISK_CACHE } from './disk-cache.ts';
import type { View } from './view.ts';
import type { Job } from '../scan/jobs.ts';
import { createScanPool, type ScanPool } from '../scan/pool.ts';

/**
 * Delay before a view is prepared. The request that found it missing is answered first, and the browser needs time
 * to show it: on a small machine it draws on the same cores that a scan would use.
 */
const PREPARE_DELAY_MS = 250;

/** What all reads of a log share. */
export interface Engine {
	home: Home;
	zone: Zone;
	pool: ScanPool;
	views: CachedViews;
	counts: DayCounts;
	/** Builds a view of a day for later requests, one view at a time. */
	prepare<J extends Job, T>(user: string, day: string, view: View<J, T>): void;
	close(): Promise<void>;
}

export interface EngineOptions {
	home: Home;
	zone: Zone;
	pool?: ScanPool;
	/** Folder for cached views. Without it they are only kept in memory. */
	indexFolder?: string | undefined;
}

export function createEngine({
	home,
	zone,
	pool = createScanPool(),
	indexFolder,
}: EngineOptions): Engine {
	const disk = indexFolder === undefined ? NO_DISK_CACHE : createDiskCache(indexFolder);
	const views = createCachedViews(pool, disk);
	const preparing = new Set<string>();
	let last: Promise<unknown> = Promise.resolve();
	const closing = new AbortController();

	return {
		home,
		zone,
		pool,
		views,
		counts: createDayCounts(views, zone.name),
		prepare(user, day, view) {
			const key = `${user}/${day}/${view.name}`;
			if (preparing.has(key)) return;
			preparing.add(key);
			const make = async (file: DayReader) => void (await views.get(file, view));
			// A failure is reported by the next request for the view.
			last = last
				.then(() => wait(PREPARE_DELAY_MS, { isRef: false, signal: closing.signal }))
				.then(() => withDayReader(home, { user, day, signal: closing.signal }, undefined, make))
				.catch(() => undefined)
				.finally(() => preparing.delete(key));
		},
		async close() {
			closing.abort();
			await pool.close();
			await last;
		},
	};
}
