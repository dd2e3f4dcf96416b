import { formatCount, plural } from '../row-view.ts';

/** Calls that were added to a day. */
export interface News {
	calls: number;
	/** Those of them that were recorded later than they happened; `undefined` when not known. */
	late: number | undefined;
}

export function bothNews(before: News, now: News): News {
	const calls = before.calls + now.calls;
	if (before.late === undefined || now.late === undefined) return { calls, late: undefined };
	return { calls, late: before.late + now.late };
}

/** `3 new calls`, `197 calls imported`, `3 new calls, 197 imported`; `200 calls added` when it is not known which. */
export function newsInWords({ calls, late }: News): string {
	if (late === undefined) return `${plural(calls, 'call')} added`;
	if (late === 0) return plural(calls, 'new call');
	if (late >= calls) return `${plural(calls, 'call')} imported`;
	return `${plural(calls - late, 'new call')}, ${formatCount(late)} imported`;
}
