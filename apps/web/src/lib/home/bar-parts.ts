import type { Counts, RowStatus } from '@tool-audit/core';

const ORDER: RowStatus[] = ['ok', 'denied', 'error', 'damaged', 'other'];

/** The parts of a day's bar, as percentages of the busiest day's bar. */
export function barParts(counts: Counts, most: number): { status: RowStatus; percent: number }[] {
	return ORDER.filter((status) => counts[status] > 0).map((status) => ({
		status,
		percent: most === 0 ? 0 : (100 * counts[status]) / most,
	}));
}
