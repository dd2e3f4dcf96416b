/**
 * How long an answer may look, in milliseconds, unless the client says otherwise: what is not done by then is said to be
 * missing, and comes with a later call.
 */

export const LIST_BUDGET_MS = 1_000;
/** Longer than the others, because there is no going on behind it. */
export const RECENT_BUDGET_MS = 5_000;
export const SEARCH_BUDGET_MS = 1_000;
export const SUMMARY_BUDGET_MS = 1_000;
/** Longest that a client may ask for. */
export const BUDGET_MAX_MS = 10_000;
