import type { Day } from '@tool-audit/core';

/** Every day that can be read has been counted: there was time for it. */
export function isComplete(days: Day[]): boolean {
	return days.every(({ counts, unreadable }) => counts || unreadable);
}
