import type { Counts } from '@tool-audit/core';
import { formatCount } from './row-view.ts';

/** `: 48 entries, 3 denied, 5 errors`, for titles and screen readers. */
export function troubleOf({ total, denied, error, damaged }: Counts): string {
	const parts = [
		`${formatCount(total)} ${total === 1 ? 'entry' : 'entries'}`,
		denied > 0 && `${formatCount(denied)} denied`,
		error > 0 && `${formatCount(error)} ${error === 1 ? 'error' : 'errors'}`,
		damaged > 0 && `${formatCount(damaged)} damaged`,
	];
	return `: ${parts.filter(Boolean).join(', ')}`;
}
