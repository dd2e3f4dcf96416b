const MINUTE_MS = 60_000;
const SPAN_MS = 24 * 60 * MINUTE_MS;

export const TROUBLE_LIMIT = 50;

/** The denied and failed calls on Home: the input of `audit.recent`, but for the time from which on they are shown. */
export const RECENT_TROUBLE = {
	// 24 hours are on three days where the clock changes.
	days: 3,
	limit: TROUBLE_LIMIT + 1,
	filter: { status: ['denied' as const, 'error' as const] },
};

/** Those of the 24 hours before an instant, to the minute: the same question for a minute. */
export function troubleSince(now: number): typeof RECENT_TROUBLE & { filter: { since: string } } {
	const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
	const since = new Date(minute - SPAN_MS).toISOString();
	return { ...RECENT_TROUBLE, filter: { ...RECENT_TROUBLE.filter, since } };
}
