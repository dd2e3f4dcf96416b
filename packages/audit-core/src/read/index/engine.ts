import { setTimeout as wait } from 'node:timers/promises';
import type { Zone } from '../../format/time.ts';
import type { Home } from '../../home.ts';
import { withDayReader, type DayReader } from '../io/day-reader.ts';
import { createCachedViews, type CachedViews } from './cached-views.ts';
import { createDayCounts, type DayCounts } from './day-counts.ts';
import { createDiskCache, NO_DISK_CACHE } from './disk-cache.ts';
import type { View } from './view.ts';
import type { Job } from '../scan/jobs.ts';
import { createScanPool, type ScanPool } from '../scan/pool.ts';

/**
 * The reader who noticed that a value is missing gets its own answer first, and time to show it: on a small
 * machine the browser draws on the very cores that a scan would take.
 */
const PREPARE_DELAY_MS = 250;

/** What all reading shares. */
export interface Engine {
	home: Home;
	zone: Zone;
	pool: ScanPool;
	views: CachedViews;
	counts: DayCounts;
	/** Makes a view of a day for the next reader, one after the other. */
	prepare<J extends Job, T>(user: string, day: string, view: View<J, T>): void;
	close(): Promise<void>;
}

export interface EngineOptions {
	home: Home;
	zone: Zone;
	pool?: ScanPool;
	/** Where views are kept; only in memory without it. */
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
			// A failure is met by the reader that needs the value.
			last = last
				.then(() => wait(PREPARE_DELAY_MS, undefined, { ref: false, signal: closing.signal }))
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
