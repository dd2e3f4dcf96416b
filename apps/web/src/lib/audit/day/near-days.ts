import type { Day } from '@tool-audit/core';

/** The nearest days before and after a day that have calls, or may have some: a large day is counted later. */
export function nearDays(days: Day[], day: string): { before?: string; after?: string } {
	const full = days.filter(({ counts, unreadable }) => counts?.total !== 0 && !unreadable);
	const before = full.map(({ day }) => day).filter((other) => other < day);
	const after = full.map(({ day }) => day).filter((other) => other > day);
	// In whichever order the days are listed.
	const [last] = before.sort().toReversed();
	const [first] = after.sort();
	return { ...(last && { before: last }), ...(first && { after: first }) };
}
