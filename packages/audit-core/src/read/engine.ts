import type { Zone } from '../format/time.ts';
import type { Home } from '../home.ts';
import type { DayFile } from './day-file.ts';
import { openDayFile } from './day-file.ts';
import { createDerivedValues, type Derivation, type DerivedValues } from './derived.ts';
import { createDerivedStore, KEEPS_NOTHING } from './derived-store.ts';
import type { Job } from './scan/jobs.ts';
import { createScanPool, type ScanPool } from './scan/pool.ts';

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
	const prepared = new Set<string>();
	let last: Promise<unknown> = Promise.resolve();

	return {
		home,
		zone,
		pool,
		derived,
		prepare(user, day, derivation) {
			const key = `${user}/${day}/${derivation.name}`;
			if (prepared.has(key)) return;
			prepared.add(key);
			// A failure is met by the reader that needs the value.
			last = last
				.then(() => prepareNow(home, user, day, (file) => derived.get(file, derivation)))
				.catch(() => undefined)
				.finally(() => prepared.delete(key));
		},
		async close() {
			await pool.close();
			await last;
		},
	};
}

async function prepareNow(
	home: Home,
	user: string,
	day: string,
	make: (file: DayFile) => Promise<unknown>,
): Promise<void> {
	await using file = await openDayFile(home, user, day);
	if (file) await make(file);
}
