/** Limits of single reads. In a separate file because the page loads it without the schemas. */

/** Longest id that a caller may give to an entry, in characters. */
export const ID_CHARS_MAX = 64;

/** Longest text in a filter, in UTF-16 code units. */
export const FILTER_TEXT_CHARS_MAX = 1_000;
/** Most values in each list of a filter. */
export const FILTER_VALUES_MAX = 100;

/** Longest duration in a filter, in milliseconds: more than thirty thousand years. */
export const FILTER_DURATION_MS_MAX = 1e15;

/** Most rows that one `readDay` returns. */
export const PAGE_LIMIT_MAX = 1_000;
/** Most entries that `recent` and `recentAllUsers` return. */
export const RECENT_LIMIT_MAX = 10_000;
/** Most days that `recent` and `recentAllUsers` go back. */
export const RECENT_DAYS_MAX = 36_500;
/** Longest budget of a read, in milliseconds. */
export const BUDGET_MAX_MS = 60_000;
/** Most entries that one call of `search` returns. */
export const SEARCH_LIMIT_MAX = 1_000;
/** Most calls of a day that `countSecrets` names; all are counted. */
export const SECRET_ROWS_MAX = 1_000;
/** Most secrets of one call that `countSecrets` names. */
export const SECRETS_IN_ROW_MAX = 50;
/** Most different secrets of a day that `countSecrets` names. */
export const DISTINCT_SECRETS_MAX = 1_000;
