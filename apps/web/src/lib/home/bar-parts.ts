import type { Counts, RowStatus } from '@tool-audit/core';

const ORDER: RowStatus[] = ['ok', 'other', 'denied', 'error', 'damaged'];

export const BAR_FILLS: Record<RowStatus, string> = {
	ok: 'bg-ok-mark',
	error: 'bg-error-mark',
	denied: 'bg-denied-mark',
	damaged: 'bg-damaged-mark',
	other: 'bg-bar',
};

/** The parts of a day's bar, as percentages of a full one. */
export function barParts(counts: Counts, full: number): { status: RowStatus; percent: number }[] {
	return ORDER.filter((status) => counts[status] > 0).map((status) => ({
		status,
		percent: full === 0 ? 0 : (100 * counts[status]) / full,
	}));
}
