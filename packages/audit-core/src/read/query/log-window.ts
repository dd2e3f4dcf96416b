/**
 * The next entries of one log, of which the newest is taken first. The file that they are read from can be closed between
 * two entries: the window remembers where to go on.
 */
import type { Zone } from '../../format/time.ts';
import { fieldsOf } from '../scan/row-fields.ts';
import { compareRanks, type BestEntries, type Candidate } from './best-entries.ts';
import { toRecentEntry, type FoundEntry, type Place } from './recent.ts';

/**
 * Entries of each user that are sorted together, so that a clock that was set back a little does not break the
 * order.
 */
export const WINDOW_ENTRIES = 64;

export interface LogWindow {
	/** The entry to take next; `null` when there are no more. */
	newest(): Candidate | null;
	/** Removes the newest. */
	take(): Candidate | null;
	/** Reads until the window is full or the log ends. */
	fill(): Promise<void>;
	/** True when one of its entries can become a part of the answer. */
	isWanted(): boolean;
	/** Closes the file. `fill` opens it again. */
	close(): Promise<void>;
}

export interface LogWindowOptions {
	/** Place of the log among all. */
	order: number;
	/** Where to begin. */
	place: Place;
	/** The entries from a place on. */
	read: (from: Place) => AsyncGenerator<FoundEntry>;
	zone: Zone;
	best: BestEntries;
}

export function createLogWindow({ order, place, read, zone, best }: LogWindowOptions): LogWindow {
	/** In the order in which they were read. */
	const entries: Candidate[] = [];
	let next = place;
	let found: AsyncGenerator<FoundEntry> | null = null;
	/** An entry without a time is sorted like the one before it in this order. */
	let lastInstant = Number.POSITIVE_INFINITY;
	let number = 0;
	let isDone = false;

	function newest(): Candidate | null {
		let [first = null] = entries;
		for (const entry of entries) if (compareRanks(entry, first!) < 0) first = entry;
		return first;
	}

	return {
		newest,
		take() {
			const taken = newest();
			if (taken) entries.splice(entries.indexOf(taken), 1);
			return taken;
		},
		async fill() {
			while (!isDone && entries.length < WINDOW_ENTRIES) {
				found ??= read(next);
				const step = await found.next();
				if (step.done) {
					isDone = true;
					return;
				}
				const { row, listed } = step.value;
				next = { listed, before: row.offset, hasOlder: true };
				lastInstant = fieldsOf(row, zone).instant() ?? lastInstant;
				const candidate: Candidate = { instant: lastInstant, order, number: number++, entry: null };
				if (best.isWanted(candidate)) {
					candidate.entry = toRecentEntry(step.value);
					best.add(candidate);
				}
				entries.push(candidate);
			}
		},
		isWanted: () => entries.some(({ entry }) => entry !== null),
		async close() {
			await found?.return(undefined);
			found = null;
		},
	};
}
