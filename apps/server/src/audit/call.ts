import { AUDIT_ERRORS, type Json, type JsonObject, STATUSES } from '@tool-audit/core';
import * as z from 'zod';

const TOOL_CHARS_MAX = 500;
const TOOL_SENTENCE = `Name the tool, in 1 to ${TOOL_CHARS_MAX} characters.`;

/**
 * Arguments are passed by reference and unchanged: a schema that copies objects would drop a key named
 * `__proto__`, and the log must contain what happened.
 */
const args = z
	.custom<JsonObject>(
		(value) => typeof value === 'object' && value !== null && !Array.isArray(value),
		'Give the arguments as an object.',
	)
	.meta({
		description: 'The arguments, an object.',
		override: { type: 'object', additionalProperties: true },
	});

const LENGTH_SENTENCE =
	'Give the length of the whole result in characters, a whole number from 0 on.';

const AT_SENTENCE =
	'Give the instant at which the call began as ISO 8601 with an offset, from the year 2000 on.';

/** The caller's own name for an entry: a second call of the same name is not recorded. */
export const idSchema = z
	.string(AUDIT_ERRORS['bad-id'])
	.regex(/^[A-Za-z0-9._:-]{1,64}$/, AUDIT_ERRORS['bad-id']);

/** A call to record. Further fields of the format are allowed and written as they are. */
export const callSchema = z
	.object({
		id: idSchema.optional().meta({
			description: 'Your own name for the call: with it, the call is recorded once.',
		}),
		tool: z
			.string(TOOL_SENTENCE)
			.min(1, TOOL_SENTENCE)
			.max(TOOL_CHARS_MAX, TOOL_SENTENCE)
			.meta({ description: 'The tool’s name.' }),
		args,
		at: z.iso
			.datetime({ offset: true, error: AT_SENTENCE })
			.refine((at) => Date.parse(at) >= Date.UTC(2000, 0, 1), AT_SENTENCE)
			.optional()
			.meta({
				description:
					'When the call began, if that was earlier: ISO 8601 with an offset, from the year 2000 on. One in the future is taken as now, because clocks of machines differ. By default now.',
			}),
		status: z
			.enum(STATUSES, `Give one of ${STATUSES.join(', ')}.`)
			.meta({ description: 'How the call ended.' }),
		result: z
			.string('Give the result as a text.')
			.meta({ description: 'The result as text. Its first 300 characters are kept.' }),
		result_chars: z.int(LENGTH_SENTENCE).min(0, LENGTH_SENTENCE).optional().meta({
			description: 'Length of the whole result in characters, when `result` is only its beginning.',
		}),
	})
	.catchall(z.custom<Json | undefined>());
