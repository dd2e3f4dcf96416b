/**
 * Default time budgets of answers, in milliseconds. What is not finished by then is marked as incomplete, and
 * comes with a later call.
 */

export const LIST_BUDGET_MS = 1_000;
/** Longer than the others, because these reads have no cursor to continue from. */
export const RECENT_BUDGET_MS = 5_000;
export const SEARCH_BUDGET_MS = 1_000;
export const SUMMARY_BUDGET_MS = 1_000;
/** Longest budget that a client may request. */
export const BUDGET_MAX_MS = 10_000;
