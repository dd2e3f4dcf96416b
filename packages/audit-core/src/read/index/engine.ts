import { setTimeout as wait } from 'node:timers/promises';
import type { Zone } from '../../format/time.ts';
import type { Home } from '../../home.ts';
import type { DayFile } from '../io/day-reader.ts';
import { withDayFile } from '../io/day-reader.ts';
import { createDerivedValues, type Derivation, type DerivedValues } from './cached-views.ts';
import { createDerivedStore, KEEPS_NOTHING } from './disk-cache.ts';
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
	derived: DerivedValues;
	/** Makes a value of a day when nothing else is being made so, for whoever asks next. */
	prepare<J extends Job, T>(user: string, day: string, derivation: Derivation<J, T>): void;
	close(): Promise<void>;
}

export interface EngineOptions {
	home: Home;
	zone: Zone;
	/** Where derived values are kept; only in memory without it. */
	indexFolder?: string | undefined;
}

export function createEngine({ home, zone, indexFolder }: EngineOptions): Engine {
	const pool = createScanPool();
	const store = indexFolder === undefined ? KEEPS_NOTHING : createDerivedStore(indexFolder);
	const derived = createDerivedValues(pool, store);
	const preparing = new Set<string>();
	let last: Promise<unknown> = Promise.resolve();
	const closing = new AbortController();

	return {
		home,
		zone,
		pool,
		derived,
		prepare(user, day, derivation) {
			const key = `${user}/${day}/${derivation.name}`;
			if (preparing.has(key)) return;
			preparing.add(key);
			const make = async (file: DayFile) => void (await derived.get(file, derivation));
			// A failure is met by the reader that needs the value.
			last = last
				.then(() => wait(PREPARE_DELAY_MS, undefined, { ref: false, signal: closing.signal }))
				.then(() => withDayFile(home, user, day, undefined, make))
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
