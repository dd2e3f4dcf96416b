import * as z from 'zod';
import { FILTER_DURATION_MS_MAX, FILTER_TEXT_CHARS_MAX, FILTER_VALUES_MAX } from './limits.ts';
import { ROW_STATUSES } from './status.ts';

const values = z.array(z.string().max(FILTER_TEXT_CHARS_MAX)).min(1).max(FILTER_VALUES_MAX);
const text = z.string().min(1).max(FILTER_TEXT_CHARS_MAX);

/**
 * Which rows to return. All parts must match; within a list, any value (docs/format.md §10). `text` is literal and
 * case-insensitive, and searched in tool, args and result, unless `regex` is set.
 *
 * @example
 * ```ts
 * const filter: Filter = { status: ['error', 'denied'], text: 'plan.md' };
 * ```
 */
export const filterSchema = z.strictObject({
	status: z.array(z.enum(ROW_STATUSES)).min(1).optional(),
	excludeStatus: z.array(z.enum(ROW_STATUSES)).min(1).optional(),
	tool: values.optional(),
	excludeTool: values.optional(),
	session: values.optional(),
	/** The program that made the call. */
	agent: values.optional(),
	/** What recorded the call. */
	source: values.optional(),
	/** Who denied the call. */
	deniedBy: values.optional(),
	/** Calls that took at least this long, in milliseconds. */
	minDurationMs: z.number().min(0).max(FILTER_DURATION_MS_MAX).optional(),
	text: text.optional(),
	excludeText: text.optional(),
	/** `text` is a regular expression (RE2 syntax: linear time, no back-references). */
	regex: z.boolean().optional(),
	/** Instant, inclusive. */
	since: z.iso.datetime({ offset: true }).optional(),
	/** Instant, exclusive. */
	until: z.iso.datetime({ offset: true }).optional(),
});
export type Filter = z.infer<typeof filterSchema>;
