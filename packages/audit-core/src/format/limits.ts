/** What may be asked of a log at once. In a file of its own, because the page loads it, and no schemas. */

/** Of each text in a filter, in UTF-16 code units. */
export const FILTER_TEXT_CHARS_MAX = 1_000;
/** Values that each list of a filter holds at most. */
export const FILTER_VALUES_MAX = 100;

/** Rows a `readDay` gives at most. */
export const PAGE_LIMIT_MAX = 1_000;
/** Entries that `recent` and `recentAllUsers` give at most. */
export const RECENT_LIMIT_MAX = 10_000;
/** Days that they look back at most. */
export const RECENT_DAYS_MAX = 36_500;
/** Longest budget of a read, in milliseconds. */
export const BUDGET_MAX_MS = 60_000;
/** Entries that one call of `search` gives at most. */
export const SEARCH_LIMIT_MAX = 1_000;
