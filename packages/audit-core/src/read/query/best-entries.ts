/**
 * The entries of all logs that can become a part of an answer. A log gives its entries through a window of its next ones,
 * and the answer always takes the first of all windows. So an entry that comes after as many known ones as the answer has
 * room for is never taken, whatever is read later: it is kept as an instant, and its content is dropped.
 */
import type { Recent } from '../../audit-log.ts';

/** An entry in the window of its log. */
export interface Candidate {
	instant: number;
	/** Place of its log among all. */
	order: number;
	/** Place among the entries of its log, as they were read. */
	number: number;
	/** `null` when it can't become a part of the answer. */
	entry: Recent['entries'][number] | null;
}

export type Ranked = Pick<Candidate, 'instant' | 'order' | 'number'>;

/** Newest first; of the same instant, by the order of the logs, and in a log as they were read. */
export function compareRanks(one: Ranked, other: Ranked): number {
	if (one.instant !== other.instant) return one.instant > other.instant ? -1 : 1;
	return one.order - other.order || one.number - other.number;
}

export interface BestEntries {
	/** True when there are as many as the answer has room for. */
	isFull(): boolean;
	/** False for an entry that can't become a part of the answer. */
	isWanted(ranked: Ranked): boolean;
	/** Drops the content of another one when there are too many. */
	add(candidate: Candidate): void;
}

export function createBestEntries(limit: number): BestEntries {
	/** The best first. */
	const best: Candidate[] = [];
	return {
		isFull: () => best.length === limit,
		isWanted: (ranked) => best.length < limit || compareRanks(ranked, best.at(-1)!) < 0,
		add(candidate) {
			insertRanked(best, candidate, compareRanks);
			if (best.length > limit) best.pop()!.entry = null;
		},
	};
}

/** Inserts into a list that is in order. */
export function insertRanked<T>(list: T[], item: T, compare: (one: T, other: T) => number): void {
	let [from, to] = [0, list.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (compare(list[middle]!, item) < 0) from = middle + 1;
		else to = middle;
	}
	list.splice(from, 0, item);
}
