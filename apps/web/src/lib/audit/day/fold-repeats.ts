import type { ListedRow } from '../listed-row.ts';

/**
 * Folds consecutive calls of the same tool with the same args into one row each. Groups in `unfolded`, named by the
 * ref of their first call, stay unfolded.
 */
export function foldRepeats(
	calls: ListedRow[],
	unfolded: ReadonlySet<string> = new Set(),
): ListedRow[] {
	const rows: ListedRow[] = [];
	let group: ListedRow[] = [];
	let groupKey: string | undefined;
	const end = () => rows.push(...rowsOfGroup(group, !unfolded.has(group[0]!.ref)));
	for (const call of calls) {
		const key = keyOf(call);
		if (group.length > 0 && (key === undefined || key !== groupKey)) {
			end();
			group = [];
		}
		group.push(call);
		groupKey = key;
	}
	if (group.length > 0) end();
	return rows;
}

/** The rows of a group of calls: one row, or one per call. */
export function rowsOfGroup(calls: ListedRow[], folded: boolean): ListedRow[] {
	const count = calls.length;
	if (count === 1) return calls;
	if (!folded) return calls.map((call, index) => ({ ...call, unfolded: { index, count } }));
	return [{ ...calls[0]!, repeats: { count, lastPosition: calls.at(-1)!.position ?? 0 } }];
}

/**
 * What repeated calls must have in common. The status is part of it, so that a denied call is never hidden behind one
 * that went well. A line that is odd in any way is not folded.
 */
function keyOf(row: ListedRow): string | undefined {
	if (row.kind === 'damaged' || row.problems || row.recovered || row.clipped) return undefined;
	const { tool, args, status } = row.entry;
	return JSON.stringify([tool, status, args]);
}
