import type { ListedRow } from './listed-row.ts';

/**
 * Calls of the same tool with the same args, one after the other, as one row each. Groups in `unfolded`,
 * named by the ref of their first call, stay as they are.
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

/** What the calls of one group are shown as: one row, or each its own. */
export function rowsOfGroup(calls: ListedRow[], folded: boolean): ListedRow[] {
	const count = calls.length;
	if (count === 1) return calls;
	if (!folded) return calls.map((call, index) => ({ ...call, unfolded: { index, count } }));
	return [{ ...calls[0]!, repeats: { count, lastPosition: calls.at(-1)!.position ?? 0 } }];
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
