import type { ListedRow } from './listed-row.ts';

/** Calls of the same tool with the same args, one after the other, as one row each. */
export function foldRepeats(rows: ListedRow[]): ListedRow[] {
	const folded: ListedRow[] = [];
	let lastKey: string | undefined;
	for (const row of rows) {
		const key = keyOf(row);
		const last = folded.at(-1);
		if (last && key !== undefined && key === lastKey) {
			folded[folded.length - 1] = {
				...last,
				repeats: {
					count: (last.repeats?.count ?? 1) + 1,
					lastPosition: row.position ?? 0,
				},
			};
		} else {
			folded.push(row);
		}
		lastKey = key;
	}
	return folded;
}

/**
 * What two calls must have in common. The status is part of it: a refused call never hides behind one that
 * went well. A line that is odd in any way stands for itself.
 */
function keyOf(row: ListedRow): string | undefined {
	if (row.kind === 'damaged' || row.problems || row.recovered || row.clipped) return undefined;
	const { tool, args, status } = row.entry;
	return JSON.stringify([tool, status, args]);
}
