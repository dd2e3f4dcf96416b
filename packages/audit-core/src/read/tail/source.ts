import type { Engine } from '../index/engine.ts';
import { formatCursor, type DayCursor } from './cursor.ts';
import { readAppended, type Appended, type Ends } from './read-appended.ts';
import { createFolderWatch, type FolderWatch } from './watch.ts';

/** Listeners have few different cursors: most are at the end, some are catching up. */
const SHARED_READS_MAX = 8;

/** What all listeners of one user share: the watch of the folder, and what one check has read. */
export interface Source {
	watch: FolderWatch;
	/** Days that have a file, oldest first. */
	days(): Promise<string[]>;
	readAppended(dayCursor: DayCursor): Promise<Appended>;
}

/**
 * The results of one check. The days are listed first, so that every file is at least as long as the list says.
 */
interface Check {
	number: number;
	days: Promise<string[]>;
	ends: Ends;
	reads: Map<string, Promise<Appended>>;
}

export function createSource(engine: Engine, user: string, onUnused?: () => void): Source {
	/** Aborted when the last listener has left: what is read is shared by all. */
	const unused = new AbortController();
	const watch = createFolderWatch(
		(listener) => engine.home.watch(user, listener),
		() => {
			unused.abort();
			onUnused?.();
		},
	);
	let current: Check | null = null;

	function currentCheck(): Check {
		if (current?.number !== watch.checks) {
			const days = engine.home.dayNames(user).then((names) => names.reverse());
			// A failure is reported to the callers of `days`.
			days.catch(() => undefined);
			current = { number: watch.checks, days, ends: new Map(), reads: new Map() };
		}
		return current;
	}

	return {
		watch,
		days: () => currentCheck().days,
		readAppended(dayCursor) {
			const { ends, reads } = currentCheck();
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
