import type { RowStatus } from './status.ts';

/**
 * Which rows to return. All parts must match; within a list, any value (docs/format.md §10). `text` is literal and
 * case-insensitive, and searched in tool, args and result, unless `regex` is set.
 *
 * @example
 * ```ts
 * const filter: Filter = { status: ['error', 'denied'], text: 'plan.md' };
 * ```
 */
export interface Filter {
	status?: RowStatus[] | undefined;
	excludeStatus?: RowStatus[] | undefined;
	tool?: string[] | undefined;
	excludeTool?: string[] | undefined;
	session?: string[] | undefined;
	/** The program that made the call. */
	agent?: string[] | undefined;
	/** What recorded the call. */
	source?: string[] | undefined;
	/** Who denied the call. */
	deniedBy?: string[] | undefined;
	/** Calls that took at least this long, in milliseconds. */
	minDurationMs?: number | undefined;
	text?: string | undefined;
	excludeText?: string | undefined;
	/** `text` is a regular expression (RE2 syntax: linear time, no back-references). */
	regex?: boolean | undefined;
	/** Instant, inclusive. */
	since?: string | undefined;
	/** Instant, exclusive. */
	until?: string | undefined;
}
