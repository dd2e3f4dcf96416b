import type { Engine } from '../index/engine.ts';
import { formatCursor, type DayCursor } from './cursor.ts';
import { readAppended, type Appended, type Ends } from './read-appended.ts';
import { createFolderWatch, type FolderWatch } from './watch.ts';

/** Listeners stand at few cursors: most at the end, some catching up. */
const SHARED_READS_MAX = 8;

/** What all listeners of one user share: the watch of the folder, and what is read in one look. */
export interface Source {
	watch: FolderWatch;
	/** Days that have a file, oldest first. */
	days(): Promise<string[]>;
	readAppended(dayCursor: DayCursor): Promise<Appended>;
}

/** What was found in one look. The days come first: each file then reaches at least as far as they tell. */
interface Look {
	number: number;
	days: Promise<string[]>;
	ends: Ends;
	reads: Map<string, Promise<Appended>>;
}

export function createSource(engine: Engine, user: string, onUnused?: () => void): Source {
	/** What is read is read for all, and so until the last of them has left. */
	const unused = new AbortController();
	const watch = createFolderWatch(engine.home.watchPath(user), () => {
		unused.abort();
		onUnused?.();
	});
	let current: Look | null = null;

	function look(): Look {
		if (current?.number !== watch.looks) {
			const days = engine.home.dayNames(user).then((names) => names.reverse());
			// A failure is met by those who ask for them.
			days.catch(() => undefined);
			current = { number: watch.looks, days, ends: new Map(), reads: new Map() };
		}
		return current;
	}

	return {
		watch,
		days: () => look().days,
		readAppended(dayCursor) {
			const { ends, reads } = look();
			const key = formatCursor([dayCursor]);
			const known = reads.get(key);
			if (known) return known;
			const read = readAppended(engine, user, dayCursor, { ends, signal: unused.signal });
			reads.set(key, read);
			if (reads.size > SHARED_READS_MAX) reads.delete(reads.keys().next().value!);
			return read;
		},
	};
}
