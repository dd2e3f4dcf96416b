/** The calls at the top of Home: the input of `audit.recent`. */
export const RECENT_TROUBLE = {
	days: 7,
	limit: 5,
	filter: { status: ['denied' as const, 'error' as const] },
};
