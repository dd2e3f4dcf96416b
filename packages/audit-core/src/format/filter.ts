import * as z from 'zod';
import { FILTER_DURATION_MS_MAX, FILTER_TEXT_CHARS_MAX, FILTER_VALUES_MAX } from './limits.ts';
import { ROW_STATUSES, type RowStatus } from './status.ts';

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
	 * Text in the tool, in the names and values of the arguments, in the result, or in a damaged line: 1 to 1,000
	 * characters, in any case of letters, as it is unless `regex` is set.
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

/** Typed as a list that is read only, so that constants are filters too. */
const listOf = <Item>(item: z.ZodType<Item>, max: number) =>
	z.array(item).min(1).max(max) as z.ZodType<readonly Item[], readonly Item[]>;

const statuses = listOf(z.enum(ROW_STATUSES), FILTER_VALUES_MAX);
const values = listOf(z.string().max(FILTER_TEXT_CHARS_MAX), FILTER_VALUES_MAX);
const text = z.string().min(1).max(FILTER_TEXT_CHARS_MAX);

/** A `Filter` from a program without types, such as the body of a request. */
export const filterSchema = z.strictObject({
	status: statuses.optional(),
	excludeStatus: statuses.optional(),
	tool: values.optional(),
	excludeTool: values.optional(),
	session: values.optional(),
	agent: values.optional(),
	source: values.optional(),
	deniedBy: values.optional(),
	minDurationMs: z.number().min(0).max(FILTER_DURATION_MS_MAX).optional(),
	text: text.optional(),
	excludeText: text.optional(),
	regex: z.boolean().optional(),
	since: z.iso.datetime({ offset: true }).optional(),
	until: z.iso.datetime({ offset: true }).optional(),
});
