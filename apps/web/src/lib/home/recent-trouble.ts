/** The calls that Home shows first: what `audit.recent` is asked for. */
export const RECENT_TROUBLE = {
	days: 7,
	limit: 5,
	filter: { status: ['denied' as const, 'error' as const] },
};
