import { type Json, type JsonObject, STATUSES } from '@tool-audit/core';
import * as z from 'zod';

const TOOL_CHARS_MAX = 500;

/**
 * Arguments are passed by reference and unchanged: a schema that copies objects would drop a key named
 * `__proto__`, and the log must contain what happened.
 */
const args = z.custom<JsonObject>(
	(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
	'Give the arguments as an object.',
);

/** A call to record. Further fields of the format are allowed and written as they are. */
export const callSchema = z
	.object({
		tool: z.string().min(1, 'Name the tool.').max(TOOL_CHARS_MAX),
		args,
		status: z.enum(STATUSES),
		result: z.string(),
	})
	.catchall(z.custom<Json | undefined>());
