import type { Engine } from '../engine.ts';
import type { Place } from './place.ts';
import { readAppended, type Appended } from './read-appended.ts';
import { createFolderWatch, type FolderWatch } from './watch.ts';

/** Listeners stand at few places: most at the end, some catching up. */
const SHARED_READS_MAX = 8;

/** What all listeners of one user share: the watch of the folder, and what is read between two signs of change. */
export interface Source {
	watch: FolderWatch;
	/** Days that have a file, oldest first. */
	days(): Promise<string[]>;
	readAppended(place: Place): Promise<Appended>;
}

export function createSource(engine: Engine, user: string): Source {
	const watch = createFolderWatch(engine.home.watchPath(user));
	const reads = new Map<string, Promise<unknown>>();
	let readsOf = -1;

	/** Reads once for all who ask before the next sign of change. */
	function shared<T>(key: string, read: () => Promise<T>): Promise<T> {
		if (readsOf !== watch.generation) {
			reads.clear();
			readsOf = watch.generation;
		}
		const known = reads.get(key) as Promise<T> | undefined;
		if (known) return known;
		const result = read();
		reads.set(key, result);
		if (reads.size > SHARED_READS_MAX) reads.delete(reads.keys().next().value!);
		return result;
	}

	return {
		watch,
		days: () => shared('days', async () => (await engine.home.dayNames(user)).reverse()),
		readAppended: (place) => shared(JSON.stringify(place), () => readAppended(engine, user, place)),
	};
}
