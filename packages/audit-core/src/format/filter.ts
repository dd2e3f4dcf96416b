import type { RowStatus } from './status.ts';

/**
 * Which rows to return. All parts must match; within a list, any value (docs/format.md §10). Values are compared letter
 * by letter; at most 100 in a list, each of at most 1,000 characters.
 *
 * @example
 * ```ts
 * const filter: Filter = { status: ['error', 'denied'], text: 'plan.md' };
 * ```
 */
export interface Filter {
	/** Rows with one of these statuses. `other` is an entry with none of the three, `damaged` a damaged line. */
	status?: readonly RowStatus[] | undefined;
	/** Rows with none of these statuses. */
	excludeStatus?: readonly RowStatus[] | undefined;
	/** Calls of one of these tools. */
	tool?: readonly string[] | undefined;
	/** Calls of none of these tools. */
	excludeTool?: readonly string[] | undefined;
	/** Calls of one of these sessions. */
	session?: readonly string[] | undefined;
	/** Calls that one of these programs made. */
	agent?: readonly string[] | undefined;
	/** Calls that one of these recorded. */
	source?: readonly string[] | undefined;
	/** Calls that one of these denied. */
	deniedBy?: readonly string[] | undefined;
	/** Calls that took at least this long, in milliseconds, 0 to `FILTER_DURATION_MS_MAX`. */
	minDurationMs?: number | undefined;
	/**
	 * Text in the tool, in the names and values of the arguments, in the result, in any other field, or in a damaged
	 * line: 1 to 1,000 characters, in any case of letters, as it is unless `regex` is set.
	 */
	text?: string | undefined;
	/** Rows without this text, wherever `text` is searched. Never an expression. */
	excludeText?: string | undefined;
	/** `text` is a regular expression (RE2 syntax: linear time, no back-references). */
	regex?: boolean | undefined;
	/** Calls at this instant or later: ISO 8601 with seconds and an offset, `2026-11-22T07:41:03Z`. */
	since?: string | undefined;
	/** Calls before this instant, in the same form. */
	until?: string | undefined;
}
