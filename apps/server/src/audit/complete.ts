import type { Day } from '@tool-audit/core';

/** True when every readable day has been counted within the time. */
export function isComplete(days: Day[]): boolean {
	return days.every(({ counts, unreadable }) => counts || unreadable);
}
