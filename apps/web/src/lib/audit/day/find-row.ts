import type { ListedRow } from '../listed-row.ts';

/** What a binary search needs of a list: any row of it, one at a time. */
export interface Peekable {
	readonly count: number;
	peek(index: number): Promise<ListedRow | undefined>;
}

/** Rows without a time (damaged lines, wrong clocks) that are skipped before giving up. */
const TIMELESS_ROWS_MAX = 20;

/** Index of the first row that ends at or after a position of the day; `count` if all are before it. */
export function indexOfPosition(rows: Peekable, position: number): Promise<number> {
	return firstIndex(rows, async (index) => {
		const row = await rows.peek(index);
		return row?.position === undefined || (row.repeats?.lastPosition ?? row.position) >= position;
	});
}

/**
 * Index of the first row at or after an instant. A clock can be set back, so a day may not be in order of time; the
 * result is then one of the places where time passes the instant.
 */
export async function indexOfInstant(
	rows: Peekable,
	instant: number,
	instantOf: (row: ListedRow) => number | null,
): Promise<number> {
	/** The first row from an index on that has a time. */
	async function nextWithTime(index: number) {
		const end = Math.min(rows.count, index + TIMELESS_ROWS_MAX);
		for (let at = index; at < end; at++) {
			const row = await rows.peek(at);
			const found = row ? instantOf(row) : null;
			if (found !== null) return { at, found };
		}
		return undefined;
	}
	const index = await firstIndex(rows, async (index) => {
		const next = await nextWithTime(index);
		return !next || next.found >= instant;
	});
	return (await nextWithTime(index))?.at ?? index;
}

/** Index of the first item from which on a condition holds; the number of items if it holds for none. */
export function firstPlace<Item>(items: Item[], holds: (item: Item) => boolean): number {
	let [low, high] = [0, items.length];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (holds(items[middle]!)) high = middle;
		else low = middle + 1;
	}
	return low;
}

async function firstIndex(
	{ count }: Peekable,
	isBehind: (index: number) => Promise<boolean>,
): Promise<number> {
	let [low, high] = [0, count];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (await isBehind(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}
