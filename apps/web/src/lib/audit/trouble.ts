import type { Counts, Day } from '@tool-audit/core';
import { formatCount } from './row-view.ts';
import { dayInWords } from './times.ts';

/** `Sunday, 22 November 2026: 48 entries, 3 denied`, or why the day can't be read. */
export function titleOf({ day, counts, unreadable }: Day): string {
	if (unreadable) return `${dayInWords(day)}: ${unreadable.message}`;
	return dayInWords(day) + (counts ? troubleOf(counts) : '');
}

/** `: 48 entries, 3 denied, 5 errors`, for titles and screen readers. */
function troubleOf({ total, denied, error, damaged }: Counts): string {
	const parts = [
		`${formatCount(total)} ${total === 1 ? 'entry' : 'entries'}`,
		denied > 0 && `${formatCount(denied)} denied`,
		error > 0 && `${formatCount(error)} ${error === 1 ? 'error' : 'errors'}`,
		damaged > 0 && `${formatCount(damaged)} damaged`,
	];
	return `: ${parts.filter(Boolean).join(', ')}`;
}
