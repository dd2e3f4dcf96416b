import type { Counts, Day, Filter } from '@tool-audit/core';
import { ROW_STATUSES } from '@tool-audit/core/format';
import { formatCount, plural } from './row-view.ts';
import { dayInWords } from './times.ts';

/** `Sunday 22 November 2026: 48 calls, 3 denied`, or why the day can't be read. */
export function titleOf(day: Day): string {
	return dayInWords(day.day) + stateOf(day);
}

/** A day as it is spoken, its date first: `2026-11-28, Saturday, live: 412 calls, 14 denied, 31 errors`. */
export function spokenDay(day: Day, isLive: boolean): string {
	const weekday = dayInWords(day.day).split(' ')[0]!;
	return `${[day.day, weekday, ...(isLive ? ['live'] : [])].join(', ')}${stateOf(day)}`;
}

function stateOf({ counts, unreadable }: Day): string {
	if (unreadable) return `: ${unreadable.message}`;
	return counts ? `: ${countsInWords(counts)}` : '';
}

/** `48 calls, 3 denied, 5 errors`, for titles and screen readers. */
export function countsInWords(
	counts: Pick<Counts, 'total' | 'denied' | 'error'> & Partial<Counts>,
): string {
	const { total, denied, error, damaged = 0 } = counts;
	const parts = [
		plural(total, 'call'),
		denied > 0 && `${formatCount(denied)} denied`,
		error > 0 && plural(error, 'error'),
		damaged > 0 && plural(damaged, 'damaged line'),
	];
	return parts.filter(Boolean).join(', ');
}

/**
 * No row stands out by its status: the filter has one status alone, or all rows that it leaves are errors. The counts are
 * those of the rest of the filter.
 */
export function isUniform({ status, excludeStatus }: Filter, counts: Counts | undefined): boolean {
	if (status?.length === 1) return true;
	const left = ROW_STATUSES.filter(
		(one) =>
			(status?.includes(one) ?? true) && !excludeStatus?.includes(one) && (counts?.[one] ?? 0) > 0,
	);
	return left.length === 1 && left[0] === 'error';
}
